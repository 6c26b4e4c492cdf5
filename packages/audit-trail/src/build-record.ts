import {
  auditHashOf,
  AuditRecord,
  canonicalJson,
  sha256,
  type AuditHead,
  type Clock,
  type IdSource,
} from "@agentic-pm/contracts";
// Not the whole package: its tracer hooks every promise of the process that loads it.
import { redact } from "@agentic-pm/observability/redact";
import type { AuditEntry } from "./audit-writer.ts";

/** The most that `input` or `output` may take, in UTF-8 bytes of JSON; an item of DynamoDB holds 400 KB in all. */
export const MAX_SIDE_BYTES = 120 * 1024;
/** A single member above this is replaced by its hash and length first, so that the small ones stay readable. */
const MAX_MEMBER_BYTES = 16 * 1024;

/**
 * The record of an entry after `head`: redacted, bounded and hashed, in that order. Throws a ZodError for an entry
 * that does not fit the contract, and NOT_CANONICAL for a value without an exact JSON form.
 */
export function buildRecord(
  place: { subjectId: string; head: AuditHead | null; actor: string },
  entry: AuditEntry,
  ports: { clock: Clock; ids: IdSource },
): AuditRecord {
  const content = {
    auditId: ports.ids.uuid(),
    bookingId: entry.bookingId ?? null,
    employeeId: entry.employeeId ?? null,
    timestamp: ports.clock.now().toISOString(),
    event: entry.event,
    input: bounded(entry.input),
    output: bounded(entry.output),
    model_id: entry.model_id ?? null,
    thinking_budget: entry.thinking_budget ?? null,
    latency_ms: entry.latency_ms ?? null,
    subjectId: place.subjectId,
    actor: entry.actor ?? place.actor,
    seq: place.head === null ? 0 : place.head.seq + 1,
    prevHash: place.head?.hash ?? null,
    prompt_version: entry.prompt_version ?? null,
    policy_version: entry.policy_version ?? null,
    input_tokens: entry.input_tokens ?? null,
    output_tokens: entry.output_tokens ?? null,
    cost_usd: entry.cost_usd ?? null,
  } satisfies Omit<AuditRecord, "hash">;
  return AuditRecord.parse({ ...content, hash: auditHashOf(content) });
}

/** What is kept in place of a value that is too large for a record. */
export interface OversizeMark {
  readonly sha256: string;
  /** UTF-8 bytes of its canonical JSON, after redaction. */
  readonly length: number;
}

function bounded(side: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // Through JSON once, so that what is hashed is what will be stored and read back: no undefined, no dates, no -0.
  const plain = JSON.parse(canonicalJson(redact(side))) as Record<string, unknown>;
  const members = Object.entries(plain).map(([name, value]) => [name, shrunk(value, MAX_MEMBER_BYTES)]);
  const small = Object.fromEntries(members) as Record<string, unknown>;
  const whole = shrunk(small, MAX_SIDE_BYTES);
  return whole as Record<string, unknown>;
}

function shrunk(value: unknown, limit: number): unknown {
  const json = canonicalJson(value);
  const length = Buffer.byteLength(json);
  return length <= limit ? value : ({ sha256: sha256(json), length } satisfies OversizeMark);
}
