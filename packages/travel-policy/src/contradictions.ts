import { type FoundRule, type FoundRules, ofKind } from "./applicable-rules.ts";
import type { Contradiction } from "./plan-values.ts";
import { rankOf } from "./reading/cabins.ts";
import type { RuleKind } from "./reading/clause.ts";

const MOST_CONTRADICTIONS = 10;
const MOST_CHUNKS = 10;
/** Ranges of flight time that share less than this many hours only meet at their ends. */
const LEAST_OVERLAP_HOURS = 0.5;

/** Clauses that speak of the same thing and do not say the same, and clauses that try to lift what another demands. */
export function contradictionsIn({ rules, loosening }: FoundRules): Contradiction[] {
  return [
    ...differing("fare_cap", ofKind(rules, "fare_cap"), {
      topic: ({ rule }) => `${rule.cabin ?? "any"}/${(rule.region ?? "any").toLowerCase()}`,
      value: ({ rule }) => rule.amountUsd,
    }),
    ...cabins(rules),
    ...differing("advance_booking", ofKind(rules, "advance_booking"), {
      topic: () => "days",
      value: ({ rule }) => rule.days,
    }),
    ...differing("preferred_airlines", ofKind(rules, "preferred_airlines"), {
      topic: () => "airlines",
      value: ({ rule }) => rule.airlines.join(","),
    }),
    ...lifted(rules, loosening),
  ].slice(0, MOST_CONTRADICTIONS);
}

interface Comparison<Found> {
  /** What a rule is about: only rules about the same thing can contradict. */
  readonly topic: (found: Found) => string;
  readonly value: (found: Found) => string | number;
}

function differing<Found extends FoundRule>(
  kind: RuleKind,
  found: readonly Found[],
  { topic, value }: Comparison<Found>,
): Contradiction[] {
  const topics = Map.groupBy(found, topic);
  return [...topics.values()].flatMap((same) =>
    new Set(same.map(value)).size > 1
      ? contradiction(
          kind,
          same.map(({ receipt }) => receipt.chunkId),
        )
      : [],
  );
}

/** A clause that allows a cabin, and another that holds flights of the same length to a lower one. */
function cabins(rules: readonly FoundRule[]): Contradiction[] {
  const all = ofKind(rules, "cabin");
  const chunkIds = all.flatMap((upper) =>
    all.flatMap((lower) => {
      const higher = !upper.onlyForbids && rankOf(upper.rule.highest) > rankOf(lower.rule.highest);
      return higher && overlap(upper.rule, lower.rule) ? [lower.receipt.chunkId, upper.receipt.chunkId] : [];
    }),
  );
  return contradiction("cabin", chunkIds);
}

function overlap(left: CabinHours, right: CabinHours): boolean {
  const from = Math.max(left.minimumHours ?? 0, right.minimumHours ?? 0);
  const to = Math.min(left.maximumHours ?? 48, right.maximumHours ?? 48);
  return to - from >= LEAST_OVERLAP_HOURS;
}

interface CabinHours {
  readonly minimumHours: number | null;
  readonly maximumHours: number | null;
}

function lifted(rules: readonly FoundRule[], loosening: FoundRules["loosening"]): Contradiction[] {
  return [...Map.groupBy(loosening, ({ kind }) => kind)].flatMap(([kind, clauses]) => {
    const binding = ofKind(rules, kind).find(({ doubtful }) => !doubtful);
    if (binding === undefined) return [];
    return contradiction(kind, [binding.receipt.chunkId, ...clauses.map(({ chunkId }) => chunkId)]);
  });
}

function contradiction(kind: RuleKind, chunkIds: readonly string[]): Contradiction[] {
  const distinct = [...new Set(chunkIds)].slice(0, MOST_CHUNKS);
  return distinct.length < 2 ? [] : [{ kind, chunkIds: distinct }];
}
