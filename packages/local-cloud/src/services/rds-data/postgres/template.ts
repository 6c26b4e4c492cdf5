import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { hardening } from "./hardening.ts";
import { openPostgres } from "./open-postgres.ts";
import { quotedName, quotedText } from "./session.ts";

const require = createRequire(import.meta.url);

/** The template's file name: another version of Postgres, or other rules, need another template. */
async function templateName(): Promise<string> {
  const packageFile = join(require.resolve("@electric-sql/pglite"), "..", "..", "package.json");
  const { version } = JSON.parse(await readFile(packageFile, "utf8")) as { version: string };
  const rules = createHash("sha256").update(hardening).digest("hex").slice(0, 8);
  return `postgres-${version}-${rules}.tar`;
}

/**
 * Makes an empty database with pgvector and its rules, once, as a file in the cache folder: copying it is several
 * times faster than initdb. Returns the file's path.
 */
export async function ensureTemplate(cacheDir: string): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  const file = join(cacheDir, await templateName());
  if (
    await access(file).then(
      () => true,
      () => false,
    )
  )
    return file;
  const work = await mkdtemp(join(cacheDir, "initdb-"));
  try {
    const db = await openPostgres(join(work, "data"), { database: "postgres" });
    await db.exec("create extension vector");
    await db.exec(hardening);
    const dump = await db.dumpDataDir("none");
    await db.close();
    await writeFile(join(work, "template.tar"), Buffer.from(await dump.arrayBuffer()));
    await rename(join(work, "template.tar"), file);
    return file;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A new cluster's names and its master's password. */
export interface NewDatabase {
  readonly database: string;
  readonly masterUsername: string;
  readonly masterPassword: string;
}

/** Fills a new cluster's folder from the template; the folder must not exist. */
export async function createDataDir(dataDir: string, templateFile: string, wanted: NewDatabase): Promise<void> {
  const work = `${dataDir}.new`;
  await rm(work, { recursive: true, force: true });
  const loadDataDir = new Blob([new Uint8Array(await readFile(templateFile))]);
  const db = await openPostgres(work, { database: "template1", loadDataDir });
  const { database, masterUsername, masterPassword } = wanted;
  const master = quotedName(masterUsername);
  if (database !== "postgres") await db.exec(`alter database postgres rename to ${quotedName(database)}`);
  await db.exec(`create role ${master} login createrole createdb password ${quotedText(masterPassword)}`);
  await db.exec(`grant rds_superuser to ${master}`);
  await db.exec(`alter database ${quotedName(database)} owner to ${master}`);
  await db.exec(`revoke temporary on database ${quotedName(database)} from public`);
  await db.close();
  await rename(work, dataDir);
}
