/* oxlint-disable no-control-regex, no-misleading-character-class -- these characters are what is looked for */
import type { Findings } from "./finding.ts";

const ANSI = /\u001B(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]?|\][^\u0007\u001B]{0,2000}(?:\u0007|\u001B\\)?|[@-Z\\^_])/g;
const CARRIAGE_RETURN = /\r\n?/g;
/** Format characters (zero-width, bidi, tags, soft hyphens), private use, controls but tab and line feed. */
const INVISIBLE = /[\p{Cf}\p{Co}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;
/** Letters and marks that show nothing: joiners, Hangul fillers, Khmer inherent vowels, variation selectors. */
const BLANK_MARKS =
  /[\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFE00-\uFE0F\uFFA0\uFFFC\u{E0100}-\u{E01EF}]/gu;
const SMUGGLED = /[\u{E0000}-\u{E01EF}\u202A-\u202E\u2066-\u2069]/u;
/** One writes soft hyphens and joiners by habit; this many in one text is somebody hiding something. */
const HABITUAL_ZERO_WIDTH = /(?:[\u200B\u200C\u2060-\u2064\uFEFF][^\u200B\u200C\u2060-\u2064\uFEFF]{0,64}){8}/;
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * Compatibility-normalises (NFKC) and removes what a person cannot see; stacked accents are cut to four,
 * and text that NFKC would blow up (one character can become eighteen) to three times its length.
 */
export function withoutInvisible(text: string, findings: Findings): string {
  if (SMUGGLED.test(text) || HABITUAL_ZERO_WIDTH.test(text)) findings.add("hidden_text_removed");
  const shown = strip(text);
  const normal = shown.normalize("NFKC");
  if (normal.length > shown.length * 3 + 1000) findings.add("truncated");
  return strip(normal.slice(0, shown.length * 3 + 1000));
}

function strip(text: string): string {
  return text
    .toWellFormed()
    .replace(ANSI, "")
    .replace(CARRIAGE_RETURN, "\n")
    .replace(/[\u2028\u2029\u0085]/g, "\n")
    .replace(INVISIBLE, "")
    .replace(BLANK_MARKS, "")
    .replace(STACKED_MARKS, "$1");
}
