import type { Trip } from "@agentic-pm/contracts/travel";
import { regionNameOf, scopeAround } from "@agentic-pm/travel-policy";

/** Under the lower band of a retrieval. */
const UNSURE = 0.65;

/**
 * What is asked of the policies for a trip: a sentence for each kind of demand, worded as policies word it. Made of the
 * trip's typed values only; no word of the employee's is in it.
 */
export function policyQueries({ origin, destination }: Pick<Trip, "origin" | "destination">): string[] {
  if (isDomestic({ origin, destination })) return DOMESTIC;
  const abroad = destination.country === "US" ? origin.country : destination.country;
  return [`Region: ${regionNameOf(abroad)}, fare limit in economy`, ...INTERNATIONAL];
}

function isDomestic({ origin, destination }: Pick<Trip, "origin" | "destination">): boolean {
  return origin.country === "US" && destination.country === "US";
}

const DOMESTIC = [
  "The price of a domestic round trip in economy class may not exceed a limit.",
  "The highest cabin that may be booked on domestic flights.",
  "Preferred airlines for domestic flights.",
  "Domestic flights must be booked at least some days before departure.",
  "A domestic trip whose airfare is more than the limit requires approval by the manager.",
];
const INTERNATIONAL = [
  "Flight time in hours and highest cabin: economy, premium economy, business.",
  "Preferred airlines for international flights.",
  "International flights must be booked days before departure.",
  "Airfare of the trip: more than an amount requires approval.",
];

/** A clause and how near it is. */
export interface Hit {
  readonly chunkId: string;
  readonly textSha256: string;
  readonly score: number;
}

/** A clause that was found, and what it stands under. */
export interface FoundClause extends Hit {
  readonly document: string;
  readonly section: string;
}

/**
 * What was found without the clauses that stand under a heading, or in a document, on trips of the other kind: the
 * nearest words about when to book abroad are no proof of when to book at home.
 */
export function ofTheTripsKind(
  perQuery: readonly (readonly FoundClause[])[],
  trip: Pick<Trip, "origin" | "destination">,
): Hit[][] {
  const other = isDomestic(trip) ? "international" : "domestic";
  return perQuery.map((found) =>
    found
      .filter((clause) => scopeAround(clause) !== other)
      .map(({ chunkId, textSha256, score }) => ({ chunkId, textSha256, score })),
  );
}

/**
 * The clauses to cite, nearest first: the best of each query, so that no kind of demand crowds out the others, then the
 * best of the rest. Those under the lower band are left out.
 */
export function chosenHits(perQuery: readonly (readonly Hit[])[], most: number): Hit[] {
  const near = perQuery.map((hits) => hits.filter(({ score }) => score >= UNSURE));
  const firsts = near.flatMap((hits) => hits.slice(0, 1)).toSorted(nearestFirst);
  const rest = near.flatMap((hits) => hits.slice(1)).toSorted(nearestFirst);
  const chosen = new Map<string, Hit>();
  for (const hit of [...firsts, ...rest]) {
    const known = chosen.get(hit.chunkId);
    if (known === undefined ? chosen.size < most : hit.score > known.score) chosen.set(hit.chunkId, hit);
  }
  return [...chosen.values()].toSorted(nearestFirst);
}

function nearestFirst(left: Hit, right: Hit): number {
  return right.score - left.score;
}
