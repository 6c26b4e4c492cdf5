import { Worker } from "node:worker_threads";
import type { SetupData } from "./setup-thread.ts";

/** Templates under way or made by this process, by their cache folder: nobody makes the same one twice. */
const templates = new Map<string, Promise<void>>();

/** Makes the template that new clusters are copied from, where it is not there yet. */
export function prepareTemplate(cacheDir: string): Promise<void> {
  const known = templates.get(cacheDir);
  if (known !== undefined) return known;
  const made = run({ cacheDir });
  templates.set(cacheDir, made);
  made.catch(() => templates.delete(cacheDir));
  return made;
}

/** Fills a new cluster's folder from the template. */
export async function prepareCluster(cacheDir: string, cluster: NonNullable<SetupData["cluster"]>): Promise<void> {
  await templates.get(cacheDir);
  await run({ cacheDir, cluster });
}

function run(data: SetupData): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./setup-thread.ts", import.meta.url), { workerData: data });
    thread.once("error", reject);
    thread.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`Preparing the database ended with code ${code}`));
    });
  });
}
