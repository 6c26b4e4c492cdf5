import { beginsAlone, valueOfWords, WORDED_UNDER_HUNDRED } from "./worded-numbers.ts";

/** Flights of at least `minimum` and under `maximum` hours. */
export interface HoursRange {
  readonly minimum: number | null;
  readonly maximum: number | null;
}

const N = String.raw`(\d{1,2}(?:\.\d)?|${WORDED_UNDER_HUNDRED})`;
const UNIT = String.raw`[ -]?(?:hours?|hrs?|h)\b`;
/** No flight takes longer, so such hours are of something else. */
const LONGEST_FLIGHT = 24;
/** A minute or less: "more than 8 hours" leaves out a flight of 8 hours to the minute. */
const JUST = 0.01;

type Reader = (first: number, second: number) => HoursRange;
const FORMS: readonly (readonly [RegExp, Reader])[] = [
  [
    range(
      String.raw`(?:over|more than|longer than|exceeding|above|at least|from) ${N}(?:${UNIT})?,? (?:but|and|to) (?:under|less than|below|shorter than|fewer than) ${N}${UNIT}`,
    ),
    (first, second) => ({ minimum: first + JUST, maximum: second }),
  ],
  [
    range(String.raw`(?:between )?${N}(?:${UNIT})?\s?(?:to|and|-|–|—)\s?(?:under |less than |below )?${N}${UNIT}`),
    (first, second) => ({ minimum: first, maximum: second }),
  ],
  [
    range(String.raw`(?:under|less than|below|shorter than|fewer than) ${N}${UNIT}`),
    (first) => ({ minimum: null, maximum: first }),
  ],
  [
    range(String.raw`(?:up to|at most|no more than|not more than) ${N}${UNIT}|${N}${UNIT} or (?:less|shorter|fewer)`),
    (first) => ({ minimum: null, maximum: first + JUST }),
  ],
  [
    range(String.raw`(?:over|more than|longer than|exceeding|above|exceeds?) ${N}${UNIT}`),
    (first) => ({ minimum: first + JUST, maximum: null }),
  ],
  [
    range(
      String.raw`(?:at least|from|of) ${N}${UNIT}|${N}\+${UNIT}|${N}${UNIT} (?:or|and) (?:more|longer|above|over)|${N}${UNIT}\+`,
    ),
    (first) => ({ minimum: first, maximum: null }),
  ],
];

/** A bound in hours, or one whose hours stand further on. */
const BOUND = new RegExp(
  String.raw`\b(?:under|less than|below|shorter than|fewer than|up to|at most|over|more than|longer than|exceed\w*|above|at least|between|from) (?:or equal to )?${N}(?! ?(?:days?|weeks?|persons?|people|%|percent|dollars))\b|${N}${UNIT}`,
  "iu",
);

/** The flight times that a text is about; null when it names none, or several. */
export function hoursIn(text: string): HoursRange | null {
  for (const [pattern, read] of FORMS) {
    const [match] = text.matchAll(pattern);
    if (match === undefined) continue;
    const [first, second] = match
      .slice(1)
      .filter((group) => group !== undefined)
      .map(numberOf);
    // A second bound that the form does not know would be lost.
    const rest = `${text.slice(0, match.index)} # ${text.slice(match.index + match[0].length)}`;
    if (first === undefined || BOUND.test(rest) || !beginsAlone(text.slice(0, match.index))) return null;
    return Math.max(first, second ?? first) > LONGEST_FLIGHT ? null : read(first, second ?? first);
  }
  return null;
}

function range(source: string): RegExp {
  return new RegExp(String.raw`(?<![\w.:-])(?:${source})`, "giu");
}

const NUMBER_WORD = new RegExp(`^(?:zero|${WORDED_UNDER_HUNDRED})$`, "iu");

/** Whether a word is a number as these readers know them. */
export function isNumberWord(word: string): boolean {
  return NUMBER_WORD.test(word);
}

function numberOf(text: string): number {
  return /^\d/u.test(text) ? Number(text) : valueOfWords(text);
}
