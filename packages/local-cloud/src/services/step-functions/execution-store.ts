import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDurableMap } from "../../state/durable-map.ts";
import type { ExecutionRecord } from "./execution-record.ts";
import type { HistoryEvent } from "./history.ts";

/** Executions, the definitions they began with, and the histories of those that ended. */
export interface ExecutionStore {
  get(executionArn: string): ExecutionRecord | undefined;
  all(): IterableIterator<ExecutionRecord>;
  /** On disk when this returns. */
  put(record: ExecutionRecord): void;
  /** Keeps a definition and gives the hash that names it. */
  putDefinition(definition: string): string;
  definition(hash: string): string;
  /** Where an execution's task results are journalled. */
  memoFile(executionArn: string): string;
  putHistory(executionArn: string, events: readonly HistoryEvent[]): void;
  history(executionArn: string): readonly HistoryEvent[];
  close(): void;
}

/** Opens the store below `dir`. */
export async function openExecutionStore(dir: string): Promise<ExecutionStore> {
  mkdirSync(join(dir, "runs"), { recursive: true });
  mkdirSync(join(dir, "history"), { recursive: true });
  const records = await openDurableMap<ExecutionRecord>(join(dir, "executions.jsonl"));
  const definitions = await openDurableMap<string>(join(dir, "definitions.jsonl"));
  const historyFile = (executionArn: string): string => join(dir, "history", `${fileName(executionArn)}.json`);
  return {
    get: (executionArn) => records.get(executionArn),
    all: () => records.values(),
    put: (record) => records.put(record.executionArn, record),
    putDefinition: (definition) => {
      const hash = sha256(definition);
      if (!definitions.has(hash)) definitions.put(hash, definition);
      return hash;
    },
    definition: (hash) => definitions.get(hash) ?? "",
    memoFile: (executionArn) => join(dir, "runs", `${fileName(executionArn)}.jsonl`),
    putHistory: (executionArn, events) => {
      const draft = `${historyFile(executionArn)}.draft`;
      writeFileSync(draft, JSON.stringify(events));
      renameSync(draft, historyFile(executionArn));
    },
    history: (executionArn) => {
      const file = historyFile(executionArn);
      // This store wrote the file.
      return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly HistoryEvent[]) : [];
    },
    close: () => {
      records.close();
      definitions.close();
    },
  };
}

function fileName(executionArn: string): string {
  return sha256(executionArn).slice(0, 40);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
