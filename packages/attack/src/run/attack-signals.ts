import { setTimeout as sleep } from "node:timers/promises";
import type { OperatorApi, World } from "@agentic-pm/world";
import type { Channel } from "../channels/delivery.ts";
import { jiraChannel } from "../channels/jira-channel.ts";
import { mailChannel } from "../channels/mail-channel.ts";
import type { AttackCase } from "../corpus/attack-case.ts";
import type { Reached } from "../verdict/reached.ts";
import type { SecretsSeen } from "../verdict/secrets-seen.ts";
import type { Tally } from "./tally.ts";
import { Witness } from "./witness.ts";

export interface SignalAttack {
  readonly world: World;
  readonly api: OperatorApi;
  readonly seen: SecretsSeen;
  readonly tally: Tally;
  /** Told after every batch. */
  readonly onProgress: () => void;
}

/** Texts that are delivered before one poll: enough to keep the workflows busy while the next ones are delivered. */
const BATCH = 60;
/** The next batch goes in when so few cases are left that the machine would soon be idle. */
const LOW_WATER = 12;
const LOOK_MS = 100;
/** A workflow that has not ended by then is reported as lost. */
const PATIENCE_MS = 180_000;

/** Sends the cases of jira and mail, and judges what reached the vendors. Answers how long that took, in milliseconds. */
export async function attackSignals(cases: readonly AttackCase[], attack: SignalAttack): Promise<number> {
  const { world, api } = attack;
  const witness = new Witness(attack);
  const bystander = await openProject(world, api);
  await witness.begin(await artefactsReached(world, api));
  const startedAt = performance.now();
  await sendAll(cases, { ...attack, witness, bystander });
  await witness.close(await artefactsReached(world, api));
  return performance.now() - startedAt;
}

interface Run extends SignalAttack {
  readonly witness: Witness;
  readonly bystander: string;
}

async function sendAll(cases: readonly AttackCase[], run: Run): Promise<void> {
  const { sandbox } = run.world;
  const channels: Readonly<Record<string, Channel>> = {
    jira: jiraChannel(sandbox, run.bystander),
    mail: mailChannel(sandbox, run.bystander),
  };
  for (let at = 0; at < cases.length; at += BATCH) {
    for (const attack of cases.slice(at, at + BATCH)) {
      const channel = channels[attack.channel];
      if (channel !== undefined) run.witness.note(await channel.deliver(attack));
    }
    await run.api.pollNow();
    await settle(run, at + BATCH < cases.length ? LOW_WATER : 0);
  }
  await quiet(run.api);
}

/** Waits until no workflow is under way, those of no case included. */
async function quiet(api: OperatorApi): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until && (await api.runningSignals()).length > 0) await sleep(LOOK_MS);
}

/** Waits until at most so many cases are open, judging as it goes. */
async function settle({ witness, onProgress }: Run, mostOpen: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    await witness.takeIn();
    if (witness.open <= mostOpen || performance.now() > until) break;
    await sleep(LOOK_MS);
  }
  onProgress();
}

/** A ticket that is nobody's case, which every text mentions; and a first poll, so that nothing else is news. */
async function openProject({ sandbox }: World, api: OperatorApi): Promise<string> {
  const { key } = await sandbox.deliver.jiraIssue({ summary: "A ticket that nobody may touch" });
  await api.pollNow();
  await quiet(api);
  return key;
}

/** Artefact entries as effects that the operator reads; their action's id says whose they are. */
async function artefactsReached({ cloud }: World, api: OperatorApi): Promise<Reached[]> {
  const entries = await api.artefacts({
    resourceArn: cloud.output("DatabaseClusterArn") ?? "",
    secretArn: cloud.output("DatabaseSecretArnOperator") ?? "",
  });
  return entries.map(({ artefact, title, entry, entryId }, index) => ({
    seq: index,
    kind: "artefact",
    target: artefact,
    recipients: [],
    audience: ["operator"],
    texts: [title, ...Object.values(entry).filter((value) => value !== null && value !== title)] as string[],
    isHtml: false,
    transition: null,
    actionId: entryId,
  }));
}
