/** How `sanitise` writes a line break inside datamarked text, where white space cannot carry it. */
const LINE_MARK = "\u00B6";

const QUOTED_BELOW = /^(?:-{2,}\s*(?:original message|forwarded message)|on .{5,80} wrote:|from: .{3,120} sent:)/iu;
const SIGNATURE =
  /^(?:--$|(?:best|kind|warm)?\s*regards|cheers|best wishes|sincerely|sent from my|mit freundlichen|viele gr)/iu;
const SALUTATION = /^(?:hi|hello|dear|hallo|hey|good (?:morning|afternoon|evening))\b[^.!?]{0,60},?$/iu;
/** A line that is the name of a file, as lists of attachments have it. */
const FILE_NAME = /^[\w.()-]{1,80}\.[a-z][a-z0-9]{1,4}$/iu;
const SENTENCE_END = /(?<=[.!?])\s+(?=["'(\p{Lu}\p{N}@[])/u;
const MOST_SENTENCES = 200;

/** A text as its writer meant it: without quoted replies, salutation and signature. The first line is the title. */
export interface Reading {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** Splits a text into sentences, title first. Lines end sentences. */
export function readText(text: string): Reading {
  const sentences: string[] = [];
  for (const line of ownLines(text.replaceAll(LINE_MARK, "\n"))) {
    if (SALUTATION.test(line) || FILE_NAME.test(line)) continue;
    const withoutBullet = line.replace(/^(?:[-*\u2022]|\d{1,2}[.)])\s+/u, "");
    for (const sentence of withoutBullet.replace(SALUTATION_START, "").split(SENTENCE_END)) {
      const trimmed = sentence.trim();
      if (trimmed !== "") sentences.push(capitalised(trimmed).slice(0, 1000));
    }
    if (sentences.length >= MOST_SENTENCES) break;
  }
  return { title: sentences[0] ?? "", sentences };
}

const SALUTATION_START = /^(?:hi|hello|dear|hey)\s(?:\p{Lu}[\p{L}-]{1,20}\s?){1,3}(?:,|\s[-\u2013])\s+/iu;

function capitalised(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

function ownLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split("\n").map((raw) => raw.trim())) {
    if (QUOTED_BELOW.test(line)) break;
    if (line === "" || line.startsWith(">")) continue;
    if (lines.length > 1 && SIGNATURE.test(line)) break;
    lines.push(line);
  }
  return lines;
}
