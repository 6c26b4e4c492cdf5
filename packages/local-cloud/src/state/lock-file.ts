import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { AppError } from "@agentic-pm/errors";
import { isAlive, systemCode, thisProcess, type ProcessIdentity } from "./process-identity.ts";

/**
 * Takes the lock `file` for this process and returns what releases it.
 * Throws AppError DATA_FOLDER_IN_USE, naming the process that holds `folder`.
 */
export function acquireLock(file: string, folder: string): () => void {
  const mine = thisProcess();
  if (!claim(file, mine)) {
    takeOver(file, folder, mine);
  }
  return () => {
    const holder = readHolder(file);
    if (holder !== undefined && isSame(holder, mine)) rmSync(file, { force: true });
  };
}

/** Replaces a dead process's lock, one claimant at a time: two must not both believe that they hold it. */
function takeOver(file: string, folder: string, mine: ProcessIdentity): void {
  const turn = `${file}.takeover`;
  const waiting = readHolder(turn);
  if (waiting !== undefined && !isAlive(waiting)) rmSync(turn, { force: true });
  if (!claim(turn, mine)) throw inUse(folder, readHolder(turn) ?? readHolder(file));
  try {
    const holder = readHolder(file);
    if (holder !== undefined && isAlive(holder)) throw inUse(folder, holder);
    rmSync(file, { force: true });
    if (!claim(file, mine)) throw inUse(folder, readHolder(file));
  } finally {
    rmSync(turn, { force: true });
  }
}

/** Creates `file` with its content in one step, so that nobody ever reads half a lock. False if it exists. */
function claim(file: string, mine: ProcessIdentity): boolean {
  const draft = `${file}.${mine.pid}.draft`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Who holds the lock; undefined where there is none. An unreadable lock belongs to nobody alive. */
function readHolder(file: string): ProcessIdentity | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof parsed === "object" && parsed !== null && "pid" in parsed && typeof parsed.pid === "number") {
      const startedAt = "startedAt" in parsed && typeof parsed.startedAt === "string" ? parsed.startedAt : "";
      return { pid: parsed.pid, startedAt };
    }
  } catch {
    // No lock, or not one of ours.
  }
  return undefined;
}

function isSame(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return one.pid === other.pid && one.startedAt === other.startedAt;
}

function inUse(folder: string, holder: ProcessIdentity | undefined): AppError {
  const pid = holder?.pid;
  return new AppError("DATA_FOLDER_IN_USE", {
    cause: `The data folder ${folder} is in use by another instance${pid === undefined ? "" : ` (process ${pid})`}.`,
    remedy:
      pid === undefined
        ? "Try again in a moment, or start with another data folder."
        : `Stop that instance (Ctrl-C in its terminal, or kill ${pid}), or start with another data folder.`,
    details: { folder, ...(pid === undefined ? {} : { pid }) },
  });
}
