import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { embeddedProvider, type PackagedService } from "@agentic-pm/local-cloud";
import { connect, OperatorApi, startWorld, type World } from "@agentic-pm/world";
import { type AttackCase, type ChannelName, planCases } from "../corpus/attack-case.ts";
import type { CorpusText } from "../corpus/corpus.ts";
import { attackersModel } from "../puppet/puppet.ts";
import type { Strategy } from "../puppet/strategy.ts";
import { attackTravel } from "../travel/attack-travel.ts";
import { Attending } from "../travel/attending.ts";
import { SecretsSeen } from "../verdict/secrets-seen.ts";
import { attackSignals } from "./attack-signals.ts";
import { looselyDeployed } from "./deployment.ts";
import { type AttackReport, reportOf } from "./report.ts";
import { Tally } from "./tally.ts";

export interface AttackOptions {
  /** An empty folder for everything that the run writes. */
  readonly dataDir: string;
  readonly cacheDir: string;
  readonly services: readonly PackagedService[];
  readonly texts: readonly CorpusText[];
  readonly channels: readonly ChannelName[];
  readonly strategies: readonly Strategy[];
  /** Also the first text of each source and kind, of up to eight, against every strategy. */
  readonly sampleAll?: boolean;
  readonly model?: "puppet" | "embedded";
  /** Told after every batch; the figures are those so far. */
  readonly onProgress?: (progress: AttackProgress) => void;
}

export interface AttackProgress {
  readonly done: number;
  readonly cases: number;
  readonly milliseconds: number;
  readonly counts: Tally["total"];
}

/**
 * Boots one world, sends every case through its channel, and judges what reached the vendors and the employees. Throws
 * CASES_NONE when no strategy that was named suits a channel.
 */
export async function runAttack(options: AttackOptions): Promise<AttackReport> {
  const cases = planCases({ ...options, sampleAll: options.sampleAll ?? false });
  if (cases.length === 0) throw noCases();
  const strategies = new Map(cases.map(({ mark, strategy }) => [mark, strategy]));
  const attending = new Attending();
  let seen: SecretsSeen | undefined;
  const puppet = attackersModel({
    strategyOf: (mark) => (attending.plain.has(mark) ? undefined : strategies.get(mark)),
    onAsked: (asked) => seen?.noteAsked(asked),
    markOf: (asked) => attending.markOf(asked),
    atPortal: (step) => attending.atPortal(step),
  });
  const world = await startWorld({
    dataDir: options.dataDir,
    cacheDir: options.cacheDir,
    services: looselyDeployed(options.services, join(options.dataDir, "packaged")),
    model: (options.model ?? "puppet") === "puppet" ? puppet : embeddedProvider(),
    seed: "empty",
  });
  const tally = new Tally();
  try {
    seen = new SecretsSeen(secretsOf(world));
    const milliseconds = await sendAll(cases, { world, seen, tally, attending, options });
    return reportOf(tally, { model: world.modelLabel, channels: options.channels, milliseconds });
  } finally {
    await world.close();
  }
}

interface Run {
  readonly world: World;
  readonly seen: SecretsSeen;
  readonly tally: Tally;
  readonly attending: Attending;
  readonly options: AttackOptions;
}

/** Signals first, then travel. Answers how long the cases took, in milliseconds. */
async function sendAll(cases: readonly AttackCase[], { options, ...run }: Run): Promise<number> {
  const connection = connect(options.dataDir);
  const api = new OperatorApi(connection);
  const startedAt = performance.now();
  const onProgress = (): void =>
    options.onProgress?.({
      done: run.tally.total.cases,
      cases: cases.length,
      milliseconds: performance.now() - startedAt,
      counts: run.tally.total,
    });
  const isSignal = ({ channel }: AttackCase): boolean => channel === "jira" || channel === "mail";
  const [signals, travel] = [cases.filter(isSignal), cases.filter((one) => !isSignal(one))];
  try {
    let milliseconds = 0;
    if (signals.length > 0) milliseconds += await attackSignals(signals, { ...run, api, onProgress });
    if (travel.length > 0) {
      const everyTenth = (): void => void (run.tally.total.cases % 10 === 0 && onProgress());
      milliseconds += await attackTravel(travel, { ...run, connection, onProgress: everyTenth });
    }
    return milliseconds;
  } finally {
    api.close();
  }
}

function secretsOf({ sandbox, cloud }: World): string[] {
  const { jira, graph, readOnly, resend, portal, clerk, controlToken } = sandbox;
  const writers = [jira.apiToken, graph.clientSecret, resend.apiKey, portal.password, portal.other.password];
  const readers = [readOnly.jira.apiToken, readOnly.graph.clientSecret, clerk.secretKey];
  return [...writers, ...readers, controlToken, cloud.operatorCredentials.secretAccessKey];
}

function noCases(): AppError {
  return new AppError("CASES_NONE", {
    cause: "None of the strategies that were named has anything to say on these channels.",
    remedy: "Use --strategies fast or all, or name some that the README lists for the channel.",
  });
}
