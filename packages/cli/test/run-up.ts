import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startSandbox } from "@agentic-pm/sandbox";
import type { Report } from "../src/up/report.ts";

const MAIN = join(import.meta.dirname, "..", "src", "main.ts");

/** A run of `agentic-pm up` as a process of its own, as a user starts it. */
export interface UpRun {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Exit code, or the signal's name. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts `up` on a data folder. */
export function startUp(dataDir: string, args: readonly string[] = []): UpRun {
  const child = spawn(process.execPath, [MAIN, "up", "--data", dataDir, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", AGENTIC_PM_STARTED_AT: String(Date.now()) },
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString("utf8")));
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on("close", (code, signal) => resolve(code ?? signal ?? 1));
  });
  return { child, output: () => printed, ended };
}

/** Waits until the output has the words; rejects with the output when the run ends before. */
export async function untilPrinted(run: UpRun, words: string): Promise<void> {
  let over = false;
  void run.ended.then(() => (over = true));
  while (!run.output().includes(words)) {
    if (over) throw new Error(`It ended without printing ${JSON.stringify(words)}:\n${run.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function readReport(file: string): Report {
  return JSON.parse(readFileSync(file, "utf8")) as Report;
}

/** What reached the vendors, read from their own records after the run. */
export async function effectsOf(dataDir: string) {
  return (await readSandbox(dataDir)).effects;
}

/** The vendors as the run left them, and what reached them. */
export async function readSandbox(dataDir: string) {
  const opened = await startSandbox({ dataDir: join(dataDir, "sandbox") });
  try {
    return { effects: await opened.effects(), sandbox: opened.state() };
  } finally {
    await opened.close();
  }
}
