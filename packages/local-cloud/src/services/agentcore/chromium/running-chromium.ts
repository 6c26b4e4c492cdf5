import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { AppError } from "@agentic-pm/errors";
import type { ViewPort } from "../session-record.ts";
import { chromiumFlags } from "./chromium-flags.ts";
import type { ChromiumInstallation } from "./chromium-installation.ts";
import type { ProcessRegister } from "./process-register.ts";

/** A browser that runs, with a profile of its own that goes with it. */
export interface RunningChromium {
  readonly pid: number;
  /** Its debugging address; told to nobody outside this process. */
  readonly devtoolsUrl: string;
  /** Resolves when it has ended, however it ended. */
  readonly ended: Promise<void>;
  /** Ends it with all its processes and removes its profile. */
  kill(): Promise<void>;
}

export interface LaunchPorts {
  readonly installation: () => Promise<ChromiumInstallation>;
  readonly register: ProcessRegister;
}

interface Circumstances {
  readonly sandbox: boolean;
  readonly ownLibraries: boolean;
}

const START_MS = 20_000;
const LISTENING = /DevTools listening on (ws:\/\/127\.0\.0\.1:\d+\/\S+)/;

/**
 * Starts a browser on a new profile. It is tried with Chromium's sandbox first, and without where the system has none
 * (as root there never is one); with the package's own libraries where the system lacks them.
 * @throws AppError BROWSER_UNAVAILABLE.
 */
export async function launchChromium(
  options: { profileDir: string; viewPort: ViewPort },
  ports: LaunchPorts,
): Promise<RunningChromium> {
  const installation = await ports.installation();
  let circumstances: Circumstances = { sandbox: process.getuid?.() !== 0, ownLibraries: false };
  for (;;) {
    const attempt = await launchOnce({ ...options, ...circumstances, installation }, ports.register);
    if (typeof attempt !== "string") return attempt;
    const next = afterFailure(attempt, circumstances);
    if (next === undefined) throw didNotStart(attempt);
    circumstances = next;
  }
}

/** What to try next, by what the browser said. */
function afterFailure(words: string, tried: Circumstances): Circumstances | undefined {
  if (tried.sandbox && /sandbox/i.test(words)) return { ...tried, sandbox: false };
  if (!tried.ownLibraries && /shared librar/.test(words)) return { ...tried, ownLibraries: true };
  return undefined;
}

/** The running browser, or its last words. */
async function launchOnce(
  options: { profileDir: string; viewPort: ViewPort; installation: ChromiumInstallation } & Circumstances,
  register: ProcessRegister,
): Promise<RunningChromium | string> {
  mkdirSync(options.profileDir, { recursive: true, mode: 0o700 });
  const child = spawn(options.installation.executable, chromiumFlags(options), {
    env: environment(options),
    // A group of its own: it ends as a whole, and a Ctrl-C in the terminal is the cloud's to answer.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const { pid } = child;
  if (pid !== undefined) register.add(pid, options.profileDir);
  const ended = endOf(child).then(async () => {
    await rm(options.profileDir, { recursive: true, force: true, maxRetries: 5 });
    if (pid !== undefined) register.remove(pid);
  });
  const said = await firstWords(child, ended);
  if (said.devtoolsUrl === undefined || pid === undefined) {
    endGroup(pid);
    await ended;
    return said.words;
  }
  const kill = async (): Promise<void> => {
    endGroup(pid);
    await ended;
  };
  return { pid, devtoolsUrl: said.devtoolsUrl, ended, kill };
}

/** Nothing of this process's environment goes on: no proxies, no keys. */
function environment(options: { profileDir: string; installation: ChromiumInstallation } & Circumstances) {
  const { fontsFile, libraryDir } = options.installation;
  return {
    HOME: options.profileDir,
    TMPDIR: options.profileDir,
    LANG: "en_US.UTF-8",
    ...(fontsFile === undefined ? {} : { FONTCONFIG_FILE: fontsFile }),
    ...(options.ownLibraries && libraryDir !== undefined ? { LD_LIBRARY_PATH: libraryDir } : {}),
  };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    // A program that could not be started has no exit.
    child.once("error", () => resolve());
  });
}

async function firstWords(child: ChildProcess, ended: Promise<void>): Promise<{ words: string; devtoolsUrl?: string }> {
  let words = "";
  const found = new Promise<string | undefined>((resolve) => {
    const late = setTimeout(() => resolve(undefined), START_MS);
    const finish = (url: string | undefined): void => {
      clearTimeout(late);
      resolve(url);
    };
    child.once("error", (error) => (words += error.message));
    child.stderr?.on("data", (chunk: Buffer) => {
      if (words.length > 20_000) return;
      words += chunk.toString("utf8");
      const url = LISTENING.exec(words)?.[1];
      if (url !== undefined) finish(url);
    });
    void ended.then(() => finish(undefined));
  });
  const devtoolsUrl = await found;
  return devtoolsUrl === undefined ? { words } : { words, devtoolsUrl };
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

function didNotStart(words: string): AppError {
  return new AppError("BROWSER_UNAVAILABLE", {
    cause: `The browser of an AgentCore session did not start: ${words.trim().slice(0, 400) || "it said nothing"}`,
    remedy: "Install what the message names, or name another Chromium in the cloud's option chromiumPath.",
  });
}
