import { undatamark } from "@agentic-pm/contracts";
import type { PlanBrief, PlanProposal, PolicyChunk } from "@agentic-pm/contracts/travel";
import { derivePlanConstraints, type PlanConstraints } from "@agentic-pm/travel-policy";

/**
 * Reads the clauses of a planning brief by rules. It knows only the clauses that it is shown, so it may know less than
 * the code that compares its answer. Deterministic.
 */
export function proposePlan(brief: PlanBrief): PlanProposal {
  const clauses = brief.clauses.map((clause, index) => chunkOf(clause, index, brief));
  const read = derivePlanConstraints(brief.trip, clauses, brief.today);
  const refs = refsBehind(read, brief);
  const says = (kind: string): boolean =>
    read.constraints.some(({ rule, receipt }) => rule.kind === kind && receipt !== null);
  return {
    fare_cap_usd: says("fare_cap") ? read.fareCapUsd : null,
    highest_cabin: says("cabin") ? read.highestCabin : null,
    preferred_airlines: read.preferredAirlines,
    advance_booking_days: daysOf(read),
    approval_needed: read.approval.length > 0,
    clauses: refs,
    reasoning_summary: summaryOf(read, refs),
  };
}

/** A clause of the brief in the form that the reader takes. What a brief does not carry is filled in; nothing reads it. */
function chunkOf(clause: PlanBrief["clauses"][number], index: number, brief: PlanBrief): PolicyChunk {
  const digit = String(index + 1);
  return {
    documentId: `doc_${"0".repeat(32)}`,
    document: brief.trip.scope,
    version: 1,
    chunkId: `chk_${digit.padStart(32, "0")}`,
    section: undatamark(clause.section, brief.marker),
    page: 1,
    box: { left: 0, top: 0, width: 1, height: 1 },
    text: undatamark(clause.text, brief.marker),
    textSha256: "0".repeat(64),
  };
}

function refsBehind(read: PlanConstraints, brief: PlanBrief): string[] {
  const chunkIds = new Set(read.constraints.map(({ receipt }) => receipt?.chunkId));
  return brief.clauses.flatMap(({ ref }, index) =>
    chunkIds.has(`chk_${String(index + 1).padStart(32, "0")}`) ? [ref] : [],
  );
}

function daysOf({ constraints }: PlanConstraints): number | null {
  const days = constraints.flatMap(({ rule, receipt }) =>
    rule.kind === "advance_booking" && receipt !== null ? [rule.days] : [],
  );
  return days.length === 0 ? null : Math.max(...days);
}

function summaryOf({ scope, contradictions }: PlanConstraints, refs: readonly string[]): string {
  const rests = refs.length === 0 ? "No clause shown speaks of this trip." : `It rests on ${refs.join(", ")}.`;
  const differ = contradictions.length === 0 ? "" : " Clauses differ; the stricter one was taken.";
  return `Read by rules as a trip of scope ${scope}. ${rests}${differ}`;
}
