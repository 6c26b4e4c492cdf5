import type { ConstraintRule, PolicyChunk } from "@agentic-pm/contracts/travel";
import type { Scope } from "./scope.ts";

/** What of a chunk is read. */
export type Clause = Pick<PolicyChunk, "document" | "section" | "text">;

export type RuleKind = ConstraintRule["kind"];

/** A rule and how far it may be believed. */
export interface ReadRule {
  readonly rule: ConstraintRule;
  /** Its clause reads like an instruction, an exception or a change: the rule may make a trip stricter, never freer. */
  readonly doubtful: boolean;
  /** "First class may not be booked" allows nothing below it either. */
  readonly onlyForbids?: boolean;
  /** Its amount is in "dollars" that nothing beside it calls US dollars. */
  readonly inPlainDollars?: boolean;
}

/** A sentence or row with what stands around it. */
export interface Statement {
  readonly text: string;
  /** Its words without the scopes and places that it leaves out. */
  readonly narrowing: string;
  readonly section: string;
  readonly scope: Scope | null;
  /** The scope that it stands under, whatever it says itself. */
  readonly around: Scope | null;
  readonly doubtful: boolean;
}
