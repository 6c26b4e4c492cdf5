const NUMBERS =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split(" ");
/** Hours; flights are not longer. */
export const LONGEST_FLIGHT = 18;
const NUMBER = `(\\d{1,2}|${NUMBERS.join("|")})(?: and a half|\\.5)?`;
const RANGE = new RegExp(`\\b${NUMBER}(?: to (?:under )?| ?[-–] ?)${NUMBER}[- ]?(?:hours?|hrs?|h)\\b`, "giu");
const SINGLE = new RegExp(
  `\\b((?:under|below|less than|shorter than|over|above|more than|longer than|at least) )?${NUMBER}[- ]?(?:hours?|hrs?|h)\\b( or (?:more|longer))?`,
  "giu",
);

/** The whole hours that a text speaks of: "9 hours or more" is all from 9, "6 to under 9 hours" is 6, 7 and 8. */
export function hoursIn(text: string): ReadonlySet<number> {
  const hours = new Set<number>();
  const rest = text.replaceAll(RANGE, (_all, from: string, to: string) => {
    add(hours, numberOf(from), numberOf(to) - 1);
    return " ";
  });
  for (const [, before = "", number = "", after] of rest.matchAll(SINGLE)) {
    const hour = numberOf(number);
    if (after !== undefined || /over|above|more|longer|least/iu.test(before)) add(hours, hour, LONGEST_FLIGHT);
    else if (before === "") add(hours, hour, hour);
    else add(hours, 1, hour - 1);
  }
  return hours;
}

function numberOf(word: string): number {
  const at = NUMBERS.indexOf(word.toLowerCase());
  return at < 0 ? Number(word) : at + 1;
}

function add(hours: Set<number>, from: number, to: number): void {
  for (let hour = from; hour <= Math.min(to, LONGEST_FLIGHT); hour += 1) hours.add(hour);
}
