import { renameSync, rmSync } from "node:fs";
import { journalClosed, openJournal, type Journal } from "./journal.ts";

/** A key-value store in memory with a journal behind it. Values are JSON; treat what `get` returns as read-only. */
export interface DurableMap<Value> {
  readonly size: number;
  get(key: string): Value | undefined;
  has(key: string): boolean;
  keys(): IterableIterator<string>;
  values(): IterableIterator<Value>;
  entries(): IterableIterator<[string, Value]>;
  /** Stores the value; resolves once it is written. Like all that write: @throws AppError JOURNAL_CLOSED. */
  set(key: string, value: Value): Promise<void>;
  /** Removes the key; resolves with whether it was there, once that is written. */
  delete(key: string): Promise<boolean>;
  /** `set` for callers that cannot wait: the value is written when this returns. */
  put(key: string, value: Value): void;
  /** `delete` for callers that cannot wait. */
  remove(key: string): boolean;
  close(): void;
}

type Entry<Value> = readonly [key: string, value: Value] | readonly [key: string];

/** A journal this much longer than its content is rewritten. */
const SLACK = 1_000;

/** Opens (and creates, with mode 0600) the map that `file` holds. */
export async function openDurableMap<Value>(file: string): Promise<DurableMap<Value>> {
  return openDurableMapSync<Value>(file);
}

/** The same without a promise, for constructors. */
export function openDurableMapSync<Value>(file: string): DurableMap<Value> {
  const opened = openJournal<Entry<Value>>(file);
  const values = new Map<string, Value>();
  for (const entry of opened.entries) apply(values, entry);
  return mapOn(file, values, { journal: opened.journal, lines: opened.entries.length });
}

function apply<Value>(values: Map<string, Value>, entry: Entry<Value>): void {
  const [key, value] = entry;
  if (entry.length === 2 && value !== undefined) values.set(key, value);
  else values.delete(key);
}

function mapOn<Value>(
  file: string,
  values: Map<string, Value>,
  state: { journal: Journal; lines: number },
): DurableMap<Value> {
  let open = true;
  const write = (entry: Entry<Value>): void => {
    if (!open) throw journalClosed(file);
    if (state.lines > values.size * 2 + SLACK) compact(file, values, state);
    state.journal.append(entry);
    state.lines += 1;
    apply(values, entry);
  };
  const put = (key: string, value: Value): void => write([key, value]);
  const remove = (key: string): boolean => {
    const known = values.has(key);
    if (known) write([key]);
    return known;
  };
  return {
    get size() {
      return values.size;
    },
    get: (key) => values.get(key),
    has: (key) => values.has(key),
    keys: () => values.keys(),
    values: () => values.values(),
    entries: () => values.entries(),
    put,
    remove,
    set: async (key, value) => put(key, value),
    delete: async (key) => remove(key),
    close: () => {
      open = false;
      state.journal.close();
    },
  };
}

/** Writes the content to a new file and renames it into place: a kill leaves the old file or the new one. */
function compact<Value>(file: string, values: Map<string, Value>, state: { journal: Journal; lines: number }): void {
  const draft = `${file}.draft`;
  rmSync(draft, { force: true });
  const fresh = openJournal(draft).journal;
  fresh.appendAll([...values]);
  renameSync(draft, file);
  state.journal.close();
  state.journal = fresh;
  state.lines = values.size;
}
