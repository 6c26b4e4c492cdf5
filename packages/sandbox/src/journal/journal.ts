import { closeSync, existsSync, fchmodSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { AppError } from "@agentic-pm/errors";
import type { JournalEntry, JournalEvent } from "./journal-events.ts";

/**
 * Every change of state at the vendors, one JSON line each, in one order.
 * `record` returns after the operating system has the line, so a killed process loses nothing that it answered.
 */
export class Journal {
  readonly #descriptor: number;
  readonly #clock: () => Date;
  readonly #entries: JournalEntry[];
  readonly #listeners: ((entry: JournalEntry) => void)[] = [];

  /**
   * Opens the file, or starts it, for its owner alone: it holds everybody's mail.
   * @throws AppError SANDBOX_JOURNAL_CORRUPT when a line other than a torn last one is no entry.
   */
  constructor(file: string, clock: () => Date) {
    this.#entries = existsSync(file) ? readEntries(file) : [];
    this.#descriptor = openSync(file, "a", 0o600);
    fchmodSync(this.#descriptor, 0o600);
    this.#clock = clock;
  }

  /** Replays the past to a listener, and hands it everything that follows. */
  subscribe(listener: (entry: JournalEntry) => void): void {
    for (const entry of this.#entries) listener(entry);
    this.#listeners.push(listener);
  }

  /** Writes the event, then lets every listener apply it. */
  record(event: JournalEvent): JournalEntry {
    const entry: JournalEntry = { ...event, seq: this.#entries.length + 1, at: this.#clock().toISOString() };
    writeWhole(this.#descriptor, Buffer.from(`${JSON.stringify(entry)}\n`));
    this.#entries.push(entry);
    for (const listener of this.#listeners) listener(entry);
    return entry;
  }

  entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

function writeWhole(descriptor: number, line: Buffer): void {
  for (let written = 0; written < line.length;) written += writeSync(descriptor, line, written);
}

function readEntries(file: string): JournalEntry[] {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(0x0a) + 1;
  // A line without its newline was cut off by a kill, before anybody was told that it had happened.
  if (end < bytes.length) truncateSync(file, end);
  const lines = bytes.subarray(0, end).toString("utf8").split("\n").slice(0, -1);
  return lines.map((line, index) => parseEntry(line, { file, number: index + 1 }));
}

function parseEntry(line: string, place: { file: string; number: number }): JournalEntry {
  try {
    const entry: unknown = JSON.parse(line);
    if (isEntry(entry) && entry.seq === place.number) return entry;
  } catch (error) {
    throw corrupt(place, error);
  }
  throw corrupt(place, undefined);
}

/** The journal is written by this module alone, so number, vendor and type vouch for the rest of the entry. */
function isEntry(value: unknown): value is JournalEntry {
  return typeof value === "object" && value !== null && "seq" in value && "vendor" in value && "type" in value;
}

function corrupt(place: { file: string; number: number }, error: unknown): AppError {
  return new AppError("SANDBOX_JOURNAL_CORRUPT", {
    cause: `Line ${place.number} of ${place.file} is not a journal entry.`,
    remedy: "Remove the sandbox's data folder to start from the seed, or restore the file.",
    details: place,
    error,
  });
}
