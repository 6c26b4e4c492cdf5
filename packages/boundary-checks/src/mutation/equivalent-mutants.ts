import type { Mutant } from "./mutant.ts";

/** A mutant that no test can notice, because nothing observable differs. */
export interface EquivalentMutant {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  readonly why: string;
  /** In how many places of the file, where it is more than one. */
  readonly places?: number;
}

/** Every survivor that is none, with the reason. */
export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [
  {
    file: "policy/policy-engine.ts",
    original: "0",
    replacement: "-1",
    why: "ranks are only compared: the lowest may be lower",
  },
  {
    file: "policy/policy-engine.ts",
    original: "3",
    replacement: "4",
    why: "ranks are only compared: the highest may be higher",
  },
  {
    file: "policy/policy-engine.ts",
    original: ">",
    replacement: ">=",
    why: "verdicts of one rank are one verdict, so either of them is the stricter",
  },
  {
    file: "graph/sender-authentication.ts",
    original: '" "',
    replacement: '"mutated"',
    why: "it only parts several verdicts, and several are no verdict",
  },
  {
    file: "domain/triage-answer.ts",
    original: "summary,",
    replacement: "",
    why: "undoing a disguise takes no mark of a link or of markup away, so what is found as written is found undone",
  },
  {
    file: "booking/src/domain/review.ts",
    original: '" "',
    replacement: '"mutated"',
    why: "it parts the words of a row, and small letters part them as well",
    places: 2,
  },
  {
    file: "booking/src/domain/review.ts",
    original: "<",
    replacement: "<=",
    why: "a flight's two ends are two airports, so they stand at two places",
  },
  {
    file: "booking/src/domain/confirmation.ts",
    original: "1",
    replacement: "2",
    why: "how many seats are left was asked before: here any seat will do",
  },
  {
    file: "domain/stored-booking.ts",
    original: "text === null",
    replacement: "false",
    why: "JSON.parse of null is null",
  },
  {
    file: "travel-policy/src/binding.ts",
    original: "find",
    replacement: "findLast",
    why: "the lowest of all wins, whichever one begins",
  },
  {
    file: "travel-policy/src/binding.ts",
    original: "0",
    replacement: "-1",
    why: "no flight and no notice takes less than no time",
    places: 2,
  },
  {
    file: "travel-policy/src/contradictions.ts",
    original: '"any"',
    replacement: '"mutated"',
    why: "topics are only compared with each other",
    places: 2,
  },
  {
    file: "travel-policy/src/contradictions.ts",
    original: '"days"',
    replacement: '"mutated"',
    why: "all rules of this kind have one topic, whatever it is called",
  },
  {
    file: "travel-policy/src/contradictions.ts",
    original: '"airlines"',
    replacement: '"mutated"',
    why: "all rules of this kind have one topic, whatever it is called",
  },
  {
    file: "travel-policy/src/contradictions.ts",
    original: '","',
    replacement: '"mutated"',
    why: "lists of airlines are only compared with each other",
  },
  {
    file: "travel-policy/src/contradictions.ts",
    original: "0",
    replacement: "-1",
    why: "no range of flight time begins before nought",
    places: 2,
  },
  {
    file: "travel-policy/src/contradictions.ts",
    original: "48",
    replacement: "49",
    why: "the other range's end is there still",
    places: 2,
  },
  {
    file: "travel-policy/src/validate.ts",
    original: "0",
    replacement: "1",
    why: "no flight takes less than a minute",
  },
  {
    file: "travel-policy/src/validate.ts",
    original: "0",
    replacement: "-1",
    why: "no flight takes less than no time",
  },
  {
    file: "travel-policy/src/derive.ts",
    original: "86_400_000",
    replacement: "86400001",
    why: "days are rounded to whole ones",
  },
  {
    file: "travel-policy/src/derive.ts",
    original: "86_400_000",
    replacement: "86399999",
    why: "days are rounded to whole ones",
  },
  {
    file: "travel-policy/src/derive.ts",
    original: "0",
    replacement: "-1",
    why: "no amount is below a dollar, so what has none stands first",
    places: 2,
  },
  {
    file: "travel-policy/src/derive.ts",
    original: "0",
    replacement: "1",
    why: "no amount is below a dollar, so what has none stands first",
  },
  {
    file: "reading/advance-booking.ts",
    original: '""',
    replacement: '"mutated"',
    why: "these groups are in every match",
    places: 2,
  },
  {
    file: "reading/currency.ts",
    original: '"#"',
    replacement: '"mutated"',
    why: "it stands for a currency or an amount, and is neither",
    places: 2,
  },
  {
    file: "reading/fare-caps.ts",
    original: "1",
    replacement: "2",
    why: "a region with the country at home in it has three countries or more",
  },
  {
    file: "reading/fare-caps.ts",
    original: "<",
    replacement: "<=",
    why: "a cabin and an amount begin at two places",
    places: 2,
  },
  {
    file: "reading/fare-caps.ts",
    original: "0",
    replacement: "1",
    why: "there is a first amount wherever this is asked",
  },
  {
    file: "reading/fare-caps.ts",
    original: "0",
    replacement: "-1",
    why: "there is a first amount wherever this is asked, and nothing stands before the text",
    places: 2,
  },
  {
    file: "reading/for-everybody.ts",
    original: '""',
    replacement: '"mutated"',
    why: "neither names people",
  },
  {
    file: "reading/money.ts",
    original: '""',
    replacement: '"mutated"',
    why: "one of the two groups is in every match",
  },
  {
    file: "reading/money.ts",
    original: "<",
    replacement: "<=",
    why: "nothing lies between a part and itself",
  },
  {
    file: "reading/money.ts",
    original: "!/\\d/u.test(text.slice(index, end))",
    replacement: "/\\d/u.test(text.slice(index, end))",
    why: "it is only asked whether two amounts differ in it",
  },
];

/** True if the mutant is on the list. */
export function isEquivalent(mutant: Mutant, list = EQUIVALENT_MUTANTS): boolean {
  return list.some(
    ({ file, original, replacement }) =>
      mutant.file.endsWith(file) && mutant.original === original && mutant.replacement === replacement,
  );
}
