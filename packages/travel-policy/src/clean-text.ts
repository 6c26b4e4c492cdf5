/* oxlint-disable no-control-regex, no-misleading-character-class -- these characters are what is looked for */

/** Format characters (zero-width, bidi, tags, soft hyphens), private use and controls but tab and line feed. */
const INVISIBLE = /[\p{Cf}\p{Co}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;
const BLANK_MARKS =
  /[\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFE00-\uFE0F\uFFA0\uFFFC\u{E0100}-\u{E01EF}]/gu;
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;
const LONGEST_INPUT = 200_000;

/**
 * Extracted text as a person reads it on the page: compatibility-normalised, without characters that show nothing,
 * in one line. Idempotent.
 */
export function cleanText(raw: string): string {
  const text = strip(strip(raw.slice(0, LONGEST_INPUT)).normalize("NFKC"));
  return text.replaceAll(/\s+/gu, " ").trim();
}

function strip(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, "").replace(BLANK_MARKS, "").replace(STACKED_MARKS, "$1");
}
