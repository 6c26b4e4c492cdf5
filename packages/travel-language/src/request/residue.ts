import { ANSWERING_WORDS, HARMLESS_MARKS, HARMLESS_WORDS, LICENSED_WORDS } from "../words/harmless.ts";
import { doubtOf, type Passage } from "./passage.ts";
import { purposePhrases } from "./purpose.ts";
import { LIMITS, PREPOSITIONS_OF_TIME, UNTIL } from "./reading-words.ts";
import type { Doubt, TurnReading } from "./turn-reading.ts";

const MOST_HEARD = 4;
/** What they join or replace is in a question wherever they stand. */
const ASKED_WHERE_IT_STANDS = new Set(["or", "either"]);
/** Directly before a stranger: a person is meant, who would come along or travel instead. */
const BESIDE_PERSON = new Set("with w and n plus book send get fly bring for passenger".split(" "));
const OWNING = new Set(["my", "the", "a", "our", "this"]);
const ACTING = new Set("needs wants is will flies has too".split(" "));

/**
 * What is left of a message when everything that was read is taken away has to be known to change nothing: by the closed
 * list, or by standing in a phrase of purpose. Each other word or sign is asked about, unless it is in a question already.
 */
export function residueOf(passage: Passage, reading: TurnReading): Doubt[] {
  const purposes = purposePhrases(passage);
  const asked = new Set(
    [...reading.doubts, ...reading.unknown.filter(({ isCertain, isName }) => isCertain || isName)].flatMap(
      ({ heard }) => (heard ?? "").toLowerCase().split(/\s+/u),
    ),
  );
  const left = passage.items.flatMap((item, at) => {
    if (item.type !== "word" || isHarmless(passage, at) || purposes.has(at)) return [];
    return item.heard
      .toLowerCase()
      .split(" ")
      .every((word) => asked.has(word))
      ? []
      : [at];
  });
  const [first] = left;
  if (first === undefined) return [];
  const run = left.filter((at, index) => index < MOST_HEARD && at === first + index);
  const heard = run.map((at) => passage.heard(at)).join(" ");
  const before = passage.key(first - 1);
  if (BESIDE_PERSON.has(before)) return [doubtOf("travellers", `${before} ${heard}`)];
  const isActing = !OWNING.has(before) && run.some((at) => ACTING.has(passage.key(at + 1)));
  return [doubtOf(isActing ? "travellers" : "trip", heard)];
}

function isHarmless(passage: Passage, at: number): boolean {
  const item = passage.items[at];
  if (item?.type !== "word") return true;
  const { key, kind, raw } = item.token;
  if (kind === "mark" && !LICENSED_WORDS.has(raw)) return HARMLESS_MARKS.has(raw);
  if (kind !== "word" && kind !== "mark") return passage.isAnswer && passage.items.length <= 4;
  const licence = LICENSED_WORDS.get(kind === "mark" ? raw : key);
  if (licence !== undefined) {
    const [before, next] = [passage.key(at - 1), passage.key(at + 1)];
    return (
      (licence.before?.has(before) ?? true) &&
      (licence.next?.has(next) ?? true) &&
      licence.notBefore?.has(before) !== true
    );
  }
  if (ASKED_WHERE_IT_STANDS.has(key)) return true;
  if (HARMLESS_WORDS.has(key) || (passage.isAnswer && ANSWERING_WORDS.has(key))) return true;
  const isOfTime = LIMITS.has(key) || UNTIL.has(key) || PREPOSITIONS_OF_TIME.has(key);
  return isOfTime && (passage.isDay(at + 1) || passage.type(at + 1) === "clock");
}
