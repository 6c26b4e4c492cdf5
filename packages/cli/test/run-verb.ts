import { spawn } from "node:child_process";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "..", "src", "main.ts");

/** What a verb has printed, and its exit code. */
export interface VerbRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a verb as a process of its own on a data folder; `input` is its standard input. */
export async function runVerb(dataDir: string, args: readonly string[], input = ""): Promise<VerbRun> {
  const child = spawn(process.execPath, [MAIN, ...args, "--data", dataDir], {
    env: { ...process.env, NO_COLOR: "1" },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout, stderr };
}
