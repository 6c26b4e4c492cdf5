import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "@agentic-pm/packaging";
import type { Figure } from "../figure.ts";
import type { Lab } from "../lab.ts";
import { residentMegabytes } from "../processes/resident-memory.ts";

interface Rest {
  readonly megabytes: number;
  /** From Ctrl-C to the end of the process. */
  readonly endMs: number;
}

/** As a user starts it: with the environment that the launcher sets. */
const LAUNCHER = join(ROOT, "scripts", "agentic-pm.mjs");
const IDLE_MS = 45_000;
const LIMIT_MS = 180_000;
/** What `up` says when the main job is done. */
const AT_REST = /Stays up and polls/;

async function restOf(lab: Lab): Promise<Rest> {
  lab.progress("running the main job, then waiting until the functions' environments have ended");
  const child = spawn(process.execPath, [LAUNCHER, "up", "--data", lab.path("data-at-rest")], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  try {
    await said(child, AT_REST);
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const megabytes = residentMegabytes(child.pid ?? 0);
    const began = performance.now();
    child.kill("SIGINT");
    await ended;
    return { megabytes, endMs: performance.now() - began };
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  }
}

/** Waits until the process has printed this; rejects when it ends before, or takes too long. */
function said(child: ChildProcess, words: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    const limit = setTimeout(() => reject(new Error(`not at rest after ${LIMIT_MS / 1000} s`)), LIMIT_MS);
    const finish = (settle: () => void): void => {
      clearTimeout(limit);
      settle();
    };
    const listen = (chunk: Buffer): void => {
      text += chunk.toString("utf8");
      if (words.test(text)) finish(resolve);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.on("exit", (code) => finish(() => reject(new Error(`ended with code ${code}: ${text.trim().slice(-400)}`))));
  });
}

export const memoryAtRest: Figure = {
  id: "memory-at-rest",
  issue: "A",
  what: "local cloud at rest after the main job, with its functions' environments",
  unit: "MB",
  reach: "<= 600",
  async measure(lab) {
    const { megabytes } = await lab.once("at rest", () => restOf(lab));
    return { value: megabytes, note: "resident memory of the process and all that it started; sandboxes included" };
  },
};

export const endsOnInterrupt: Figure = {
  id: "ctrl-c",
  issue: "A",
  what: "Ctrl-C to the end of the process",
  unit: "s",
  reach: "<= 2",
  async measure(lab) {
    const { endMs } = await lab.once("at rest", () => restOf(lab));
    return { value: endMs / 1000 };
  },
};
