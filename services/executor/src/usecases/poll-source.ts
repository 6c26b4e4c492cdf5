import { canonicalHash, type Clock, decoysOf, type SignalSourceName } from "@agentic-pm/contracts";
import { isAppError } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import type { RefusedSignal } from "../domain/fetched-signal.ts";
import type { Delta, SignalSource } from "../ports/signal-source.ts";
import type { Checkpoints, FailedSignals } from "../ports/signal-stores.ts";
import { boundedMap } from "./bounded-map.ts";
import { type ReceivePorts, receiveSignal } from "./receive-signal.ts";

export interface PollPorts extends ReceivePorts {
  readonly checkpoints: Checkpoints;
  readonly failed: FailedSignals;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
  /** Milliseconds that are left; a poll stops between two deltas when they are few. */
  readonly remainingMs: () => number;
}

/** What came of polling one source. Counts and codes only. */
export interface PollResult {
  readonly source: SignalSourceName;
  readonly outcome: "changed" | "unchanged" | "failed";
  readonly fetched: number;
  readonly started: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly resynced: boolean;
  /** The error's code when the source failed; what was stored before it stays stored. */
  readonly code: string | null;
}

const SIGNALS_AT_ONCE = 8;
const ENOUGH_TIME_MS = 20_000;

/** Reads a source up to its present end. Never throws: a failing source is a result, and stops no other. */
export async function pollSource(source: SignalSource, ports: PollPorts): Promise<PollResult> {
  const counts = { fetched: 0, started: 0, duplicates: 0, refused: 0, resynced: false };
  try {
    let { cursor } = await ports.checkpoints.read(source.name);
    for (let more = true; more && ports.remainingMs() > ENOUGH_TIME_MS;) {
      const delta = await source.fetchDelta(cursor);
      await storeDelta(delta, counts, ports);
      if (delta.cursor !== cursor) await ports.checkpoints.move(source.name, delta.cursor);
      ({ cursor, more } = delta);
    }
    await ports.checkpoints.noteHealth(source.name, null);
  } catch (error) {
    const code = isAppError(error) ? error.code : "INTERNAL_ERROR";
    ports.logger.error(LogCode.SOURCE_UNHEALTHY, error, { signalSource: source.name });
    await noteFailure(source.name, code, ports);
    return { source: source.name, outcome: "failed", code, ...counts };
  }
  const outcome = counts.started + counts.refused > 0 ? "changed" : "unchanged";
  const code = outcome === "changed" ? LogCode.SOURCE_POLLED : LogCode.SOURCE_UNCHANGED;
  ports.logger.info(code, { signalSource: source.name, ...counts });
  return { source: source.name, outcome, code: null, ...counts };
}

interface Counts {
  fetched: number;
  started: number;
  duplicates: number;
  refused: number;
  resynced: boolean;
}

async function storeDelta(delta: Delta, counts: Counts, ports: PollPorts): Promise<void> {
  if (delta.resynced) counts.resynced = true;
  counts.fetched += delta.signals.length;
  await registerDecoys(delta, ports);
  await boundedMap(delta.entities, SIGNALS_AT_ONCE, (entity) => ports.registrar.putEntity(entity));
  await boundedMap(delta.refused, SIGNALS_AT_ONCE, async (refused) => {
    await auditRefusal(refused, ports);
    counts.refused += 1;
  });
  await boundedMap(delta.signals, SIGNALS_AT_ONCE, async (signal) => {
    const outcome = await receiveSignal(signal, ports);
    if (outcome === "new") counts.started += 1;
    else counts.duplicates += 1;
  });
}

/** Beside the true entities of a project stand two that nothing ever names: who finds them did not come by a handle. */
async function registerDecoys({ signals }: Delta, { registrar }: PollPorts): Promise<void> {
  for (const projectKey of new Set(signals.map((signal) => signal.projectKey))) {
    const { ticket, person } = decoysOf(projectKey);
    await registrar.putEntity(ticket);
    await registrar.putEntity(person);
  }
}

/** What cannot be read is on record, under a subject of its own, and holds nothing else up. */
async function auditRefusal({ source, externalId, code, cause }: RefusedSignal, ports: PollPorts): Promise<void> {
  ports.logger.warn(LogCode.SIGNAL_REFUSED, { signalSource: source, code });
  const subjectId = `refused_${canonicalHash("agentic-pm/refused-signal/v1", { source, externalId }).slice(0, 32)}`;
  await ports.audit.append(subjectId, null, {
    event: "request.refused",
    input: { source, externalId: externalId.slice(0, 400) },
    output: { code, cause: cause.slice(0, 300) },
  });
}

async function noteFailure(source: SignalSourceName, code: string, ports: PollPorts): Promise<void> {
  try {
    await ports.checkpoints.noteHealth(source, code);
  } catch (error) {
    ports.logger.error(LogCode.SOURCE_UNHEALTHY, error, { signalSource: source });
  }
}
