import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "@agentic-pm/errors";
import { perVendor, type Vendor } from "./journal/effects.ts";
import { prepareFolder } from "./private-folder.ts";
import { buildSeed, type Seed } from "./seed/build-seed.ts";
import { completeSecrets, newSecrets, type SiteSecrets, type StoredSecrets } from "./site-secrets.ts";

/** What a data folder keeps beside the journal: the day it began, its credentials and its ports. */
export interface SiteRecord {
  readonly siteId: string;
  /** ISO instant; every date of the seed counts from it. */
  readonly firstStart: string;
  readonly content: "atlas" | "empty";
  readonly ports: Readonly<Record<Vendor, number>>;
  readonly secrets: SiteSecrets;
}

export interface SiteFolder {
  readonly record: SiteRecord;
  readonly seed: Seed;
  readonly journalFile: string;
}

/**
 * Opens a data folder, or makes a new one from the seed.
 * @throws AppError SANDBOX_SEED_MISMATCH when the folder was begun with other content than is asked for,
 * DATA_FOLDER_UNUSABLE when it cannot be made or written.
 */
export function openSiteFolder(dataDir: string, now: Date, wanted: "atlas" | "empty" | undefined): SiteFolder {
  prepareFolder(dataDir);
  const siteFile = path.join(dataDir, "site.json");
  const seedFile = path.join(dataDir, "seed.json");
  if (!existsSync(siteFile)) {
    const content = wanted ?? "atlas";
    // The seed is kept as it was, so that a newer version of this package does not rewrite the past of a folder.
    writeWhole(seedFile, buildSeed(now, content));
    writeWhole(siteFile, newRecord(now, content));
  } else {
    // An earlier version let everybody on this machine look into the folder.
    chmodSync(dataDir, 0o700);
  }
  const record = readRecord(siteFile);
  if (wanted !== undefined && wanted !== record.content) {
    throw new AppError("SANDBOX_SEED_MISMATCH", {
      cause: `The folder ${dataDir} holds the seed "${record.content}", and "${wanted}" was asked for.`,
      remedy: "Use another data folder, or remove this one.",
      details: { dataDir },
    });
  }
  return { record, seed: readOwn<Seed>(seedFile), journalFile: path.join(dataDir, "journal.jsonl") };
}

/** Remembers the ports, so that links which clients have stored stay good after a restart. */
export function rememberPorts(dataDir: string, record: SiteRecord, ports: SiteRecord["ports"]): void {
  writeWhole(path.join(dataDir, "site.json"), { ...record, ports });
}

function newRecord(now: Date, content: "atlas" | "empty"): SiteRecord {
  return {
    siteId: randomUUID(),
    firstStart: now.toISOString(),
    content,
    ports: perVendor(() => 0),
    secrets: newSecrets(),
  };
}

/** The start goes on to `rememberPorts`, which writes the credentials that a folder gets here for the first time. */
function readRecord(siteFile: string): SiteRecord {
  const stored = readOwn<Omit<SiteRecord, "secrets"> & { readonly secrets: StoredSecrets }>(siteFile);
  return { ...stored, ports: { ...perVendor(() => 0), ...stored.ports }, secrets: completeSecrets(stored.secrets) };
}

function writeWhole(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(content, null, 1), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Only this module writes these files, and it writes them whole: their shape is the one that was written. */
function readOwn<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(file, "utf8")) as Shape;
}
