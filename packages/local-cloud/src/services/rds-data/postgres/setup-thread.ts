import { workerData } from "node:worker_threads";
import { createDataDir, ensureTemplate, type NewDatabase } from "./template.ts";

/** What the thread is asked to prepare; without a data folder, the template only. */
export interface SetupData {
  readonly cacheDir: string;
  readonly cluster?: { readonly dataDir: string; readonly wanted: NewDatabase };
}

/** Prepares a database's folder in a thread of its own: it is a second of computing. */
const { cacheDir, cluster } = workerData as SetupData;
const template = await ensureTemplate(cacheDir);
if (cluster !== undefined) await createDataDir(cluster.dataDir, template, cluster.wanted);
