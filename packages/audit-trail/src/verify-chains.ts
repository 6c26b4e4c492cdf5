import { auditHashOf, type AuditRecord } from "@agentic-pm/contracts";
import { auditEntryId } from "./dynamo-audit-writer.ts";

export type ChainFault =
  | "HASH_MISMATCH"
  | "DUPLICATE_RECORD"
  | "CHAIN_START_MISSING"
  | "CHAIN_GAP"
  | "CHAIN_BROKEN"
  | "CHAIN_FORKED";

export interface ChainReport {
  readonly verified: boolean;
  readonly records: number;
  readonly subjects: number;
  /** Attempts that a retry repeated: harmless, one of each at most was continued. */
  readonly siblings: number;
  readonly firstBad?: {
    readonly subjectId: string;
    readonly entryId: string;
    readonly code: ChainFault;
    readonly cause: string;
  };
}

/**
 * Checks every subject's chain: each record's own hash, an unbroken line of places from 0, each record after one that
 * is there, and no place where two records were both continued. Deletion of a whole chain or of its last records
 * cannot be seen here: that is what the seals are for.
 */
export function verifyChains(records: Iterable<AuditRecord>): ChainReport {
  const chains = new Map<string, AuditRecord[]>();
  let count = 0;
  for (const record of records) {
    count += 1;
    const chain = chains.get(record.subjectId);
    if (chain === undefined) chains.set(record.subjectId, [record]);
    else chain.push(record);
  }
  let siblings = 0;
  for (const subjectId of [...chains.keys()].sort()) {
    const verdict = verifyChain((chains.get(subjectId) ?? []).toSorted(byPlace));
    if (verdict.bad !== undefined) {
      const firstBad = { subjectId, entryId: auditEntryId(verdict.bad), code: verdict.code, cause: verdict.cause };
      return { verified: false, records: count, subjects: chains.size, siblings, firstBad };
    }
    siblings += verdict.siblings;
  }
  return { verified: true, records: count, subjects: chains.size, siblings };
}

type Verdict =
  | { readonly bad: undefined; readonly siblings: number }
  | { readonly bad: AuditRecord; readonly code: ChainFault; readonly cause: string };

function verifyChain(chain: readonly AuditRecord[]): Verdict {
  const ids = new Set<string>();
  const continuedBy = new Map<string, Set<string>>();
  let previous = new Map<string, AuditRecord>();
  let current = new Map<string, AuditRecord>();
  let place = 0;
  let siblings = 0;
  for (const record of chain) {
    if (record.seq > place && current.size > 0) {
      previous = current;
      current = new Map();
      place += 1;
    }
    const fault = faultOf(record, { place, previous, ids });
    if (fault !== undefined) return { bad: record, ...fault };
    if (current.size > 0) siblings += 1;
    ids.add(record.auditId);
    current.set(record.hash, record);
    if (record.prevHash !== null) {
      const fork = markContinued(continuedBy, record);
      if (fork !== undefined) return { bad: record, code: "CHAIN_FORKED", cause: fork };
    }
  }
  return { bad: undefined, siblings };
}

function faultOf(
  record: AuditRecord,
  at: { place: number; previous: ReadonlyMap<string, AuditRecord>; ids: ReadonlySet<string> },
): { code: ChainFault; cause: string } | undefined {
  const { hash, ...content } = record;
  if (auditHashOf(content) !== hash) {
    return { code: "HASH_MISMATCH", cause: "The record is not what was hashed when it was written." };
  }
  if (at.ids.has(record.auditId)) {
    return { code: "DUPLICATE_RECORD", cause: "The same record stands in the chain twice." };
  }
  if (record.seq !== at.place) {
    return at.place === 0 && record.seq > 0
      ? { code: "CHAIN_START_MISSING", cause: `The chain begins at place ${record.seq} instead of 0.` }
      : { code: "CHAIN_GAP", cause: `Place ${at.place} is missing before place ${record.seq}.` };
  }
  const follows = record.seq === 0 ? record.prevHash === null : at.previous.has(record.prevHash ?? "");
  if (!follows) return { code: "CHAIN_BROKEN", cause: "The record it was written after is not in the chain." };
  return undefined;
}

/** Notes that a record's predecessor was continued; the cause of a fork if a sibling of it was continued too. */
function markContinued(continuedBy: Map<string, Set<string>>, record: AuditRecord): string | undefined {
  const at = String(record.seq - 1);
  const heads = continuedBy.get(at) ?? new Set<string>();
  heads.add(record.prevHash ?? "");
  continuedBy.set(at, heads);
  return heads.size > 1 ? `Two records at place ${at} were both continued.` : undefined;
}

function byPlace(left: AuditRecord, right: AuditRecord): number {
  return left.seq - right.seq || (left.auditId < right.auditId ? -1 : 1);
}
