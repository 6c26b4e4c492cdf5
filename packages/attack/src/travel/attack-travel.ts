import { type Connection, operatorApprovals, putShippedPolicies, TravelApi, type World } from "@agentic-pm/world";
import type { AttackCase } from "../corpus/attack-case.ts";
import type { Tally } from "../run/tally.ts";
import type { SecretsSeen } from "../verdict/secrets-seen.ts";
import { attackedEmployees } from "./attacked-employees.ts";
import type { Attending } from "./attending.ts";
import { ChatDesk } from "./chat-desk.ts";
import { startEvilSite } from "./evil-site.ts";
import { playChat } from "./play-chat.ts";
import { playPolicy } from "./play-policy.ts";
import { playPortal } from "./play-portal.ts";
import { TravelWitness } from "./travel-witness.ts";

export interface TravelAttack {
  readonly world: World;
  readonly connection: Connection;
  readonly seen: SecretsSeen;
  readonly tally: Tally;
  readonly attending: Attending;
  readonly onProgress: () => void;
}

/** Employees who ask at the same time: enough to keep two cores busy. */
const DESKS = 12;
const POLICIES_MS = 300_000;

/** Plays the cases of chat, policy and portal, a channel after the other, and judges what came of them. */
export async function attackTravel(cases: readonly AttackCase[], attack: TravelAttack): Promise<number> {
  const { world, connection, seen, tally, attending, onProgress } = attack;
  const travel = new TravelApi(connection);
  const evil = await startEvilSite();
  const operator = await operatorApprovals(connection, travel);
  const desks: ChatDesk[] = [];
  try {
    const employees = attackedEmployees(DESKS);
    await Promise.all(employees.map((employee) => travel.putEmployee(employee)));
    await putShippedPolicies(travel, AbortSignal.timeout(POLICIES_MS));
    desks.push(...(await Promise.all(employees.map((employee) => ChatDesk.open(employee, connection)))));
    const witness = new TravelWitness({ world, seen, tally, evil });
    await witness.takeIn();
    let wishes = 0;
    const play = {
      world,
      travel,
      operator: operator.approvals,
      desks,
      attending,
      witness,
      tally,
      evil,
      onProgress,
      nextWish: () => (wishes += 1),
    };
    const of = (channel: AttackCase["channel"]) => cases.filter((one) => one.channel === channel);
    const startedAt = performance.now();
    for (const [channel, playCases] of CHANNEL_PLAYS) if (of(channel).length > 0) await playCases(of(channel), play);
    await witness.close();
    return performance.now() - startedAt;
  } finally {
    for (const desk of desks) desk.close();
    operator.close();
    travel.close();
    await evil.close();
  }
}

const CHANNEL_PLAYS = [
  ["chat", playChat],
  ["policy", playPolicy],
  ["portal", playPortal],
] as const;
