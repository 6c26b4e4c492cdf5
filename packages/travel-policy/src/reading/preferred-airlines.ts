import { AIRLINES } from "../data/airlines.ts";
import type { ReadRule, Statement } from "./clause.ts";
import type { Cell } from "./table-row.ts";

const PREFERS = /\bpreferred (?:airlines?|carriers?|partners?)\b|\b(?:airlines?|carriers?) (?:are|is) preferred\b/iu;
/** A sentence that also says which ones are not meant is not taken apart: none of its airlines counts. */
const NOT_PREFERRED = /\b(?:not|no|non|never|except|excluding|other than|unless|without|over)\b/iu;
/** Countries and people whose names begin as an airline's does. */
const NO_AIRLINE = /\b(?:american (?:citizens?|nationals?|soil|territory)|united (?:kingdom|states|nations))\b/giu;
const CODE = /\(([A-Z][A-Z0-9]|[A-Z0-9][A-Z])\)/gu;

/** The airlines that a sentence names as preferred. */
export function preferredAirlinesIn(statement: Statement): ReadRule[] {
  const { text } = statement;
  return PREFERS.test(text) && !NOT_PREFERRED.test(text) ? rules(statement, text) : [];
}

/** The airlines of a table's row, under a header that says preferred. */
export function preferredAirlinesInRow(cells: readonly Cell[], statement: Statement): ReadRule[] {
  const preferred = cells.filter(({ header }) => PREFERS.test(header));
  return preferred.length === 0 ? [] : rules(statement, preferred.map(({ value }) => value).join(" "));
}

function rules({ scope, doubtful }: Statement, text: string): ReadRule[] {
  const coded = [...text.matchAll(CODE)].map((match) => match[1] ?? "");
  const lower = text.replaceAll(NO_AIRLINE, " ").toLowerCase();
  const named = AIRLINES.filter(([name]) => new RegExp(`\\b${name}\\b`, "u").test(lower)).map(([, code]) => code);
  const airlines = [...new Set(coded.length > 0 ? [...coded, ...named] : named)].slice(0, 20).sort();
  return airlines.length === 0 ? [] : [{ rule: { kind: "preferred_airlines", airlines, scope }, doubtful }];
}
