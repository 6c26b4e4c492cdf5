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

/**
 * The amounts of a text, in US dollars; cents are rounded down, because a cap may only get stricter. Amounts in other
 * currencies, and spellings that leave doubt ("$1.2k", "A$500"), are not read.
 */
export function amountsIn(text: string): Amount[] {
  const found = [DOLLARS, WORDED].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const end = match.index + match[0].length;
      const usd = Number((match[1] ?? match[3] ?? "").replaceAll(",", ""));
      const spoilt =
        SPOILT.test(text.slice(end)) || SPOILS.test(text.slice(Math.max(0, match.index - 30), match.index));
      const readable = !spoilt && usd > 0 && usd <= 100_000;
      return readable ? [{ usd, index: match.index, end }] : [];
    }),
  );
  const first = found.filter(
    (amount, at) => !found.some((other, before) => before < at && other.index < amount.end && amount.index < other.end),
  );
  return first.sort((left, right) => left.index - right.index);
}
