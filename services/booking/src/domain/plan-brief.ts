import { datamark } from "@agentic-pm/contracts";
import type { PlanBrief, PolicyChunk, Trip } from "@agentic-pm/contracts/travel";

const MOST_CLAUSES = 5;
const LONGEST_SECTION = 1000;
const LONGEST_TEXT = 12_000;

/** What the model is told of a trip and of the clauses, best first: none of the employee's words. */
export function planBrief(facts: {
  readonly trip: Trip;
  readonly scope: PlanBrief["trip"]["scope"];
  readonly band: PlanBrief["retrieval"];
  readonly clauses: readonly PolicyChunk[];
  readonly missing: PlanBrief["missing"];
  readonly marker: string;
}): PlanBrief {
  const { trip, scope, band, clauses, missing, marker } = facts;
  const { origin, destination, outbound, cabin } = trip;
  return {
    task: "plan",
    today: trip.requestedOn,
    trip: { origin, destination, outbound, return: trip.return, cabin, scope },
    retrieval: band,
    clauses: clauses.slice(0, MOST_CLAUSES).map(({ section, text }, index) => ({
      ref: `C${index + 1}`,
      section: bounded(datamark(section, marker), marker, LONGEST_SECTION),
      text: bounded(datamark(text, marker), marker, LONGEST_TEXT),
    })),
    missing,
    marker,
  };
}

/** Markers make a text longer; what no longer fits is cut before a marker, so that none is left half. */
function bounded(text: string, marker: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = text.lastIndexOf(marker, longest - marker.length);
  return text.slice(0, end > 0 ? end : longest).toWellFormed();
}
