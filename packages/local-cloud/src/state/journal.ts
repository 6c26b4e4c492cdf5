import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "@agentic-pm/errors";

/** An append-only file of JSON lines. What `append` returned from survives SIGKILL. */
export interface Journal {
  /** Writes one entry; it is with the operating system when this returns. @throws AppError JOURNAL_CLOSED. */
  append(entry: unknown): void;
  /**
   * Writes several entries in one go: all or, after a kill in the middle, the first of them.
   * @throws AppError JOURNAL_CLOSED.
   */
  appendAll(entries: readonly unknown[]): void;
  close(): void;
}

export interface OpenedJournal<Entry> {
  readonly journal: Journal;
  /** What earlier runs wrote, in order. */
  readonly entries: Entry[];
}

/**
 * Opens (and creates, with mode 0600) a journal. A torn last line, left by a kill in the middle of a write,
 * was never acknowledged and is cut off; a broken line elsewhere throws AppError JOURNAL_CORRUPT.
 */
export function openJournal<Entry>(file: string): OpenedJournal<Entry> {
  mkdirSync(dirname(file), { recursive: true });
  const fd = openSync(file, "a+", 0o600);
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) ftruncateSync(fd, end);
  const entries = parseLines<Entry>(bytes.toString("utf8", 0, end), file);
  return { journal: journalOn(fd, file), entries };
}

/**
 * What a journal holds, without opening it: safe while another process writes. A torn last line is left out.
 * @throws AppError JOURNAL_CORRUPT; whatever reading the file throws.
 */
export function readJournal<Entry>(file: string): Entry[] {
  const text = readFileSync(file, "utf8");
  return parseLines<Entry>(text.slice(0, text.lastIndexOf("\n") + 1), file);
}

/** What writing to a journal that was closed throws. */
export function journalClosed(file: string): AppError {
  return new AppError("JOURNAL_CLOSED", {
    cause: `${file} was closed; what came later was not written.`,
    remedy: "The local cloud is stopping. Start it again, then repeat the request.",
    details: { file },
  });
}

function journalOn(fd: number, file: string): Journal {
  let open = true;
  const write = (text: string): void => {
    // The operating system gives the descriptor's number to the next file that is opened.
    if (!open) throw journalClosed(file);
    const before = fstatSync(fd).size;
    const bytes = Buffer.from(text);
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
    } catch (error) {
      // A full disk may leave half a line: take it back, so that the next line starts on its own.
      ftruncateSync(fd, before);
      throw error;
    }
  };
  return {
    append: (entry) => write(`${JSON.stringify(entry)}\n`),
    appendAll: (entries) => {
      if (entries.length > 0) write(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    },
    close: () => {
      if (!open) return;
      open = false;
      closeSync(fd);
    },
  };
}

function parseLines<Entry>(text: string, file: string): Entry[] {
  const lines = text.split("\n");
  lines.pop();
  return lines.map((line, index) => {
    try {
      // The journal's owner wrote the line: its type is the owner's to know.
      return JSON.parse(line) as Entry;
    } catch (error) {
      throw new AppError("JOURNAL_CORRUPT", {
        cause: `Line ${index + 1} of ${file} is no JSON.`,
        remedy: "Something else wrote to this file. Restore the data folder from a copy, or start with a new one.",
        details: { file, line: index + 1 },
        error,
      });
    }
  });
}
