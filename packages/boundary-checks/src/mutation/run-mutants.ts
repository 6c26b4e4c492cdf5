import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { ROOT } from "@agentic-pm/packaging";
import type { Mutant } from "./mutant.ts";
import { mutantsOf } from "./mutants-of.ts";
import type { FromTrial, ToTrial } from "./trial-process.ts";
import type { Subject } from "./try-mutants.ts";

/** A mutant and what became of it: the test that noticed, "endless" if it had to be stopped, null if it survived. */
export interface TriedMutant {
  readonly mutant: Mutant;
  readonly killedBy: string | null;
}

/** A mutant whose tests run this many times longer than anything sound does is going round in circles. */
const ENDLESS_MS = 20_000;
/** Until a process has loaded the subject and run its tests once, on a machine that has other things to do. */
const START_MS = 150_000;

/**
 * Tries every mutant of the subjects' files, each against its subject's tests, in as many processes as there are cores.
 * @throws AppError TESTS_FAIL if a test fails on the sources as they are.
 */
export async function runMutants(subjects: readonly Subject[], root = ROOT): Promise<readonly TriedMutant[]> {
  const tried: TriedMutant[] = [];
  for (const subject of subjects) {
    const mutants = subject.files.flatMap((file) => mutantsOf(file, readFileSync(join(root, file), "utf8")));
    const queue = [...mutants];
    const workers = Math.max(1, Math.min(4, availableParallelism()));
    await Promise.all(Array.from({ length: workers }, () => work(queue, { subject, root }, tried)));
  }
  return tried.toSorted(({ mutant: a }, { mutant: b }) =>
    a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1,
  );
}

async function work(queue: Mutant[], of: { subject: Subject; root: string }, tried: TriedMutant[]): Promise<void> {
  let child = await started(of);
  try {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const killedBy = await ask(child, { mutant });
      tried.push({ mutant, killedBy });
      if (killedBy !== ENDLESS) continue;
      child.kill("SIGKILL");
      child = await started(of);
    }
  } finally {
    child.kill("SIGKILL");
  }
}

const ENDLESS = "endless";

async function started({ subject, root }: { subject: Subject; root: string }): Promise<ChildProcess> {
  const child = fork(new URL("trial-process.ts", import.meta.url), { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  child.stderr?.resume();
  const failure = await ask(child, { subject, root }, START_MS);
  if (failure === null) return child;
  child.kill("SIGKILL");
  throw new AppError("TESTS_FAIL", {
    cause: `Before anything was mutated, this test failed: ${failure}`,
    remedy: "Correct it first; mutants say something only about tests that pass.",
  });
}

/** The child's answer; "endless" if it gives none in time or dies of it. */
function ask(child: ChildProcess, message: ToTrial, patienceMs = ENDLESS_MS): Promise<string | null> {
  return new Promise((resolve) => {
    const done = (failure: string | null): void => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      resolve(failure);
    };
    const onMessage = (answer: unknown): void => done((answer as FromTrial).failure);
    const onExit = (): void => done(ENDLESS);
    const timer = setTimeout(() => done(ENDLESS), patienceMs);
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send(message);
  });
}
