import { Cabin } from "@agentic-pm/contracts/travel";

const RANKS: readonly Cabin[] = Cabin.options;

/** 0 for economy, 3 for first. */
export function rankOf(cabin: Cabin): number {
  return RANKS.indexOf(cabin);
}

/** The lower of two cabins. */
export function lowerOf(left: Cabin, right: Cabin): Cabin {
  return rankOf(left) <= rankOf(right) ? left : right;
}

/** The next cabin down; economy stays economy. */
export function below(cabin: Cabin): Cabin {
  return RANKS[Math.max(0, rankOf(cabin) - 1)] ?? "economy";
}

/** A cabin that a text names, and where. */
export interface CabinMention {
  readonly cabin: Cabin;
  readonly index: number;
}

// "Business" and "first" alone are words of every policy: they count with a cabin's noun behind them only.
const NAMES =
  /\b(?:(premium(?:[ -]economy)?)|(economy|coach|main cabin)|(business)(?=[ -](?:class|cabin|fares?|tickets?|seats?|limit|cap|maximum)\b)|(first)(?=[ -](?:class|cabin|fares?)\b))/giu;

/** The cabins that a sentence names, in order. */
export function cabinsIn(text: string): CabinMention[] {
  return [...text.matchAll(NAMES)].map((match) => ({
    cabin: match[1] ? "premium_economy" : match[2] ? "economy" : match[3] ? "business" : "first",
    index: match.index,
  }));
}

/** The cabins that a cell or a header of a table is about, where a bare "Business" is enough. */
export function cabinsOfCell(text: string): Cabin[] {
  const rest = text.replaceAll(/premium(?:[ -]economy)?/giu, " ");
  const named: readonly (readonly [Cabin, boolean])[] = [
    ["premium_economy", rest !== text],
    ["economy", /\b(?:economy|coach)\b/iu.test(rest)],
    ["business", /\bbusiness\b/iu.test(rest)],
    ["first", /\bfirst\b/iu.test(rest)],
  ];
  return named.flatMap(([cabin, isNamed]) => (isNamed ? [cabin] : []));
}

/** The first of them; premium economy before all others. */
export function cabinOfCell(text: string): Cabin | null {
  return cabinsOfCell(text)[0] ?? null;
}
