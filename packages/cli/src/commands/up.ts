import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { OperatorApi, type World, connect, outcomeOf, runMainJob, startWorld } from "@agentic-pm/world";
import { ROOT, packageServices } from "@agentic-pm/packaging";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen, type Screen } from "../terminal/screen.ts";
import { modelProvider } from "../up/model-option.ts";
import { buildReport, type Report, type Timings } from "../up/report.ts";
import { createNarrator } from "../up/narrator.ts";
import { printSummary } from "../up/summary.ts";

export interface UpOptions extends CommonOptions {
  readonly once: boolean;
  readonly report?: string;
  readonly model: string;
  readonly port?: number;
  readonly fresh: boolean;
}

/** `agentic-pm up`: package, boot, run the main job, say what happened, and stay until Ctrl-C (or not, with --once). */
export async function up(options: UpOptions): Promise<void> {
  const startedAt = Number(process.env["AGENTIC_PM_STARTED_AT"] ?? Date.now());
  const timings: Timings = {
    install: Number(process.env["AGENTIC_PM_INSTALL_MS"] ?? 0),
    package: 0,
    boot: 0,
    firstAction: 0,
    bookingPlan: 0,
    total: 0,
  };
  const screen = createScreen(options.json ? process.stderr : process.stdout);
  const stop = stopSignal();
  const dataDir = resolve(options.data);
  if (options.fresh) rmSync(dataDir, { recursive: true, force: true });

  const services = await packaged(screen, timings);
  const world = await booted(options, { dataDir, services, screen, timings });
  try {
    const api = new OperatorApi(connect(dataDir));
    const narrator = createNarrator(screen, api);
    world.cloud.onDecisionDenied((denied) => narrator.denied(denied));
    world.cloud.onExecution((event) => {
      const outcome = outcomeOf(event);
      if (outcome === undefined) return;
      if (timings.firstAction === 0 && outcome.actions.some((action) => action.status === "executed")) {
        timings.firstAction = Date.now() - startedAt;
      }
      narrator.outcome(outcome);
    });
    screen.line(screen.paint.bold("\nThe main job: from a ticket or a mail to an action"));
    await runMainJob(api, stop);
    await narrator.finished();
    timings.total = Date.now() - startedAt;
    const report = await buildReport(api, { model: world.modelLabel, iam: world.cloud.decisions.counts(), timings });
    await printSummary(screen, api, { report, database: databaseOf(world) });
    writeReport(options, report);
    if (!isWell(report, narrator.failures)) process.exitCode = 1;
    if (!options.once && !stop.aborted) await untilStopped(screen, stop);
    api.close();
  } finally {
    await world.close();
  }
}

function isWell({ iam, signals, audit }: Report, failures: number): boolean {
  return iam.denied === 0 && signals.failed === 0 && failures === 0 && audit.verified;
}

async function packaged(screen: Screen, timings: Timings) {
  const began = Date.now();
  screen.begin("packaging the services");
  const services = await packageServices({
    onPackaged: (service) => {
      if (service.packaged) screen.done(`packaged ${service.name}`, service.milliseconds);
    },
  });
  timings.package = Date.now() - began;
  const unchanged = services.filter((service) => !service.packaged).length;
  if (unchanged > 0) screen.done(`${unchanged} services unchanged since they were packaged`, timings.package);
  return services;
}

async function booted(
  options: UpOptions,
  boot: { dataDir: string; services: Awaited<ReturnType<typeof packaged>>; screen: Screen; timings: Timings },
): Promise<World> {
  const began = Date.now();
  const { screen, timings, dataDir, services } = boot;
  screen.begin("booting the sandboxes and the local cloud");
  const world = await startWorld({
    dataDir,
    cacheDir: join(ROOT, ".cache"),
    services,
    model: modelProvider(options.model, process.env),
    ...(options.port === undefined ? {} : { port: options.port }),
    onProgress: ({ step, subject }) => screen.begin(`${step} ${subject}`),
  });
  timings.boot = Date.now() - began;
  screen.done(`local cloud at ${world.cloud.endpoint}, model: ${world.modelLabel}`, timings.boot);
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

/** Aborted at the first SIGINT or SIGTERM; npm and the terminal both send one, so further ones change nothing. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => controller.abort());
  return controller.signal;
}

async function untilStopped(screen: Screen, stop: AbortSignal): Promise<void> {
  screen.line(
    screen.paint.dim(
      "\nStays up and polls every 15 minutes. In another terminal: npx agentic-pm signals | actions | iam explain. Ctrl-C ends it.",
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
