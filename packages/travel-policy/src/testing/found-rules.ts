import type { ConstraintRule } from "@agentic-pm/contracts/travel";
import type { FoundRule } from "../applicable-rules.ts";
import type { RuleKind } from "../reading/clause.ts";

type RuleOf<Kind extends RuleKind> = Extract<ConstraintRule, { kind: Kind }>;
type Found = Partial<Pick<FoundRule, "doubtful" | "onlyForbids">> & { readonly at?: number };

/** A rule as reading finds it; `at` numbers its clause. */
export function found<Kind extends RuleKind>(
  rule: RuleOf<Kind>,
  { doubtful = false, onlyForbids = false, at = 1 }: Found = {},
): FoundRule<RuleOf<Kind>> {
  const receipt = {
    documentId: `doc_${"d".repeat(32)}`,
    document: "us-domestic-travel",
    version: 1,
    chunkId: chunkIdOf(at),
    section: "3. Fares",
    page: 1,
    box: { left: 0.1, top: 0.1, width: 0.8, height: 0.1 },
  };
  return { rule, doubtful, onlyForbids, receipt } as FoundRule<RuleOf<Kind>>;
}

export const chunkIdOf = (at: number): string => `chk_${String(at).padStart(32, "0")}`;

type Cap = RuleOf<"fare_cap">;
export const cap = (amountUsd: number, cabin: Cap["cabin"] = null, region: string | null = null): Cap => ({
  kind: "fare_cap",
  amountUsd,
  cabin,
  region,
  scope: null,
});
type CabinRule = RuleOf<"cabin">;
export const cabin = (
  highest: CabinRule["highest"],
  minimumHours: number | null = null,
  maximumHours: number | null = null,
): CabinRule => ({ kind: "cabin", highest, minimumHours, maximumHours, scope: null });
export const days = (count: number): RuleOf<"advance_booking"> => ({
  kind: "advance_booking",
  days: count,
  scope: null,
});
export const airlines = (...codes: string[]): RuleOf<"preferred_airlines"> => ({
  kind: "preferred_airlines",
  airlines: codes,
  scope: null,
});
