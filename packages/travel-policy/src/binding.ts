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
 * The cap for a cabin: of the caps for it or for any cabin, the lowest; without one, that of the nearest lower cabin.
 * Doubtful clauses can lower it only.
 */
export function bindingCap(rules: readonly FoundRule[], cabin: Cabin, scope: Scope): Binding<number> {
  const caps = ofKind(rules, "fare_cap");
  const trusted = caps.filter(({ doubtful }) => !doubtful);
  const rank = rankOf(cabin);
  const forCabin = (wanted: number) =>
    trusted.filter(({ rule }) => rule.cabin === null || rankOf(rule.cabin) === wanted);
  const nearest = [...Array(rank + 1).keys()].reverse().find((wanted) => forCabin(wanted).length > 0);
  const stated = nearest === undefined ? [STRICTEST_DEFAULTS.fareCapUsd[scope]] : forCabin(nearest).map(amount);
  const doubted = caps
    .filter(({ doubtful, rule }) => doubtful && (rule.cabin === null || rule.cabin === cabin))
    .map(amount);
  return { value: Math.min(...stated, ...doubted), byDefault: nearest === undefined };
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
