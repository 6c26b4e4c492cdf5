import { Worker } from "node:worker_threads";
import type { SetupData } from "./setup-thread.ts";

/** Makes the template, and a cluster's folder from it where one is named. */
export function setUp(data: SetupData): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./setup-thread.ts", import.meta.url), { workerData: data });
    thread.once("error", reject);
    thread.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`Preparing the database ended with code ${code}`));
    });
  });
}
