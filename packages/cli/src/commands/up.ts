import { rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { type ModelProvider, prepareCache } from "@agentic-pm/local-cloud";
import { OperatorApi, TravelApi, type World, connect, outcomeOf, runMainJob, startWorld } from "@agentic-pm/world";
import { type PackagedService, ROOT, packageServices } from "@agentic-pm/packaging";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen, type Screen } from "../terminal/screen.ts";
import { modelProvider } from "../up/model-option.ts";
import { bookingJob } from "../up/booking-job.ts";
import { buildReport, type Report, type Timings } from "../up/report.ts";
import { createNarrator, type Narrator } from "../up/narrator.ts";
import { atMost, orStopped, Stopped, stopOnSignals } from "../up/stop.ts";
import { printSummary } from "../up/summary.ts";

const CACHE = join(ROOT, ".cache");

export interface UpOptions extends CommonOptions {
  readonly once: boolean;
  readonly report?: string;
  readonly model: string;
  readonly port?: number;
  readonly fresh: boolean;
}

/** What a stop may take: the workers and files are closed if they can be, and survive it if they cannot. */
const GRACE_MS = 1_000;

/** One run's surroundings. */
interface Run {
  readonly options: UpOptions;
  readonly startedAt: number;
  readonly timings: Timings;
  readonly screen: Screen;
  readonly stop: AbortSignal;
  readonly dataDir: string;
}

/**
 * `agentic-pm up`: package, boot, run the main job, say what happened, and stay until Ctrl-C (or not, with --once).
 * Ctrl-C before that ends it at once with exit code 130, without summary or report; the next run goes on from there.
 */
export async function up(options: UpOptions): Promise<void> {
  const run: Run = {
    options,
    startedAt: Number(process.env["AGENTIC_PM_STARTED_AT"] ?? Date.now()),
    timings: {
      install: Number(process.env["AGENTIC_PM_INSTALL_MS"] ?? 0),
      package: 0,
      boot: 0,
      firstAction: 0,
      bookingPlan: 0,
      total: 0,
    },
    screen: createScreen(options.json ? process.stderr : process.stdout),
    stop: stopOnSignals(),
    dataDir: resolve(options.data),
  };
  let booting: Promise<World> | undefined;
  const closed = async (): Promise<void> => (await booting)?.close();
  try {
    const { services, model } = await prepared(run);
    booting = booted(run, services, model);
    await mainJob(run, await orStopped(run.stop, booting));
  } catch (error) {
    if (!run.stop.aborted) throw error;
    const { reason } = run.stop;
    if (reason instanceof Stopped) process.exitCode = reason.exitCode;
    run.screen.line("\nStopped. What is under way is kept and goes on at the next start.");
  } finally {
    await (run.stop.aborted ? atMost(GRACE_MS, closed()) : closed());
  }
  // A boot that was left half-way would keep the process up.
  if (run.stop.aborted) process.exit();
}

/** Everything that a boot needs. What cannot work is found out before anything is deleted or written. */
async function prepared(run: Run) {
  const { options, dataDir, stop } = run;
  if (statSync(dataDir, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new AppError("DATA_FOLDER_INVALID", {
      cause: `${dataDir} is a file.`,
      remedy: "Name a folder with --data; it is made if it is not there.",
    });
  }
  const model = modelProvider(options.model, process.env);
  await orStopped(stop, model.check?.() ?? Promise.resolve());
  if (options.fresh) rmSync(dataDir, { recursive: true, force: true });
  // Made beside the packaging; if it fails here, the boot tries again and says why.
  prepareCache(CACHE).catch(() => undefined);
  return { services: await orStopped(stop, packaged(run)), model };
}

async function mainJob(run: Run, world: World): Promise<void> {
  const { screen } = run;
  const api = new OperatorApi(connect(run.dataDir));
  const narrator = createNarrator(screen, api);
  narrate(run, { world, narrator });
  try {
    await told(run, { world, api, narrator });
  } finally {
    api.close();
  }
}

async function told(run: Run, { world, api, narrator }: { world: World; api: OperatorApi; narrator: Narrator }) {
  const { options, screen, stop, timings, startedAt } = run;
  screen.line(screen.paint.bold("\nThe main job: from a ticket or a mail to an action"));
  await orStopped(stop, runMainJob(api, stop));
  await orStopped(stop, narrator.finished());
  const isBooked = await orStopped(stop, bookingJob(connect(run.dataDir), screen, stop));
  timings.total = Date.now() - startedAt;
  const seen = { model: world.modelLabel, iam: world.cloud.decisions.counts(), timings };
  const travel = new TravelApi(connect(run.dataDir));
  const report = await orStopped(stop, buildReport({ api, travel }, seen)).finally(() => travel.close());
  await orStopped(stop, printSummary(screen, api, { report, database: databaseOf(world) }));
  writeReport(options, report);
  if (!isWell(report, narrator.failures) || !isBooked) process.exitCode = 1;
  if (!options.once) await stayUp(screen, stop);
}

function narrate({ timings, startedAt }: Run, { world, narrator }: { world: World; narrator: Narrator }): void {
  world.cloud.onLog((record) => narrator.logged(record));
  world.cloud.onDecisionDenied((denied) => narrator.denied(denied));
  world.cloud.onExecution((event) => {
    const outcome = outcomeOf(event);
    if (outcome === undefined) return;
    if (timings.firstAction === 0 && outcome.actions.some((action) => action.status === "executed")) {
      timings.firstAction = Date.now() - startedAt;
    }
    narrator.outcome(outcome);
  });
}

function isWell({ iam, signals, audit }: Report, failures: number): boolean {
  return iam.denied === 0 && signals.failed === 0 && failures === 0 && audit.verified;
}

async function packaged({ screen, timings, stop }: Run): Promise<readonly PackagedService[]> {
  const began = Date.now();
  screen.begin("packaging the services");
  const services = await packageServices({
    signal: stop,
    onPackaged: (service) => {
      if (service.packaged) screen.done(`packaged ${service.name}`, service.milliseconds);
    },
  });
  timings.package = Date.now() - began;
  const unchanged = services.filter((service) => !service.packaged).length;
  if (unchanged > 0) screen.done(`${unchanged} services unchanged since they were packaged`, timings.package);
  return services;
}

async function booted(run: Run, services: readonly PackagedService[], model: ModelProvider): Promise<World> {
  const began = Date.now();
  const { options, screen, timings, dataDir, stop } = run;
  screen.begin("booting the sandboxes and the local cloud");
  const world = await startWorld({
    dataDir,
    cacheDir: CACHE,
    services,
    model,
    ...(options.port === undefined ? {} : { port: options.port }),
    onProgress: ({ step, subject }) => screen.begin(`${step} ${subject}`),
  });
  timings.boot = Date.now() - began;
  if (!stop.aborted) screen.done(`local cloud at ${world.cloud.endpoint}, model: ${world.modelLabel}`, timings.boot);
  return world;
}

function databaseOf({ cloud }: World): { resourceArn: string; secretArn: string } {
  return {
    resourceArn: cloud.output("DatabaseClusterArn") ?? "",
    secretArn: cloud.output("DatabaseSecretArnOperator") ?? "",
  };
}

function writeReport(options: UpOptions, report: Report): void {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if (options.report !== undefined) writeFileSync(options.report, text);
  if (options.json) process.stdout.write(text);
}

async function stayUp(screen: Screen, stop: AbortSignal): Promise<void> {
  screen.line(
    screen.paint.dim(
      "\nStays up and polls every 15 minutes. In another terminal: npx agentic-pm signals | actions | chat | bookings | policy | iam explain. Ctrl-C ends it.",
    ),
  );
  const alive = setInterval(() => {}, 60_000);
  await new Promise<void>((resolveStop) => {
    if (stop.aborted) resolveStop();
    stop.addEventListener("abort", () => resolveStop(), { once: true });
  });
  clearInterval(alive);
  screen.line("\nStopping; what is under way is kept and goes on at the next start.");
}
