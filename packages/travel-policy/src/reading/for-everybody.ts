import { amountsIn } from "./money.ts";
import { withoutPlaces } from "./places.ts";

/**
 * The words of a demand that holds for every employee's trips at any time. Any other word may name some people, a time
 * or a condition ("sales team", "executives", "peak"): nobody can list those, so these are listed.
 */
const NEUTRAL = new Set(
  `a an the and or of in within between on to from for by per at as with up is are be do does will may must shall should can cannot not
  no more most less least than over above under below exceed exceeds exceeding go come comes cost costs costing stay
  remain kept never this that which it its our your you we s u
  limit limits limited cap caps capped maximum max ceiling ceilings highest top upper allowed allowable permitted
  permissible bookable reimbursable reimbursed budget budgets amount amounts sum sums value total spend paid pay pays higher
  fare fares airfare airfares air airline ticket tickets price prices travel travelling traveling trip trips journey
  journeys flight flights flying lowest logical available
  round return roundtrip rt one way each both ways direction leg single
  economy coach premium business first class classes cabin cabins main service
  usd us dollar dollars united states currency
  incl including included inclusive all any every tax taxes fee fees carrier surcharges charges
  region regions destination destinations country countries continent area zone route
  domestic domestically international internationally intercontinental overseas abroad foreign
  employee employees traveller travellers traveler travelers passenger person everybody everyone company corporate policy
  item items expense expenses type types category categories kind kinds description descriptions what
  book booked booking bookings through portal`.split(/\s+/u),
);
/** What a cell about a place may say beside: the rest of the world, and what a region leaves out. */
const OF_PLACES = new Set(
  "other others rest world elsewhere everywhere else worldwide excluding except excl outside".split(" "),
);
/** What a deadline for bookings is made of, besides its days. */
const OF_BOOKINGS = new Set(
  `books purchase purchases purchased purchasing reserve reserved reserving reservation reservations ticketed ticketing
  buy bought make made advance ahead before prior later departure departs departing outbound date calendar minimum far fewer
  require requires required need needs needed expected recommended this their`.split(/\s+/u),
);
/** People that a heading tells apart: what stands under it is for them. Headings are of too many kinds to list neutral words. */
const SOME_PEOPLE =
  /\b(?:executives?|directors?|board|managers?|management|leadership|seniors?|vips?|[es]?vps?|c[efot]os?|c-suite|partners?|officers?|presidents?|interns?|trainees?|apprentices?|contractors?|consultants?|candidates?|guests?|clients?|visitors?|sales|marketing|teams?|crews?|field|engineers?|students?|faculty|recruit\w*|joiners?|hires|grades?|bands?|tiers?|levels?|ranks?)\b/iu;
const NOTE = /[*†‡§^]/u;

/** Whether a text on money narrows its demand down to nobody: beside amounts and known places there are neutral words only. */
export function isForEverybodys(text: string): boolean {
  return wordsOf(withoutPlaces(withoutAmounts(text))).every((word) => NEUTRAL.has(word)) && !NOTE.test(text);
}

/** The same of the cell that names a row's place. */
export function isPlaceAlone(text: string): boolean {
  const words = wordsOf(withoutPlaces(text));
  return words.every((word) => NEUTRAL.has(word) || OF_PLACES.has(word)) && !NOTE.test(text);
}

/** The same of a sentence or a cell on when to book, without its days; a place narrows a deadline. */
export function isForAnyBooking(text: string): boolean {
  return wordsOf(text).every((word) => NEUTRAL.has(word) || OF_BOOKINGS.has(word)) && !NOTE.test(text);
}

/** Whether a heading names some people. */
export function isOfSomePeople(heading: string): boolean {
  return SOME_PEOPLE.test(heading);
}

/** "The following limits apply to directors." */
const APPLIES = /\bappl(?:y|ies)\b.*\bto\b|\bis (?:only )?for\b/iu;
const TO_ALL = /\b(?:all|every|everyone|everybody|any)\b/iu;
const ONLY = /\bonly\b/iu;

/** Whether a sentence says that what stands around it is for some people. */
export function isIntroducedForSome(sentence: string): boolean {
  return APPLIES.test(sentence) && SOME_PEOPLE.test(sentence) && (!TO_ALL.test(sentence) || ONLY.test(sentence));
}

/** Whether a part of a sentence begins with the people that it is for, and perhaps the parts behind it: "For partners, …; …". */
export function beginsWithSome(part: string): boolean {
  return SOME_PEOPLE.test(/^[^,:]{0,80}(?=[,:])/u.exec(part)?.[0] ?? "");
}

/** Words in small letters; a number is a word, and words with a hyphen are two. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function withoutAmounts(text: string): string {
  return amountsIn(text).reduceRight((rest, { index, end }) => `${rest.slice(0, index)} ${rest.slice(end)}`, text);
}
