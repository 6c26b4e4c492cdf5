import { spawn } from "node:child_process";
import { ROOT } from "@agentic-pm/packaging";
import * as z from "zod";

export interface RunOptions {
  /** The repository's root unless told. */
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** After this many milliseconds the process is ended; five minutes unless told. */
  readonly limitMs?: number;
}

export interface FinishedProcess {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall clock, from before it was started until it had ended. */
  readonly milliseconds: number;
}

const FIVE_MINUTES = 300_000;

/** Runs a program to its end, keeping what it prints. */
export function runProcess(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<FinishedProcess> {
  const began = performance.now();
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: options.limitMs ?? FIVE_MINUTES,
    shell: process.platform === "win32" && command === "npm",
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        code,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
        milliseconds: performance.now() - began,
      }),
    );
  });
}

/** Runs a script on this Node and reads the JSON it prints. Throws with the script's own words where it fails. */
export async function runForJson<Schema extends z.ZodType>(
  schema: Schema,
  script: readonly string[],
  options: RunOptions & { readonly codes?: readonly number[] } = {},
): Promise<{ answer: z.infer<Schema>; milliseconds: number }> {
  const run = await runProcess(process.execPath, script, options);
  if (!(options.codes ?? [0]).includes(run.code ?? -1)) throw new Error(lastWords(run));
  const printed: unknown = JSON.parse(run.stdout);
  const answer = schema.safeParse(printed);
  if (answer.success) return { answer: answer.data, milliseconds: run.milliseconds };
  const failure = Failure.safeParse(printed);
  throw new Error(failure.success ? `${failure.data.error.code}: ${failure.data.error.cause}` : answer.error.message);
}

/** What our verbs print with --json when they fail. */
const Failure = z.object({ error: z.object({ code: z.string(), cause: z.string() }) });

/** What a process that failed said at its end. */
export function lastWords({ code, stdout, stderr }: FinishedProcess): string {
  const words = `${stdout}\n${stderr}`.trim().split("\n").slice(-5).join(" ").slice(-600);
  return `ended with code ${code}: ${words}`;
}
