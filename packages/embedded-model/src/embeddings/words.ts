/** Words that say nothing of a text's matter. */
const STOP_WORDS = new Set(
  "a am an and any anybody anyone anything are as at be been but by can could did do does doing for from get gets go goes going gone got had has have he her here hey him his how i if im in into is it its just kind let like ll lot m made make may me might must my no not of off okay on one or our out over own please put re really s shall she should so some such take taken than that the their them then there these they thing things think this those to too under up us ve very want wants was way we were what when where which who whom whose why will with would yes you your".split(
    " ",
  ),
);

/** Whether a word, as `wordsOf` gives it, carries no matter by itself. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** The words of a text in their order, in lower case and without their endings: "Flights" and "flight" are one. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[’'](?:s\b)?/gu, "");
  return (plain.match(/\p{L}+|\d+/gu) ?? []).map((word) => (STOP_WORDS.has(word) ? word : stem(word)));
}

/** The words of a text that carry matter. */
export function stemsOf(text: string): string[] {
  return wordsOf(text).filter((word) => !STOP_WORDS.has(word));
}

/** What endings alone do not tell: a plane is no plan. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ["plane", "aeroplane"],
  ["planes", "aeroplane"],
]);

function stem(word: string): string {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (word.length <= 3) return word;
  const cut = word
    .replace(/ies$/u, "y")
    .replace(/sses$/u, "ss")
    .replace(/(?:ments?|ations?|ings?|ed|ers?|ly|es|s)$/u, "")
    .replace(/(?<=.{3})e$/u, "")
    .replace(/(?<=.{2})([^s])\1$/u, "$1");
  return cut.length >= 3 ? cut : word;
}
