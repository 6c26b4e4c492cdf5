const UNITS = "one two three four five six seven eight nine".split(" ");
const TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const unit = `(?:${UNITS.join("|")})`;
/** "Twenty-two" is never twenty with something behind it. */
const tens = String.raw`(?:${TENS.join("|")})(?:[- ]${unit}|(?![- ]${unit}\b))`;
const underHundred = String.raw`(?:${tens}|${TEENS.join("|")}|${unit})`;
const underThousand = String.raw`(?:(?:${unit}|an?) hundred(?:(?: and)? ${underHundred})?|${underHundred})`;
/** "twenty-five hundred" */
const hundreds = String.raw`(?:(?:(?:${TENS.join("|")})[- ]${unit}|${TEENS.join("|")}) hundred(?:(?: and)? ${underHundred})?)`;
const whole = String.raw`(?:(?:${underThousand}|a) thousand(?:,?(?: and)? ${underThousand})?|${hundreds}|${underThousand})`;

/** A number in words from one to ninety-nine. */
export const WORDED_UNDER_HUNDRED = underHundred;

/** A number in words up to 999,999, written as English has it; nothing looser. */
export const WORDED_NUMBER = whole;

const ANY_WORD = [...UNITS, ...TEENS, ...TENS, "hundred", "thousand", "million", "half", "dozen"].join("|");
/** What makes the words behind it the end of a longer number, or of a range. */
const GOES_ON = new RegExp(String.raw`(?:\b(?:${ANY_WORD})|\d)[\s,-]*(?:and|to|or|of|a|[-–—])*[\s-]*$`, "iu");

/** Whether a number in words that begins behind this text is one of its own. */
export function beginsAlone(before: string): boolean {
  return !GOES_ON.test(before);
}

/** The value of a number in words; other words in it are worth nothing. */
export function valueOfWords(words: string): number {
  let thousands = 0;
  let rest = 0;
  for (const word of words.toLowerCase().split(/[\s,-]+/u)) {
    if (word === "hundred") rest = Math.max(1, rest) * 100;
    else if (word === "thousand") {
      thousands = Math.max(1, rest) * 1000;
      rest = 0;
    } else rest += valueOfWord(word);
  }
  return thousands + rest;
}

function valueOfWord(word: string): number {
  if (TENS.includes(word)) return (TENS.indexOf(word) + 2) * 10;
  if (TEENS.includes(word)) return TEENS.indexOf(word) + 10;
  return UNITS.indexOf(word) + 1;
}
