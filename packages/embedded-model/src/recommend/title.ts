import { hasHostName, undatamark } from "@agentic-pm/contracts";
import { isInstructionLike } from "../reading/instruction-like.ts";
import { readText } from "../reading/sentences.ts";
import { sentenceWeight } from "../triage/topic.ts";
import type { Situation } from "./situation.ts";

const LONGEST_TITLE = 120;
const SHORT_QUESTION = 40;
/** Addresses and schemes, and beside them host names: a sentence with one in it is not quoted anywhere. */
const NAMES_A_PLACE =
  /:[/\\]|\\\\|\bwww\.|\S[@\uff20]\S|\blocalhost\b|\b(?:data|mailto|javascript|tel|file|sms|skype|callto|ms-[a-z-]{2,30}):\S/iu;

/** Sentences that say how grave, how sorry or what to do with it, and not what it is. */
const SAYS_NOT_WHAT =
  /^(?:please\b|likelihood\b.{0,60}$|probability\b.{0,60}$|impact\b.{0,60}$|severity\b.{0,60}$|i am sorry\b|i'm sorry\b|sorry\b|thank|still nothing\b.{0,40}$|as you know\b)/iu;
/** Such a sentence needs to be told what it is about. */
const LACKS_SUBJECT =
  /^(?:it|this|that|these|they|he|she|we|i|there|if it|if we|if the|so|otherwise|with|as|yes|no|\d{1,2} \p{Lu}\p{L}+ \d{4})\b/iu;
/** Among equals, the sentence that names what is waited for says most about a blocker. */
const NAMES_THE_CAUSE =
  /\b(?:waiting|waits|awaiting|owes?|until|because|blocked by|(?:has|have) not (?:answered|sent|replied|arrived))\b/iu;

const REPLY_MARKS = /^(?:(?:re|fwd?|aw|wg)\s?:\s*)+/iu;
/** Lead-ins that a title does without; what they introduce is kept, in its own words. */
const LEAD_INS: readonly (readonly [RegExp, string])[] = [
  [/^(?:risks?|blocker|issue|for the record|fyi|note)\s?(?::|\s[\u2013-])\s+/iu, ""],
  [/^(?:final )?decisions?(?: (?:after|from|of|taken|made)\b.{3,40}?)?\s?(?::|\s[\u2013-])\s+/iu, ""],
  [
    /^(?:the|one|another|my|the main|the biggest) (?:\w+ )?risk(?: (?:i|we) see)? is(?: another one| that)?\s?[:,]?\s+/iu,
    "",
  ],
  [/^there is (?:a|some) (?:\w+ )?risk that\s+/iu, ""],
  [/^(?:i am|i'm|we are|we're) (?:\w+ )?(?:worried|afraid|concerned) that\s+/iu, ""],
  [/^(?:i am|i'm|we are|we're|this is) (?:\w+ )?blocked(?: here)?\s?[:,]\s+/iu, ""],
  [/^(?:i am|i'm|we are|we're|this is) (?:\w+ )?blocked by\s+/iu, "blocked by "],
  [
    /^(?:i|we) (?:do not|don't) (?:think|believe|expect)(?: that)? (.{3,80}?) can be (held|met|kept|reached)\b/iu,
    "$1 cannot be $2",
  ],
];

/** What a title begins with, and what it says where the text is suspect or has no words. */
export interface TitleFrame {
  readonly prefix: string;
  readonly otherwise: string;
}

/** A ticket's own summary; for mails and comments the sentence that says most about the topic, with its subject first. */
export function titleOf(situation: Situation, { prefix, otherwise }: TitleFrame): string {
  const words = situation.suspicious ? otherwise : withoutLeadIn(chosenWords(situation) ?? otherwise);
  const repeats = words.slice(0, 24).toLowerCase().includes(prefix.toLowerCase());
  const title = prefix === "" || repeats ? words : `${prefix}: ${words}`;
  return shortened(title, LONGEST_TITLE).replace(/(?<!\.)\.$/u, "");
}

/** Facts of the signal for a note: its own words, without links, or `otherwise` where they are suspect. */
export function factsOf(situation: Situation, length: number, otherwise: string): string {
  const sentences = usableSentences(situation.summary).filter((sentence) => !SAYS_NOT_WHAT.test(sentence));
  const text = sentences.map(withoutLeadIn).join(" ");
  return situation.suspicious || text === "" ? otherwise : shortened(text, length);
}

/** What a mail asks, in its writer's words; empty where it asks nothing that can be quoted. */
export function questionsOf(situation: Situation, length: number): string {
  const [, ...body] = usableSentences(situation.summary);
  const isQuestion = (sentence: string | undefined) =>
    sentence !== undefined && sentenceWeight("question", sentence) >= 3;
  // "Which one is right?" says nothing without the sentence before it.
  const asked = body.filter((sentence, place) => {
    const next = body[place + 1];
    return isQuestion(sentence) || (isQuestion(next) && (next?.length ?? 0) < SHORT_QUESTION);
  });
  return situation.suspicious ? "" : shortened(asked.join(" "), length);
}

/** The subject line of a mail, without its reply marks; null where it cannot be repeated. */
export function subjectLineOf(situation: Situation): string | null {
  const [subject] = usableSentences(situation.summary);
  if (situation.suspicious || subject === undefined) return null;
  return subject.replace(/\.$/u, "");
}

function chosenWords(situation: Situation): string | undefined {
  const { signal } = situation;
  const [first, ...body] = usableSentences(situation.summary);
  if (signal.kind === "ticket" || first === undefined) return first;
  const weight = (sentence: string) => {
    const cause = signal.topic === "blocker" && NAMES_THE_CAUSE.test(sentence) ? 0.5 : 0;
    return SAYS_NOT_WHAT.test(sentence) ? -1 : sentenceWeight(signal.topic, sentence) + cause;
  };
  const isMail = signal.kind === "mail";
  if (isMail && (signal.topic === "scope_change" || weight(first) >= 3)) return first;
  const [best] = (isMail ? body : [first, ...body]).toSorted((left, right) => weight(right) - weight(left));
  if (best === undefined || weight(best) <= 0) return first;
  const about = isMail ? first : ticketTitleOf(situation);
  return about !== null && LACKS_SUBJECT.test(withoutLeadIn(best)) ? aboutSubject(about, best) : best;
}

/** What the ticket of a comment is called, where the ticket's own signal came before. */
function ticketTitleOf({ brief, subject }: Situation): string | null {
  const ticket = brief.related.find(
    (earlier) =>
      earlier.kind === "ticket" &&
      earlier.correlations[0] === subject?.correlation &&
      !earlier.flags.includes("instruction_like_text"),
  );
  if (ticket === undefined) return null;
  const [title] = usableSentences(undatamark(ticket.summary, brief.marker));
  return title ?? null;
}

/** "Forecast after sprint 11: if it goes on like this we end above the budget", where it fits a title. */
function aboutSubject(subject: string, sentence: string): string {
  const said = withoutLeadIn(sentence);
  const inside = /^(?:I\b|\p{Lu}{2})/u.test(said) ? said : said.slice(0, 1).toLowerCase() + said.slice(1);
  const whole = `${withoutLeadIn(subject).replace(/[.:]$/u, "")}: ${inside}`;
  // What is cut anyway is cut at its end, where the subject is not.
  return whole.length <= LONGEST_TITLE || sentence.length > LONGEST_TITLE ? whole : sentence;
}

function withoutLeadIn(sentence: string): string {
  const left = LEAD_INS.reduce((text, [pattern, kept]) => text.replace(pattern, kept), sentence);
  return left.length < 8 ? sentence : left.slice(0, 1).toUpperCase() + left.slice(1);
}

function usableSentences(summary: string): string[] {
  const { sentences } = readText(summary.replace(REPLY_MARKS, ""));
  return sentences
    .filter((sentence) => !isInstructionLike(sentence) && !NAMES_A_PLACE.test(sentence) && !hasHostName(sentence))
    .map((sentence) =>
      sentence
        .replaceAll(/[<>[\]{}|`*_@&~]/gu, "")
        .replaceAll(/\s+/gu, " ")
        .trim(),
    )
    .filter((sentence) => /\p{L}{3}/u.test(sentence));
}

/** At most `length` characters, cut after a sentence where that keeps at least half, else after a word. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - 1).toWellFormed();
  const sentence = head.search(/[.!?](?=\s[^.!?]*$)/u);
  if (sentence > length / 2) return head.slice(0, sentence + 1);
  const word = head.lastIndexOf(" ");
  return `${head.slice(0, word > 0 ? word : head.length)}\u2026`;
}
