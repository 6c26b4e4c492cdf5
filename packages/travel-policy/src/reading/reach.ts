import { timesIn } from "./advance-booking.ts";
import type { ReadRule } from "./clause.ts";
import { amountsIn } from "./money.ts";
import { placesIn } from "./places.ts";
import { namesBothScopes, type Scope, scopeIn } from "./scope.ts";
import type { Cell } from "./table-row.ts";

/** What a sentence leaves out, and what it says that it holds for too. */
const LEFT_OUT =
  /(?:\b(?:except(?:ing)?|(?:exception|exclusive) of|all but|excluding|excl|other than|apart from|aside from|save for|outside|but not|not (?:for|to|on|in)|unless)\b|\bnon-)[^,;()|]{0,40}/giu;
const HELD_TOO = /\b(?:including|even)\b[^,;()|]{0,40}/giu;

/**
 * A sentence without the scopes and places that it leaves out ("except to Asia"), and without those that it holds for
 * too where it names no others ("fares, including to Asia, …"): what it narrows its demands to.
 */
export function narrowingWords(text: string): string {
  const kept = withoutThose(text, LEFT_OUT);
  const rest = withoutThose(kept, HELD_TOO);
  return namesPart(rest) ? kept : rest;
}

/** Whether a sentence leaves a scope or a place out. */
export function leavesOut(text: string): boolean {
  return withoutThose(text, LEFT_OUT) !== text;
}

function withoutThose(text: string, pattern: RegExp): string {
  return text.replaceAll(pattern, (words) => (namesPart(words) ? " " : words));
}

/** Whether a text names a scope or a place. */
export function namesPart(text: string): boolean {
  return scopeIn(text) !== null || namesBothScopes(text) || placesIn(text).length > 0;
}

/** What between amounts takes none of them out of what stands before them all: "Fares to Asia: $900, in business class $3,000". */
const CABINS_ONLY =
  /^(?:[\s,.()/:]|\b(?:and|or|in|for|economy|coach|premium|business|first|class|cabins?|round[- ]trip|one[- ]way|each way)\b)*$/iu;

/** Whether nobody can tell which of a sentence's amounts and times its scope or place is for. */
export function isOfOneAmong(text: string): boolean {
  const amounts = amountsIn(text);
  const times = timesIn(text).length;
  const between = amounts.map(({ end }, at) => text.slice(end, amounts[at + 1]?.index)).join(" ");
  return amounts.length + times > 1 && (times > 0 || !CABINS_ONLY.test(between));
}

/** The same of a sentence with demands of several kinds, where the scope or place does not stand before them all. */
export function isOfOneDemand(text: string, read: readonly ReadRule[]): boolean {
  const [amount] = amountsIn(text);
  return new Set(read.map(({ rule }) => rule.kind)).size > 1 && !namesPart(text.slice(0, amount?.index));
}

/** The same of a row: its one scope stands beside one of its numbers and not beside another. */
export function isOfOneCell(cells: readonly Cell[]): boolean {
  const scopesOf = (ofNumbers: boolean) =>
    cells
      .filter(({ value }) => /\d/u.test(value) === ofNumbers)
      .map(({ header, value }) => scopeIn(`${header} ${value}`));
  const beside = new Set(scopesOf(true));
  return beside.size === 2 && beside.has(null) && scopesOf(false).every((scope) => scope === null);
}

/** Rules and, of those that hold for a part, what they would say of everything around it: that may only tighten. */
export function withWider(read: readonly ReadRule[], around: Scope | null): ReadRule[] {
  return read.flatMap((each) => {
    const { rule } = each;
    const isPart = rule.scope !== around || (rule.kind === "fare_cap" && rule.region !== null);
    const wide = { ...rule, scope: around, ...(rule.kind === "fare_cap" ? { region: null } : {}) };
    return isPart ? [each, { ...each, rule: wide as ReadRule["rule"], doubtful: true }] : [each];
  });
}
