import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import type * as z from "zod";

/**
 * Reads a file that a running cloud writes: every one of them is written anew at the end of each boot.
 * @throws AppError CLOUD_NOT_RUNNING where no cloud ever was, CLOUD_FILE_MALFORMED where it is missing, torn or another version's.
 */
export function readCloudFile<Content>(schema: z.ZodType<Content>, dataDir: string, ...path: string[]): Content {
  if (!existsSync(join(dataDir, "cloud", "cloud.json"))) throw cloudNotRunning(dataDir);
  const file = join(dataDir, ...path);
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new AppError("CLOUD_FILE_MALFORMED", {
      cause: `${file} is not what a running cloud writes; it may be torn, or from another version.`,
      remedy: "Stop the cloud that runs on this folder, if one does, and start it again: it writes the file anew.",
      error,
    });
  }
}

/** Throws CLOUD_NOT_RUNNING when the process that wrote the folder's files is gone. */
export function requireRunning(dataDir: string, pid: number): void {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw cloudNotRunning(dataDir);
  }
}

export function cloudNotRunning(dataDir: string, error?: unknown): AppError {
  return new AppError("CLOUD_NOT_RUNNING", {
    cause: `No local cloud runs on ${dataDir}.`,
    remedy: "Start it with `npm start` in another terminal, or name its folder: --data, or AGENTIC_PM_DATA.",
    error,
  });
}
