import type { Cabin } from "@agentic-pm/contracts/travel";
import { type FoundRule, ofKind } from "./applicable-rules.ts";
import { STRICTEST_DEFAULTS } from "./data/strictest-defaults.ts";
import type { FlightHours } from "./flight-hours.ts";
import { lowerOf, rankOf } from "./reading/cabins.ts";
import type { Scope } from "./reading/scope.ts";

/** A value that binds, and whether a clause gave it or the strictest default stands in. */
export interface Binding<Value> {
  readonly value: Value;
  readonly byDefault: boolean;
}

/**
 * The cap for a cabin: in each document, of the caps for it or for any cabin the lowest, without one that of the nearest
 * lower cabin; of all documents the lowest. So a document that names a cabin which another is silent about cannot lift
 * what that other allows. Doubtful clauses can lower it only.
 */
export function bindingCap(rules: readonly FoundRule[], cabin: Cabin, scope: Scope): Binding<number> {
  const caps = ofKind(rules, "fare_cap");
  const trusted = Map.groupBy(
    caps.filter(({ doubtful, rule }) => !doubtful && (rule.cabin === null || rankOf(rule.cabin) <= rankOf(cabin))),
    ({ receipt }) => receipt.documentId,
  );
  const stated = [...trusted.values()].flatMap((ofDocument) => {
    const nearest = Math.max(...ofDocument.map(({ rule }) => rankFor(rule.cabin, cabin)));
    return ofDocument.filter(({ rule }) => rule.cabin === null || rankOf(rule.cabin) === nearest).map(amount);
  });
  const doubted = caps
    .filter(({ doubtful, rule }) => doubtful && (rule.cabin === null || rule.cabin === cabin))
    .map(amount);
  const byDefault = stated.length === 0;
  return { value: Math.min(...(byDefault ? [STRICTEST_DEFAULTS.fareCapUsd[scope]] : stated), ...doubted), byDefault };
}

/** A cap for any cabin is one for the cabin that is asked about. */
function rankFor(cabin: Cabin | null, asked: Cabin): number {
  return rankOf(cabin ?? asked);
}

/**
 * The highest cabin: every rule that may apply to a flight of so many hours counts, the lowest cabin wins. A rule that
 * only forbids ("first class may not be booked") allows nothing, so alone it leaves the default.
 */
export function bindingCabin(rules: readonly FoundRule[], hours: FlightHours): Binding<Cabin> {
  const applicable = ofKind(rules, "cabin").filter(({ rule }) => touches(rule, hours));
  const first = applicable.find(({ doubtful, onlyForbids }) => !doubtful && !onlyForbids);
  const stated = first === undefined ? STRICTEST_DEFAULTS.highestCabin : first.rule.highest;
  const value = applicable.reduce((lowest, { rule }) => lowerOf(lowest, rule.highest), stated);
  return { value, byDefault: first === undefined };
}

/** Days before departure by which flights have to be booked: the most that any clause wants. */
export function bindingAdvanceDays(rules: readonly FoundRule[]): Binding<number> {
  const all = ofKind(rules, "advance_booking");
  const byDefault = all.every(({ doubtful }) => doubtful);
  const stated = all.map(({ rule }) => rule.days);
  return { value: Math.max(byDefault ? STRICTEST_DEFAULTS.advanceDays : 0, ...stated), byDefault };
}

/** The airlines that every clause on them prefers; none where they have none in common. */
export function bindingAirlines(rules: readonly FoundRule[]): string[] {
  const [first, ...others] = ofKind(rules, "preferred_airlines").filter(({ doubtful }) => !doubtful);
  if (first === undefined) return [];
  return first.rule.airlines.filter((code) => others.every(({ rule }) => rule.airlines.includes(code)));
}

/** Whether a rule on flight time may apply to flights of so many hours. */
export function touches(
  rule: { readonly minimumHours: number | null; readonly maximumHours: number | null },
  { least, most }: FlightHours,
): boolean {
  return most >= (rule.minimumHours ?? 0) && least < (rule.maximumHours ?? Number.POSITIVE_INFINITY);
}

function amount({ rule }: { readonly rule: { readonly amountUsd: number } }): number {
  return rule.amountUsd;
}
