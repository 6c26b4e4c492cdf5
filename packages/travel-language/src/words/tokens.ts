import { fold } from "./fold.ts";

/** A piece of a request. `key` is what it is looked up by. */
export interface Token {
  readonly kind: "word" | "number" | "ordinal" | "numeric_date" | "iso_date" | "clock" | "money" | "mark";
  readonly raw: string;
  readonly key: string;
  /** Written with a capital first letter, or all in capitals where the request as a whole is not. */
  readonly capital: boolean;
  readonly upper: boolean;
  /** A dash, or an arrow, stands before it. */
  readonly dash: boolean;
  /** That dash is a slash. */
  readonly slash: boolean;
}

const PIECES =
  /(?<iso>\d{4}(?<sep>[-/.])\d{1,2}\k<sep>\d{1,2}(?!\d))|(?<clock>\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b\.?|\d{1,2}:\d{2})|(?<date>\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d)|\d{1,2}-\d{1,2}-\d{4}(?!\d)|\d{1,2}\/\d{1,2}(?![\d/])|\d{1,2}\.\d{1,2}\.?(?!\d))|(?<money>[$€£]\s?\d[\d,]*)|(?<ordinal>\d{1,3}(?:st|nd|rd|th)\b)|(?<number>\d+)|(?<abbreviation>\b(?:st|ft|mt|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\.)|(?<dotted>(?:\p{L}\.){2,4})|(?<word>\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*)|(?<mark>\S)/giu;
const KINDS: Readonly<Record<string, Token["kind"]>> = {
  iso: "iso_date",
  clock: "clock",
  date: "numeric_date",
  money: "money",
  ordinal: "ordinal",
  number: "number",
  abbreviation: "word",
  dotted: "word",
  word: "word",
  mark: "mark",
};
const ARROWS = /\s*(?:→|⇒|[-=]>|➔|>>|✈️?|(?<=\p{L})>(?=\p{L}))\s*/gu;
const DASHES = new Set(["-", "–", "—", "~", "/", "‐", "‑"]);
/** "Dec 1 ~ 3" joins; "~Friday" means about then. */
const ABOUT = /(?<=^|\s)~(?=\S)/gu;
/** So many characters without a small letter are shouted; fewer are a code. */
const SHOUTED_FROM = 24;
const CLAUSE_DASH = /\s—\s/gu;
/** A point of a list, or a label, begins a new clause. */
const LIST_LINE = /\n\s*(?:[-*•–]\s+|(?=\p{L}+(?: \p{L}+)?\s*:))/gu;
const BLANK_LINE = /\n\s*\n/gu;

/** A request as tokens, in order. Linear in its length. */
export function tokensOf(text: string): Token[] {
  const plain = text
    .normalize("NFKC")
    .replaceAll(LIST_LINE, " ; ")
    .replaceAll(BLANK_LINE, " . ")
    .replaceAll(ABOUT, " around ")
    .replaceAll(ARROWS, " → ")
    .replaceAll(CLAUSE_DASH, " , ");
  const shouting = plain.length > SHOUTED_FROM && !/\p{Ll}/u.test(plain);
  const tokens: Token[] = [];
  let dash = "";
  for (const match of plain.matchAll(PIECES)) {
    const raw = match[0];
    if (DASHES.has(raw) && !(raw === "/" && tokens.at(-1)?.kind === "number")) {
      dash = raw;
      continue;
    }
    const name =
      Object.entries(match.groups ?? {}).find(([group, value]) => value !== undefined && group !== "sep")?.[0] ??
      "mark";
    const arrow = raw === "→";
    tokens.push({
      kind: arrow ? "word" : (KINDS[name] ?? "mark"),
      raw,
      key: arrow ? "to" : fold(raw),
      capital: /^\p{Lu}/u.test(raw) || /^\p{Lo}/u.test(raw),
      upper: !shouting && /^\p{Lu}{2,}$/u.test(raw),
      dash: dash !== "" || arrow,
      slash: dash === "/",
    });
    dash = "";
  }
  return tokens;
}
