import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { superuser } from "./hardening.ts";

/** PGlite's own 160 MB of buffers would be a quarter of what the whole cloud may use; files are cached by the system. */
const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB", "-c", "max_connections=10"];

/** Opens the database in a folder as the superuser; `loadDataDir` fills an empty folder first. */
export function openPostgres(dataDir: string, options: { database: string; loadDataDir?: Blob }): Promise<PGlite> {
  return PGlite.create(dataDir, { extensions: { vector }, username: superuser, startParams, ...options });
}
