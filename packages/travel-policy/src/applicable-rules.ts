import type { ClauseReceipt, ConstraintRule, PolicyChunk } from "@agentic-pm/contracts/travel";
import { type ClauseReading, readClause } from "./extract.ts";
import type { RuleKind } from "./reading/clause.ts";
import { coverOf } from "./reading/places.ts";
import type { Scope } from "./reading/scope.ts";

/** A rule that binds a trip, and where it stands. */
export interface FoundRule<Rule extends ConstraintRule = ConstraintRule> {
  readonly rule: Rule;
  readonly receipt: ClauseReceipt;
  /** May make the trip stricter, never freer. */
  readonly doubtful: boolean;
  readonly onlyForbids: boolean;
}

/** Everything that active clauses say about a trip. */
export interface FoundRules {
  readonly rules: readonly FoundRule[];
  /** Clauses that try to lift a kind of rule. */
  readonly loosening: readonly { readonly kind: RuleKind; readonly chunkId: string }[];
}

export interface Journey {
  readonly scope: Scope;
  /** The countries outside the US that it touches. */
  readonly countries: readonly string[];
}

/** A version's clauses never change, so whoever keeps them between trips has them read once. */
const readings = new WeakMap<PolicyChunk, ClauseReading>();

function readingOf(chunk: PolicyChunk): ClauseReading {
  const known = readings.get(chunk) ?? readClause(chunk);
  readings.set(chunk, known);
  return known;
}

/** Reads every clause and keeps what binds this journey. */
export function applicableRules(chunks: readonly PolicyChunk[], journey: Journey): FoundRules {
  const read = chunks.map((chunk) => ({ chunk, reading: readingOf(chunk) }));
  // Which dollars a table means may stand anywhere in its document, and whom it is for anywhere in its section.
  const inOtherCurrency = new Set(
    read.flatMap(({ chunk, reading }) => (reading.otherCurrency ? [chunk.documentId] : [])),
  );
  const ofSome = new Set(read.flatMap(({ chunk, reading }) => (reading.sectionOfSome ? [sectionOf(chunk)] : [])));
  const found = read.flatMap(({ chunk, reading }) =>
    reading.rules.map(({ rule, doubtful, onlyForbids = false, inPlainDollars = false }) => ({
      rule,
      doubtful: doubtful || ofSome.has(sectionOf(chunk)) || (inPlainDollars && inOtherCurrency.has(chunk.documentId)),
      onlyForbids,
      receipt: receiptOf(chunk),
    })),
  );
  const inScope = found.filter(({ rule }) => rule.scope === null || rule.scope === journey.scope);
  const rules = inScope.filter((candidate) => bindsPlace(candidate, inScope, journey));
  const loosening = read.flatMap(({ chunk, reading }) =>
    reading.loosens.map((kind) => ({ kind, chunkId: chunk.chunkId })),
  );
  return { rules, loosening };
}

function sectionOf({ documentId, section }: PolicyChunk): string {
  return `${documentId} ${section}`;
}

export function receiptOf(chunk: PolicyChunk): ClauseReceipt {
  const { documentId, document, version, chunkId, section, page, box } = chunk;
  return { documentId, document, version, chunkId, section, page, box };
}

function bindsPlace({ rule, receipt }: FoundRule, all: readonly FoundRule[], journey: Journey): boolean {
  if (rule.kind === "approval") {
    return rule.countries.length === 0 || rule.countries.some((country) => journey.countries.includes(country));
  }
  if (rule.kind !== "fare_cap" || rule.region === null) return true;
  const cover = coverOf(rule.region);
  if (cover.kind === "unknown") return true;
  if (cover.kind === "countries") return journey.countries.some((country) => cover.countries.has(country));
  // "All other destinations": where the same document names the country itself, that row counts.
  const sameDocument = all.filter((other) => other.receipt.documentId === receipt.documentId && !other.doubtful);
  return !journey.countries.every((country) => sameDocument.some((other) => namesCountry(other, country)));
}

function namesCountry({ rule }: FoundRule, country: string): boolean {
  if (rule.kind !== "fare_cap" || rule.region === null) return false;
  const cover = coverOf(rule.region);
  return cover.kind === "countries" && cover.countries.has(country);
}

/** The rules of one kind. */
export function ofKind<Kind extends RuleKind>(
  rules: readonly FoundRule[],
  kind: Kind,
): FoundRule<Extract<ConstraintRule, { kind: Kind }>>[] {
  return rules.filter((found): found is FoundRule<Extract<ConstraintRule, { kind: Kind }>> => found.rule.kind === kind);
}
