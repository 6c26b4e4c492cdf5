import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { addPolicy, connect, PolicyDesk, TravelApi } from "@agentic-pm/world";
import { answerLines, policyCells, whatIfTable } from "../terminal/describe-policy.ts";
import { createScreen } from "../terminal/screen.ts";
import { table } from "../terminal/table.ts";
import { stopOnSignals } from "../up/stop.ts";
import type { CommonOptions } from "../verb-options.ts";

export interface PolicyFileOptions extends CommonOptions {
  readonly name?: string;
}

/** `agentic-pm policy add FILE.pdf`: puts it in force and says which version it is, or why it was refused. */
export async function addPolicyFile(file: string, options: PolicyFileOptions): Promise<void> {
  const pdf = readPdf(file);
  const name = options.name ?? nameOf(file);
  await withTravel(options, async (travel) => {
    const screen = createScreen(options.json ? process.stderr : process.stdout);
    screen.begin(`reading ${basename(file)}`);
    const { outcome, version } = await addPolicy(travel, { name, pdf }, stopOnSignals());
    if (options.json) process.stdout.write(`${JSON.stringify({ outcome, ...version }, null, 2)}\n`);
    const news = outcome === "unchanged" ? "is in force already" : "is in force";
    screen.done(
      `${version.name} v${version.version} ${news}: ${version.clauses} clauses, ${version.pages ?? "?"} pages`,
    );
  });
}

/** `agentic-pm policy list`: all versions of all policies. */
export async function listPolicies(options: CommonOptions): Promise<void> {
  await withTravel(options, async (travel) => {
    const rows = await travel.policies();
    if (options.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    else process.stdout.write(`${table(policyCells(rows))}\n`);
  });
}

/** `agentic-pm policy ask "…"`: the clauses in force that answer, in their own words. Exit code 1 where none does. */
export async function askPolicies(question: string, options: CommonOptions): Promise<void> {
  await withDesk(options, async (desk) => {
    const answered = await desk.ask(question);
    const screen = createScreen(process.stdout);
    if (options.json) process.stdout.write(`${JSON.stringify(answered, null, 2)}\n`);
    else for (const line of answerLines(answered, screen.paint)) screen.line(line);
    if (answered.clauses.length === 0) process.exitCode = 1;
  });
}

/** `agentic-pm policy what-if FILE.pdf`: what would be different for every trip planned so far. Changes nothing. */
export async function whatIf(file: string, options: PolicyFileOptions): Promise<void> {
  const pdf = readPdf(file);
  const name = options.name ?? nameOf(file);
  await withDesk(options, async (desk) => {
    const found = await desk.whatIf(name, pdf, stopOnSignals());
    if (options.json) {
      const trips = found.trips.map(({ plan, comparison }) => ({
        bookingId: plan.trip.bookingId,
        changes: comparison.changes,
      }));
      process.stdout.write(`${JSON.stringify({ ...found, trips }, null, 2)}\n`);
      return;
    }
    const screen = createScreen(process.stdout);
    for (const line of whatIfTable(found)) screen.line(line);
  });
}

async function withTravel(options: CommonOptions, work: (travel: TravelApi) => Promise<void>): Promise<void> {
  const travel = new TravelApi(connect(options.data));
  try {
    await work(travel);
  } finally {
    travel.close();
  }
}

async function withDesk(options: CommonOptions, work: (desk: PolicyDesk) => Promise<void>): Promise<void> {
  await withTravel(options, async (travel) => {
    const desk = new PolicyDesk(connect(options.data), travel);
    try {
      await work(desk);
    } finally {
      desk.close();
    }
  });
}

function nameOf(file: string): string {
  return basename(file).replace(/\.pdf$/i, "");
}

function readPdf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new AppError("FILE_UNREADABLE", {
      cause: `${file} cannot be read (${error instanceof Error && "code" in error ? String(error.code) : "?"}).`,
      remedy: "Name a PDF file.",
      error,
    });
  }
}
