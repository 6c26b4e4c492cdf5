import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@agentic-pm/packaging";
import * as z from "zod";
import type { Figure, Measurement } from "../figure.ts";
import type { Lab } from "../lab.ts";
import { lastWords, runProcess } from "../processes/run-process.ts";
import { median } from "../statistics.ts";

/** The command line of the product. */
export const CLI = join(ROOT, "packages", "cli", "src", "main.ts");

const Report = z.object({
  signals: z.object({ received: z.number(), sanitised: z.number(), quarantined: z.number() }),
  actions: z.object({ executed: z.number() }),
  timingsMs: z.object({
    install: z.number(),
    package: z.number(),
    boot: z.number(),
    firstAction: z.number(),
    total: z.number(),
  }),
});
type Report = z.infer<typeof Report>;

const RUNS = 3;

/** The whole command as a person types it, each time on an empty data folder, everything packaged before. */
async function runs(lab: Lab): Promise<readonly Report[]> {
  lab.progress("packaging what has changed, so that the runs need not");
  const packaged = await runProcess(process.execPath, [CLI, "package"]);
  if (packaged.code !== 0) throw new Error(lastWords(packaged));
  const reports: Report[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    lab.progress(`npm start -- --once, ${run} of ${RUNS}`);
    const report = await runOnce(dataOfRun(lab, run), lab.path(`report-${run}.json`));
    if (report.timingsMs.install > 0) lab.progress("that run installed first, which is another figure's matter");
    else reports.push(report);
  }
  if (reports.length === 0) throw new Error("every run had to install first");
  return reports;
}

async function runOnce(data: string, report: string): Promise<Report> {
  const run = await runProcess("npm", ["start", "--", "--once", "--data", data, "--report", report]);
  if (run.code !== 0) throw new Error(lastWords(run));
  return Report.parse(JSON.parse(readFileSync(report, "utf8")));
}

function dataOfRun(lab: Lab, run: number): string {
  return lab.path(`data-${run}`);
}

/** A data folder in which the main job has run. */
export async function dataAfterMainJob(lab: Lab): Promise<string> {
  await lab.once("main job", () => runs(lab));
  return dataOfRun(lab, RUNS);
}

async function timed(lab: Lab, timing: "firstAction" | "total"): Promise<Measurement> {
  const reports = await lab.once("main job", () => runs(lab));
  const seconds = reports.map(({ timingsMs }) => timingsMs[timing] / 1000);
  const { signals, actions, timingsMs } = reports.at(-1) as Report;
  return {
    value: median(seconds),
    note:
      `median of ${seconds.map((each) => each.toFixed(1)).join(", ")} s; last run: ${signals.received} signals, ` +
      `${actions.executed} actions executed, packaging ${timingsMs.package} ms, boot ${timingsMs.boot} ms`,
  };
}

export const firstAction: Figure = {
  id: "first-action",
  issue: "A",
  what: "npm start -- --once, installed and packaged: first executed action",
  unit: "s",
  reach: "<= 8",
  measure: (lab) => timed(lab, "firstAction"),
};

export const allSignalsDone: Figure = {
  id: "all-signals",
  issue: "A",
  what: "npm start -- --once, installed and packaged: all sandbox signals done",
  unit: "s",
  reach: "<= 20",
  measure: (lab) => timed(lab, "total"),
};
