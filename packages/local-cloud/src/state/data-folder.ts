import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { acquireLock } from "./lock-file.ts";

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
 */
export async function openDataFolder(dir: string): Promise<DataFolder> {
  const root = resolve(dir);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const release = acquireLock(join(root, "lock.json"), root);
  return { root, path: (...segments) => join(root, ...segments), close: release };
}
