import type { ConstraintRule } from "@agentic-pm/contracts/travel";
import { advanceBookingIn, advanceBookingInRow } from "./reading/advance-booking.ts";
import { approvalsIn, approvalsInRow } from "./reading/approvals.ts";
import { cabinRulesIn, cabinRulesInRow } from "./reading/cabin-rules.ts";
import type { Clause, ReadRule, RuleKind, Statement } from "./reading/clause.ts";
import { namesUsDollars, statesOtherCurrency } from "./reading/currency.ts";
import { fareCapsIn, fareCapsInRow } from "./reading/fare-caps.ts";
import { beginsWithSome, isIntroducedForSome, isOfSomePeople } from "./reading/for-everybody.ts";
import { isDoubtful, loosenedKinds } from "./reading/loosening.ts";
import { preferredAirlinesIn, preferredAirlinesInRow } from "./reading/preferred-airlines.ts";
import { isOfOneAmong, isOfOneCell, isOfOneDemand, leavesOut, narrowingWords, withWider } from "./reading/reach.ts";
import { scopeAround, scopeIn, scopeOfDocument } from "./reading/scope.ts";
import { canDemand, sentencesOf } from "./reading/sentences.ts";
import { type Cell, cellsOf } from "./reading/table-row.ts";

/** What code reads out of one clause. */
export interface ClauseReading {
  readonly rules: readonly ReadRule[];
  /** Kinds of rule that the clause tries to lift. Without effect; shown beside the clause that binds. */
  readonly loosens: readonly RuleKind[];
  /** The clause says that its document's amounts are in another currency than US dollars. */
  readonly otherCurrency: boolean;
  /** The clause says that its section is for some people. */
  readonly sectionOfSome: boolean;
}

/**
 * The demands in a clause's words. A number that is no demand is left alone; what reads like an instruction, an
 * exception or a change is marked doubtful, so that it can only make a trip stricter. Never throws.
 */
export function readClause(clause: Clause): ClauseReading {
  const cells = cellsOf(clause.text);
  if (cells !== null)
    return {
      rules: inRow(cells, statementOf(clause, clause.text)),
      loosens: loosenedKinds(clause.text),
      otherCurrency: [clause.section, currencyRow(cells), ...cells.map(({ value }) => value)].some(statesOtherCurrency),
      sectionOfSome: false,
    };
  const sentences = sentencesOf(clause.text);
  // One sentence that gives orders to the reader makes the whole clause doubtful: the next one may finish it.
  const doubtful = sentences.some(isDoubtful) || (clause.text.includes(";") && sentences.some(beginsWithSome));
  const rules = sentences.filter(canDemand).flatMap((text) => {
    const statement = statementOf(clause, text);
    const isDoubted = doubtful || statement.doubtful || leavesOut(text);
    return inSentence({ ...statement, doubtful: isDoubted });
  });
  return {
    rules,
    loosens: [...new Set(sentences.flatMap(loosenedKinds))],
    otherCurrency: [clause.section, ...sentences].some(statesOtherCurrency),
    sectionOfSome: sentences.some(isIntroducedForSome),
  };
}

/** "Item: Currency | Value: Canadian dollars" */
function currencyRow([first, ...others]: readonly Cell[]): string {
  return first !== undefined && /^currency\b/iu.test(first.value)
    ? [first, ...others].map(({ value }) => value).join(" ")
    : "";
}

/** The rules of a clause as the contract has them, doubtful ones left out. */
export function extractRules(clause: Clause): ConstraintRule[] {
  return readClause(clause).rules.flatMap(({ rule, doubtful }) => (doubtful ? [] : [rule]));
}

function statementOf(clause: Clause, text: string): Statement {
  const ofDocument = scopeOfDocument(clause.document);
  const narrowing = narrowingWords(text);
  const stated = scopeIn(narrowing) ?? scopeIn(clause.section);
  // A domestic policy that speaks about international trips speaks out of turn.
  const outOfTurn = ofDocument !== null && stated !== null && stated !== ofDocument;
  return {
    text,
    narrowing,
    section: clause.section,
    scope: stated ?? ofDocument,
    around: scopeAround(clause),
    doubtful: outOfTurn || scopeIn(narrowing) !== scopeIn(text) || isDoubtful(text) || isOfSomePeople(clause.section),
  };
}

function inSentence(statement: Statement): ReadRule[] {
  const read = [
    ...fareCapsIn(statement),
    ...cabinRulesIn(statement),
    ...preferredAirlinesIn(statement),
    ...advanceBookingIn(statement),
    ...approvalsIn(statement),
  ].map((each) => withCurrency(each, statement));
  return isOfOneAmong(statement.text) || isOfOneDemand(statement.text, read) ? withWider(read, statement.around) : read;
}

function inRow(cells: readonly Cell[], statement: Statement): ReadRule[] {
  const read = [
    ...fareCapsInRow(cells, statement),
    ...cabinRulesInRow(cells, statement),
    ...preferredAirlinesInRow(cells, statement),
    ...advanceBookingInRow(cells, statement),
    ...approvalsInRow(cells, statement),
  ].map((each) => withCurrency(each, statement));
  return isOfOneCell(cells) ? withWider(read, statement.around) : read;
}

function withCurrency(read: ReadRule, { text, section }: Statement): ReadRule {
  const { rule } = read;
  const isMoney = rule.kind === "fare_cap" || (rule.kind === "approval" && rule.aboveUsd !== null);
  return isMoney && !namesUsDollars(`${section} ${text}`) ? { ...read, inPlainDollars: true } : read;
}
