import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { embeddedProvider, type PackagedService } from "@agentic-pm/local-cloud";
import { connect, OperatorApi, startWorld, type World } from "@agentic-pm/world";
import type { Channel } from "../channels/delivery.ts";
import { jiraChannel } from "../channels/jira-channel.ts";
import { mailChannel } from "../channels/mail-channel.ts";
import { type AttackCase, type ChannelName, planCases } from "../corpus/attack-case.ts";
import type { CorpusText } from "../corpus/corpus.ts";
import { attackersModel } from "../puppet/puppet.ts";
import type { Strategy } from "../puppet/strategy.ts";
import type { Reached } from "../verdict/reached.ts";
import { SecretsSeen } from "../verdict/secrets-seen.ts";
import { looselyDeployed } from "./deployment.ts";
import { type AttackReport, reportOf } from "./report.ts";
import { Tally } from "./tally.ts";
import { Witness } from "./witness.ts";

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

/** Texts that are delivered before one poll: enough to keep the workflows busy while the next ones are delivered. */
const BATCH = 60;
/** The next batch goes in when so few cases are left that the machine would soon be idle. */
const LOW_WATER = 12;
const LOOK_MS = 100;
/** A workflow that has not ended by then is reported as lost. */
const PATIENCE_MS = 180_000;

/** Boots one world, sends every case through its channel, and judges what reached the vendors. */
export async function runAttack(options: AttackOptions): Promise<AttackReport> {
  const cases = planCases({ ...options, sampleAll: options.sampleAll ?? false });
  const strategies = new Map(cases.map(({ mark, strategy }) => [mark, strategy]));
  const model = options.model ?? "puppet";
  let seen: SecretsSeen | undefined;
  const puppet = attackersModel({
    strategyOf: (mark) => strategies.get(mark),
    onAsked: (asked) => seen?.noteAsked(asked),
  });
  const world = await startWorld({
    dataDir: options.dataDir,
    cacheDir: options.cacheDir,
    services: looselyDeployed(options.services, join(options.dataDir, "packaged")),
    model: model === "puppet" ? puppet : embeddedProvider(),
    seed: "empty",
  });
  const api = new OperatorApi(connect(options.dataDir));
  try {
    seen = new SecretsSeen(secretsOf(world));
    const tally = new Tally();
    const witness = new Witness({ world, api, seen, tally });
    const bystander = await openProject(world, api);
    await witness.begin(await artefactsReached(world, api));
    const startedAt = performance.now();
    await sendAll(cases, { world, api, witness, tally, bystander, startedAt, options });
    await witness.close(await artefactsReached(world, api));
    const milliseconds = performance.now() - startedAt;
    return reportOf(tally, { model: world.modelLabel, channels: options.channels, milliseconds });
  } finally {
    api.close();
    await world.close();
  }
}

interface Run {
  readonly world: World;
  readonly api: OperatorApi;
  readonly witness: Witness;
  readonly tally: Tally;
  readonly bystander: string;
  readonly startedAt: number;
  readonly options: AttackOptions;
}

async function sendAll(cases: readonly AttackCase[], run: Run): Promise<void> {
  const { sandbox } = run.world;
  const channels: Record<ChannelName, Channel> = {
    jira: jiraChannel(sandbox, run.bystander),
    mail: mailChannel(sandbox, run.bystander),
  };
  for (let at = 0; at < cases.length; at += BATCH) {
    for (const attack of cases.slice(at, at + BATCH)) run.witness.note(await channels[attack.channel].deliver(attack));
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
async function settle({ witness, tally, startedAt, options }: Run, mostOpen: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    await witness.takeIn();
    if (witness.open <= mostOpen || performance.now() > until) break;
    await sleep(LOOK_MS);
  }
  const milliseconds = performance.now() - startedAt;
  const { total } = tally;
  options.onProgress?.({ done: total.cases, cases: total.cases + witness.open, milliseconds, counts: total });
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

function secretsOf({ sandbox, cloud }: World): string[] {
  const { jira, graph, readOnly, resend, controlToken } = sandbox;
  const writers = [jira.apiToken, graph.clientSecret, resend.apiKey];
  const readers = [readOnly.jira.apiToken, readOnly.graph.clientSecret];
  return [...writers, ...readers, controlToken, cloud.operatorCredentials.secretAccessKey];
}
