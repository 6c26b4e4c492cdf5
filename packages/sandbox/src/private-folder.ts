import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "@agentic-pm/errors";

/**
 * Makes the folder, for its owner alone, where it is missing, and tries whether it can be written.
 * @throws AppError DATA_FOLDER_UNUSABLE.
 */
export function prepareFolder(dir: string): void {
  const folder = path.resolve(dir);
  try {
    makeFolder(folder);
    const probe = path.join(folder, `.${process.pid}.probe`);
    writeFileSync(probe, "", { mode: 0o600 });
    rmSync(probe);
  } catch (error) {
    throw new AppError("DATA_FOLDER_UNUSABLE", {
      cause: `The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: "Choose a folder that you may create and write, or correct the permissions of this one.",
      details: { folder },
      error,
    });
  }
}

/** Makes what is missing from the top down. Node's own recursive way runs for ever below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
