import { hasHostName, type TriageOutput, withoutHostNames } from "@agentic-pm/contracts";
import type { Reading } from "../reading/sentences.ts";
import { sentenceWeight } from "./topic.ts";

const LONGEST = 280;
const NOTHING_ELSE = "The text says nothing beyond instructions to an automatic reader.";

/**
 * The title and the sentences that say most about the topic, in their order, at most 280 characters of plain text.
 * It is an extract of untrusted text and stays tainted.
 */
export function summaryOf(topic: TriageOutput["topic"], reading: Reading): string {
  const sentences = reading.sentences.map(plain).filter((sentence) => /\p{L}{2}/u.test(sentence));
  const [title, ...body] = sentences;
  if (title === undefined) return NOTHING_ELSE;
  const ranked = body
    .map((sentence, position) => ({ sentence, position, weight: informationOf(topic, sentence, position) }))
    .sort((left, right) => right.weight - left.weight);
  const chosen: { sentence: string; position: number }[] = [];
  let length = title.length;
  for (const candidate of ranked.slice(0, 3)) {
    if (length + candidate.sentence.length + 2 > LONGEST && chosen.length > 0) continue;
    chosen.push(candidate);
    length += candidate.sentence.length + 1;
  }
  const ordered = chosen.sort((left, right) => left.position - right.position).map(({ sentence }) => sentence);
  const lead = /[.!?:]$/u.test(title) ? title : `${title}.`;
  return cut([lead, ...ordered].join(" "), LONGEST);
}

/** Cuts at a word's end, with an ellipsis. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - 1);
  const end = head.lastIndexOf(" ");
  return `${head.slice(0, end > length / 2 ? end : head.length).toWellFormed()}\u2026`;
}

function informationOf(topic: TriageOutput["topic"], sentence: string, position: number): number {
  const topical = sentenceWeight(topic, sentence) * 2;
  const factual = /\d/u.test(sentence) ? 1 : 0;
  const brief = sentence.length < 20 || sentence.length > 220 ? -1 : 0;
  // Whoever answers has to know what was asked, whatever else the text is about.
  const asked = sentenceWeight("question", sentence) >= 3 ? 2.5 : 0;
  return topical + factual + brief + asked - position * 0.1;
}

function plain(sentence: string): string {
  const words = sentence
    .replaceAll(/\[link:[^\]]*\]|\[encoded\]|\[\u2026\]/gu, " ")
    .replaceAll(
      /\S+[@\uff20]\S+|\b[a-z][a-z+.-]{1,15}:[/\\]\S*|\\\\\S*|\b(?:www\.|(?:sms|skype|callto|file|ms-[a-z-]{2,30}):)\S+/giu,
      " ",
    );
  return (hasHostName(words) ? withoutHostNames(words) : words)
    .replaceAll(/[<>[\]|`]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
