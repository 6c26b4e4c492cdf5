import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { AppError, isAppError } from "@agentic-pm/errors";
import { acquireLock } from "./lock-file.ts";
import { systemCode } from "./process-identity.ts";

/** A folder that this process alone writes, until it is closed. */
export interface DataFolder {
  readonly root: string;
  /** A path inside the folder. */
  path(...segments: string[]): string;
  /** Gives the folder free for another instance. */
  close(): void;
}

/**
 * Opens (and creates) the folder that holds everything the local cloud remembers.
 * Throws AppError DATA_FOLDER_IN_USE while another instance holds it; a lock that a dead process left is taken over.
 * Throws AppError DATA_FOLDER_UNUSABLE where it cannot be made or written, or is no folder.
 */
export async function openDataFolder(dir: string): Promise<DataFolder> {
  const root = resolve(dir);
  try {
    makeFolder(root);
    const release = acquireLock(join(root, "lock.json"), root);
    return { root, path: (...segments) => join(root, ...segments), close: release };
  } catch (error) {
    throw isAppError(error) ? error : unusable(root, error);
  }
}

/** Makes the folder and what is missing above it. Node's own recursive way runs for ever below /proc. */
function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  makeFolder(dirname(dir));
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
}

function unusable(folder: string, error: unknown): AppError {
  return new AppError("DATA_FOLDER_UNUSABLE", {
    cause: `The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: "Choose a folder that you may create and write, or correct the permissions of this one.",
    details: { folder, reason: String(systemCode(error) ?? "") },
    error,
  });
}
