import type { ApprovalReason, Constraint, PolicyChunk } from "@agentic-pm/contracts/travel";
import { applicableRules, type FoundRule, type Journey, ofKind } from "./applicable-rules.ts";
import { bindingAdvanceDays, bindingAirlines, bindingCabin, bindingCap } from "./binding.ts";
import { contradictionsIn } from "./contradictions.ts";
import { defaultRule } from "./data/strictest-defaults.ts";
import { flightHoursBetween } from "./flight-hours.ts";
import type { PlanConstraints, TripFacts } from "./plan-values.ts";
import { lowerOf, rankOf } from "./reading/cabins.ts";

const MOST_CONSTRAINTS = 40;
const DAY_MS = 86_400_000;

/**
 * What the clauses demand of a trip, by code: the strictest wins, contradictions are listed, and where nothing is found
 * the strictest default stands in. `chunks` are all clauses of all active documents; `today` is the traveller's local
 * date as YYYY-MM-DD. Never throws.
 *
 * `fareCapUsd` is the cap of the cabin that was asked for (economy where none was), at most the highest one allowed;
 * half of it for one way.
 */
export function derivePlanConstraints(trip: TripFacts, chunks: readonly PolicyChunk[], today: string): PlanConstraints {
  const journey = journeyOf(trip);
  const { scope } = journey;
  const found = applicableRules(chunks, journey);
  const cabin = bindingCabin(found.rules, flightHoursBetween(trip.origin, trip.destination));
  const cap = bindingCap(found.rules, lowerOf(trip.cabin ?? "economy", cabin.value), scope);
  const advance = bindingAdvanceDays(found.rules);
  const defaults = [
    ...(cap.byDefault ? [defaultRule("fare_cap", scope)] : []),
    ...(cabin.byDefault ? [defaultRule("cabin", scope)] : []),
    ...(advance.byDefault ? [defaultRule("advance_booking", scope)] : []),
  ].map((rule): Constraint => ({ rule, receipt: null }));
  const tooLate = daysBetween(today, trip.outbound) < advance.value;
  return {
    fareCapUsd: Math.max(1, trip.return === null ? Math.floor(cap.value / 2) : cap.value),
    highestCabin: cabin.value,
    preferredAirlines: bindingAirlines(found.rules),
    approval: approvalReasons(found.rules, { tooLate, unstated: cap.byDefault }),
    constraints: [...defaults, ...stated(found.rules)].slice(0, MOST_CONSTRAINTS),
    contradictions: contradictionsIn(found),
    strictestDefaults: defaults.length > 0,
    scope,
  };
}

/** A trip is domestic when both ends are in the United States; its territories have codes of their own. */
function journeyOf({ origin, destination }: TripFacts): Journey {
  const countries = [...new Set([origin.country, destination.country])].filter((country) => country !== "US");
  return { scope: countries.length === 0 ? "domestic" : "international", countries };
}

function approvalReasons(
  rules: readonly FoundRule[],
  { tooLate, unstated }: { readonly tooLate: boolean; readonly unstated: boolean },
): ApprovalReason[] {
  const always = ofKind(rules, "approval").some(({ rule }) => rule.always);
  return [
    ...(tooLate ? (["TOO_LATE_TO_BOOK"] as const) : []),
    ...(always ? (["POLICY_ASKS_FOR_APPROVAL"] as const) : []),
    ...(unstated ? (["NO_POLICY_FOUND"] as const) : []),
  ];
}

/**
 * The clauses' demands in the order in which they may be cut off: the strictest of each kind stands before the others,
 * so that what is left out can never be what binds. Doubtful clauses count as demands only where they are stricter.
 */
function stated(rules: readonly FoundRule[]): Constraint[] {
  const caps = ofKind(rules, "fare_cap").toSorted((left, right) => left.rule.amountUsd - right.rule.amountUsd);
  const cabins = ofKind(rules, "cabin").toSorted(
    (left, right) => rankOf(left.rule.highest) - rankOf(right.rule.highest),
  );
  const advance = ofKind(rules, "advance_booking").toSorted((left, right) => right.rule.days - left.rule.days);
  const approvals = ofKind(rules, "approval").toSorted(
    (left, right) => (left.rule.aboveUsd ?? 0) - (right.rule.aboveUsd ?? 0),
  );
  const kinds = [caps, cabins, approvals, advance, ofKind(rules, "preferred_airlines")].map((ofOne) =>
    ofOne.filter(({ doubtful }, at) => !doubtful || isStricterThanAll(ofOne, at)),
  );
  return kinds.flatMap((ofOne) => ofOne.slice(0, 10)).map(({ rule, receipt }) => ({ rule, receipt }));
}

/** In a list that is sorted by strictness: whether only doubtful rules stand before this one. */
function isStricterThanAll(sorted: readonly FoundRule[], at: number): boolean {
  return sorted[at]?.rule.kind !== "preferred_airlines" && sorted.slice(0, at).every(({ doubtful }) => doubtful);
}

/** Whole days from one date to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
