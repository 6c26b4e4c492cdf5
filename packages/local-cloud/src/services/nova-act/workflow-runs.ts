import { randomUUID } from "node:crypto";
import type { ActRecord, ActRecords, ActSessionRecord, RunRecord } from "./act-records.ts";
import { conflict, notFound } from "./act-errors.ts";
import type { CreateAct, CreateRun, UpdateAct } from "./requests.ts";
import type { Route } from "./routes.ts";
import { requireDefinition } from "./workflow-definitions.ts";

/** What an operation works with. */
export interface RunScene {
  readonly records: ActRecords;
  readonly route: Route;
  /** Epoch milliseconds. */
  readonly now: number;
}

const KEPT_RUNS = 1_000;
const OVER = new Set(["SUCCEEDED", "FAILED", "TIMED_OUT"]);

/** A new run, or the one that the same client token made. */
export function createRun({ records, route, now }: RunScene, input: CreateRun): RunRecord {
  const { name } = requireDefinition(records, route.definition);
  const { modelId, logGroupName, clientToken } = input;
  const same = sameToken(records.runs.values(), clientToken);
  if (same !== undefined) return same;
  const record: RunRecord = {
    runId: randomUUID(),
    definition: name,
    modelId,
    status: "RUNNING",
    startedAt: now,
    ...(logGroupName === undefined ? {} : { logGroupName }),
    ...(clientToken === undefined ? {} : { clientToken }),
  };
  forgetOldest(records);
  records.runs.put(record.runId, record);
  return record;
}

/** Of runs that are over the last thousand are kept, with what they did. */
function forgetOldest(records: ActRecords): void {
  if (records.runs.size < KEPT_RUNS) return;
  const oldest = [...records.runs.values()].find(({ status }) => OVER.has(status));
  if (oldest === undefined) return;
  for (const { sessionId, runId } of records.sessions.values()) {
    if (runId === oldest.runId) records.sessions.remove(sessionId);
  }
  for (const { actId, runId } of records.acts.values()) if (runId === oldest.runId) records.acts.remove(actId);
  records.runs.remove(oldest.runId);
}

/** @throws AwsError ResourceNotFoundException. */
export function requireRun({ records, route }: Pick<RunScene, "records" | "route">): RunRecord {
  const record = records.runs.get(route.runId);
  if (record?.definition !== route.definition) throw notFound("workflow-run", route.runId);
  return record;
}

export function updateRun(scene: RunScene, status: RunRecord["status"]): void {
  const record = runningRun(scene);
  const over = OVER.has(status) ? { endedAt: scene.now } : {};
  scene.records.runs.put(record.runId, { ...record, status, ...over });
}

export function createSession(scene: RunScene, clientToken: string | undefined): ActSessionRecord {
  const { runId } = runningRun(scene);
  const same = sameToken(scene.records.sessions.values(), clientToken);
  if (same !== undefined) return same;
  const record = { sessionId: randomUUID(), runId, ...(clientToken === undefined ? {} : { clientToken }) };
  scene.records.sessions.put(record.sessionId, record);
  return record;
}

export function createAct(scene: RunScene, { task, clientToken }: CreateAct): ActRecord {
  const { records, route, now } = scene;
  const { runId } = runningRun(scene);
  const { sessionId } = route;
  if (records.sessions.get(sessionId)?.runId !== runId) throw notFound("session", sessionId);
  const same = sameToken(records.acts.values(), clientToken);
  if (same !== undefined) return same;
  const token = clientToken === undefined ? {} : { clientToken };
  const actId = randomUUID();
  const record: ActRecord = { actId, sessionId, runId, task, status: "RUNNING", startedAt: now, steps: [], ...token };
  records.acts.put(actId, record);
  return record;
}

/** An act that is not over. @throws AwsError ResourceNotFoundException, ConflictException. */
export function openAct(scene: RunScene): ActRecord {
  const { records, route } = scene;
  const { runId } = runningRun(scene);
  const record = records.acts.get(route.actId);
  if (record?.runId !== runId || record.sessionId !== route.sessionId) throw notFound("act", route.actId);
  if (OVER.has(record.status)) throw conflict("act", record.actId, `The act is over: ${record.status}.`);
  return record;
}

export function updateAct(scene: RunScene, { status, error }: UpdateAct): void {
  const record = openAct(scene);
  const over = OVER.has(status) ? { endedAt: scene.now } : {};
  scene.records.acts.put(record.actId, { ...record, status, ...over, ...(error === undefined ? {} : { error }) });
}

function runningRun(scene: RunScene): RunRecord {
  const record = requireRun(scene);
  if (record.status === "RUNNING") return record;
  throw conflict("workflow-run", record.runId, `The workflow run is over: ${record.status}.`);
}

function sameToken<Row extends { readonly clientToken?: string }>(
  records: Iterable<Row>,
  clientToken: string | undefined,
): Row | undefined {
  if (clientToken === undefined) return undefined;
  for (const record of records) if (record.clientToken === clientToken) return record;
  return undefined;
}
