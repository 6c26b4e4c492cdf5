import { join } from "node:path";
import { openDurableMapSync, type DurableMap } from "../../state/durable-map.ts";
import type { Json, JsonObject } from "../../template/model.ts";
import type { CreateDefinition, UpdateAct } from "./requests.ts";

export interface DefinitionRecord extends Pick<CreateDefinition, "name" | "description" | "exportConfig"> {
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export interface RunRecord {
  readonly runId: string;
  readonly definition: string;
  readonly modelId: string;
  readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT";
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly logGroupName?: string;
  readonly clientToken?: string;
}

export interface ActSessionRecord {
  readonly sessionId: string;
  readonly runId: string;
  readonly clientToken?: string;
}

/** A call as it was handed out, and what came back; observations are not kept. */
export interface MadeCall {
  readonly callId: string;
  readonly name: string;
  readonly input: readonly Json[] | JsonObject;
  readonly result?: string;
}

export interface StepRecord {
  readonly stepId: string;
  /** The model that answered: "embedded" and so on. */
  readonly servedBy: string;
  readonly calls: readonly MadeCall[];
}

export interface ActRecord {
  readonly actId: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly task: string;
  readonly status: UpdateAct["status"];
  readonly error?: UpdateAct["error"];
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly steps: readonly StepRecord[];
  readonly clientToken?: string;
}

/** Everything that Nova Act remembers; each is on disk when it is put. */
export interface ActRecords {
  readonly definitions: DurableMap<DefinitionRecord>;
  readonly runs: DurableMap<RunRecord>;
  readonly sessions: DurableMap<ActSessionRecord>;
  readonly acts: DurableMap<ActRecord>;
  close(): void;
}

export function openActRecords(dataDir: string): ActRecords {
  const definitions = openDurableMapSync<DefinitionRecord>(join(dataDir, "definitions.jsonl"));
  const runs = openDurableMapSync<RunRecord>(join(dataDir, "runs.jsonl"));
  const sessions = openDurableMapSync<ActSessionRecord>(join(dataDir, "sessions.jsonl"));
  const acts = openDurableMapSync<ActRecord>(join(dataDir, "acts.jsonl"));
  const close = (): void => {
    for (const map of [definitions, runs, sessions, acts]) map.close();
  };
  return { definitions, runs, sessions, acts, close };
}
