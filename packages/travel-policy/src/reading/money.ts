import { beginsAlone, valueOfWords, WORDED_NUMBER } from "./worded-numbers.ts";

/** An amount in whole US dollars and where it stands. */
export interface Amount {
  readonly usd: number;
  readonly index: number;
  readonly end: number;
}

const DOLLARS = /(?<![\p{L}\d])(?:US)?\$\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{2})?/giu;
const WORDED =
  /(?<![\p{L}\d$€£.,])(?:USD\s?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d{2})?|(?<![\p{L}\d$€£.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d{2})?\s?(?:USD|US dollars|dollars)\b/giu;
const CURRENCIES =
  "CAD|AUD|NZD|SGD|HKD|MXN|EUR|GBP|Canadian|Australian|New Zealand|Hong Kong|Singapore|Mexican|Taiwan|Jamaican";
/** What turns the digits before it into another number or another currency: letters that pass for digits ("$5OO") too. */
const SPOILT = new RegExp(
  String.raw`^(?:[\d%]|(?!US\b|USD\b|US\$)\p{L}|\s[O\p{Script=Greek}\p{Script=Cyrillic}]{1,4}(?!\p{L})|[.,'’]\d|\s\d{2,3}\b|\s?[-–—]\s?\$?\d|\s?(?:k|m|bn|thousand|million|billion)\b|\s?\(?\s?(?:${CURRENCIES})\b)`,
  "iu",
);
/** What turns the digits behind it into a part of a number, a negative one, or into another currency. */
const SPOILS = new RegExp(String.raw`(?:(?:^|[\s(])[-−]|\d[ '’\u00a0]|\b(?:${CURRENCIES})\s?)$`, "iu");

/** "five hundred and fifty US dollars" */
const IN_WORDS = new RegExp(
  String.raw`(?<![\p{L}\d-])(${WORDED_NUMBER}) (?:(?:US|U\.S\.|United States) )?dollars(?![\p{L}\d])`,
  "giu",
);
/** Between an amount and the same one said again: "five hundred dollars ($500)". */
const SAID_AGAIN = /^\s?[([]\s?$/u;

/**
 * The amounts of a text, in US dollars; cents are rounded down, because a cap may only get stricter. Amounts in other
 * currencies, spellings that leave doubt ("$1.2k", "A$500"), and words that differ from the digits beside them are not
 * read.
 */
export function amountsIn(text: string): Amount[] {
  const digits = [DOLLARS, WORDED].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const usd = Number((match[1] ?? match[3] ?? "").replaceAll(",", ""));
      return readable({ usd, index: match.index, end: match.index + match[0].length }, text);
    }),
  );
  const words = [...text.matchAll(IN_WORDS)].flatMap(({ 0: said, index }) =>
    readable({ usd: valueOfWords(said), index, end: index + said.length }, text),
  );
  const cut = [...text.matchAll(IN_WORDS)].filter(({ index }) => !beginsAlone(text.slice(0, index)));
  const found = [...digits, ...words].filter(
    ({ index, end }) => !cut.some((part) => touches(text, { index, end }, part.index, part.index + part[0].length)),
  );
  return saidOnce(
    found.sort((left, right) => left.index - right.index),
    text,
  );
}

/** Between an amount and words that cannot be read as one: what stands so near may be the same amount, or a range's other end. */
const NEAR = /^[\s,([]*(?:(?:and|to|or|of|a|[-–—])[\s([]*)*$/iu;

function touches(text: string, amount: Pick<Amount, "index" | "end">, from: number, to: number): boolean {
  const between = amount.index < from ? text.slice(amount.end, from) : text.slice(to, amount.index);
  return NEAR.test(between);
}

function readable(amount: Amount, text: string): Amount[] {
  const spoilt = SPOILT.test(text.slice(amount.end)) || SPOILS.test(text.slice(0, amount.index));
  return !spoilt && amount.usd > 0 && amount.usd <= 100_000 ? [amount] : [];
}

/** An amount that is said twice counts once; one that is said differently the second time is not read at all. */
function saidOnce(amounts: readonly Amount[], text: string): Amount[] {
  const saysAgain = (amount: Amount | undefined, again: Amount | undefined): boolean =>
    amount !== undefined &&
    again !== undefined &&
    isInWords(amount, text) !== isInWords(again, text) &&
    SAID_AGAIN.test(text.slice(amount.end, again.index));
  return amounts.flatMap((amount, at) => {
    const again = amounts[at + 1];
    if (saysAgain(amounts[at - 1], amount)) return [];
    if (again === undefined || !saysAgain(amount, again)) return [amount];
    return amount.usd === again.usd ? [{ ...amount, end: again.end }] : [];
  });
}

function isInWords({ index, end }: Amount, text: string): boolean {
  return !/\d/u.test(text.slice(index, end));
}
