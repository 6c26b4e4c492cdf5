import { rename, writeFile } from "node:fs/promises";

/** Puts a whole JSON file in place of the earlier one: a reader, or a crash, sees the old one or the new one. */
export async function writeJsonAtomically(path: string, value: unknown): Promise<void> {
  const temporary = `${path}.part`;
  await writeFile(temporary, JSON.stringify(value));
  await rename(temporary, path);
}
