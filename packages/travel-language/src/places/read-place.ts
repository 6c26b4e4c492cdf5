import { NAMESAKES, PROMINENT } from "./metros.ts";
import { foldName } from "../words/fold.ts";
import type { Token } from "../words/tokens.ts";
import { PERSON_WORDS, TOWN_WORDS } from "../words/sensitive.ts";
import { isExplained } from "../words/known-words.ts";
import { COMMON_WORDS, MONTHS, WEEKDAYS } from "../words/vocabulary.ts";
import { type Area, areasNamed, type Candidate, coded, liesIn, named } from "./gazetteer.ts";

/** A name of a place as it was written, and what it may mean. Without candidates it is an area, or lies elsewhere. */
export interface PlaceReading {
  readonly heard: string;
  /** Exactly one: it is clear. */
  readonly candidates: readonly Candidate[];
  /** Candidates were left out because what stands behind the name speaks against them. */
  readonly contradicted: boolean;
  readonly areas: readonly Area[];
  /** Better known for somewhere else: to be confirmed. */
  readonly isNamesake: boolean;
}
export interface ReadPlace {
  readonly place: PlaceReading;
  readonly length: number;
}

const LONGEST_NAME = 5;
const LONGEST_AREA = 4;
const BEFORE_PLACE = new Set([
  "to",
  "from",
  "in",
  "into",
  "for",
  "via",
  "visit",
  "visiting",
  "leaving",
  "near",
  "at",
  "of",
]);
const BEFORE_CODE = new Set(["to", "from", "in", "into", "via"]);
/** Codes that are more often the beginning of a longer name. */
const BEGIN_NAMES = new Set(["san", "los"]);
/** Before a person, not a town. */
const BEFORE_PERSON = new Set(["with", "w", "meet", "see", "meeting", "book", "send", "get", "dear", "hi", "hello"]);
/** Of the codes that are words: those that a date directly behind makes codes. */
const DOUBLE_CODES = new Set(["oh", "pa", "ma", "al", "la", "de"]);
const BLANK: Token = { kind: "mark", raw: "", key: "", capital: false, upper: false, dash: false, slash: false };
const NO_CODES = new Set([
  "in",
  "or",
  "me",
  "hi",
  "ok",
  "oh",
  "la",
  "de",
  "al",
  "pa",
  "ma",
  "id",
  "as",
  "so",
  "is",
  "no",
  "at",
  "it",
  "be",
]);

/** The place whose name begins at this token; null when none does. */
export function readPlace(tokens: readonly Token[], at: number, previous: string): ReadPlace | null {
  const first = tokens[at];
  if (first?.kind !== "word") return null;
  for (let length = Math.min(LONGEST_NAME, tokens.length - at); length >= 1; length -= 1) {
    const words = tokens.slice(at, at + length);
    if (words.some(({ kind }) => kind !== "word")) continue;
    const heard = words.map(({ raw }) => raw).join(" ");
    const candidates = candidatesOf(words, foldName(heard), {
      previous,
      next: tokens[at + length],
      further: tokens[at + length + 1],
      isFirst: startsClause(tokens, at),
    });
    if (candidates.length > 0) return qualified(tokens, at + length, { heard, candidates, length });
    const areas =
      length > 1 || isAreaName(first, previous)
        ? areasNamed(foldName(heard)).filter(() => heard.length > 2 || first.upper)
        : [];
    if (areas.length > 0 && words.some(({ capital }) => capital || BEFORE_PLACE.has(previous)))
      return { place: { heard, candidates: [], contradicted: false, areas, isNamesake: false }, length };
  }
  return null;
}

function isAreaName(token: Token, previous: string): boolean {
  return token.raw.length > 3 || token.upper || (token.capital && BEFORE_PLACE.has(previous));
}

function candidatesOf(words: readonly Token[], key: string, where: Surroundings): readonly Candidate[] {
  const [word] = words;
  if (word === undefined) return [];
  if (words.length > 1) {
    const isPlain = words.every(({ key: part }) => COMMON_WORDS.has(part)) && !words.some(({ capital }) => capital);
    return isPlain ? [] : named(key);
  }
  if (WEEKDAYS.has(key) || MONTHS.has(key)) return [];
  const called = BEFORE_PLACE.has(where.previous);
  if (/^[a-z]{3}$/u.test(key) && /^[A-Za-z]{3}$/u.test(word.raw)) {
    const code = coded(key.toUpperCase());
    const plain = COMMON_WORDS.has(key) || BEGIN_NAMES.has(key);
    const isTitle = PERSON_WORDS.has(key) && !BEFORE_CODE.has(where.previous);
    const isKnown = PROMINENT.has(key.toUpperCase()) || (code?.airports.length ?? 0) > 1;
    const isPlaced = BEFORE_CODE.has(where.previous) || (where.isFirst && startsDate(where.next) && code?.city.large);
    if (code !== undefined && !isTitle && (word.upper || (!plain && (isKnown || isPlaced)))) return [code];
  }
  const joined = isJoined(word, where);
  if (key.length <= 2 && !word.upper && !(called && !COMMON_WORDS.has(key)) && !joined && /^[a-z]+$/u.test(key))
    return [];
  const found = named(key);
  const isDated = word.capital && where.isFirst && startsDate(where.next);
  if (COMMON_WORDS.has(key)) return (word.capital && called) || isDated || joined ? found : [];
  if (BEFORE_PERSON.has(where.previous) && !word.capital && !joined) return [];
  return found;
}

interface Surroundings {
  readonly previous: string;
  readonly next: Token | undefined;
  readonly further: Token | undefined;
  readonly isFirst: boolean;
}

/** Dashed to another word, or before "to" and a name: "ny to la", "nice-paris". */
function isJoined(word: Token, { next, further, previous }: Surroundings): boolean {
  const leads = next?.key === "to" && further !== undefined && isName(further);
  return leads || (next?.dash === true && isName(next)) || (word.dash && previous !== "") || previous === "to";
}

function isName({ kind, key, raw }: Token): boolean {
  if (kind !== "word" || COMMON_WORDS.has(key)) return false;
  return (
    named(key).length > 0 || areasNamed(key).length > 0 || (raw.length === 3 && coded(raw.toUpperCase()) !== undefined)
  );
}

function startsClause(tokens: readonly Token[], at: number): boolean {
  return at === 0 || tokens[at - 1]?.kind === "mark";
}

function startsDate(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return token.kind !== "word" || MONTHS.has(token.key) || WEEKDAYS.has(token.key);
}

/** What stands behind a name and says which: "Springfield, Missouri", "Portland OR", "London, Ontario, Canada". */
function qualified(
  tokens: readonly Token[],
  from: number,
  { heard, candidates, length }: { heard: string; candidates: readonly Candidate[]; length: number },
): ReadPlace {
  let left = candidates;
  let taken = length;
  let said = heard;
  for (let at = from; ;) {
    const area = areaAt(tokens, at);
    if (area === null) break;
    const matching = left.filter(({ city }) => area.areas.some((one) => liesIn(city, one)));
    if (matching.length === 0 && (area.isCity || area.isLoose) && !area.isDirect) break;
    said = `${said}, ${area.heard}`;
    taken += area.length;
    at += area.length;
    if (matching.length === 0)
      return {
        place: { heard: said, candidates, contradicted: true, areas: area.areas, isNamesake: false },
        length: taken,
      };
    left = matching;
  }
  return {
    place: {
      heard: said,
      candidates: chosen(left, taken > length),
      contradicted: false,
      areas: [],
      isNamesake:
        taken === length &&
        (NAMESAKES.has(foldName(heard)) || (length === 1 && (TOWN_WORDS.has(heard) || isWordAsCode(heard)))),
    },
    length: taken,
  };
}

/** BUS, DAY, MAN: airports' codes that are more often words. */
function isWordAsCode(heard: string): boolean {
  return /^[A-Z]{3}$/u.test(heard) && heard !== "SIN" && isExplained(heard.toLowerCase());
}

/** The prominent one where nothing was said about which. */
function chosen(candidates: readonly Candidate[], isQualified: boolean): readonly Candidate[] {
  if (isQualified || candidates.length === 1) return candidates;
  const prominent = candidates.filter(({ city }) => city.prominent);
  return prominent.length === 1 ? prominent : candidates;
}

interface AreaAt {
  readonly heard: string;
  readonly areas: readonly Area[];
  readonly length: number;
  readonly isCity: boolean;
  /** A code of two letters that may be a word. */
  readonly isLoose: boolean;
  /** A state's code directly behind the name: it says which, even where it is a city's as well ("Rome NY"). */
  readonly isDirect: boolean;
}

function areaAt(tokens: readonly Token[], at: number): AreaAt | null {
  const comma = tokens[at]?.raw === "," || tokens[at]?.raw === "(" ? 1 : 0;
  const in_ = tokens[at + comma]?.key === "in" && tokens[at + comma + 1]?.capital === true ? 1 : 0;
  const start = at + comma + in_;
  for (let length = Math.min(LONGEST_AREA, tokens.length - start); length >= 1; length -= 1) {
    const words = tokens.slice(start, start + length);
    if (words.some(({ kind }) => kind !== "word")) continue;
    const heard = words.map(({ raw }) => raw).join(" ");
    const key = foldName(heard);
    const short = key.length <= 2;
    const isWord =
      (NO_CODES.has(key) || COMMON_WORDS.has(key)) &&
      !(DOUBLE_CODES.has(key) && startsDate(tokens[start + length] ?? BLANK));
    if (short && !words[0]?.upper && isWord) continue;
    const found = areasNamed(key);
    if (found.length === 0) continue;
    const closing = tokens[at]?.raw === "(" && tokens[start + length]?.raw === ")" ? 1 : 0;
    return {
      heard,
      areas: found,
      length: start + length + closing - at,
      isCity: named(key).length > 0,
      isLoose: short,
      isDirect: short && comma + in_ === 0 && words[0]?.dash === false && found.some(({ region }) => region !== null),
    };
  }
  return null;
}
