import type { RawText } from "@agentic-pm/contracts";
import { adfToText } from "./adf-text.ts";
import { hasConfusables } from "./confusables.ts";
import { decodeSpans, neutraliseSpans } from "./encoded-spans.ts";
import type { Finding, Findings } from "./finding.ts";
import { htmlToText, looksLikeHtml } from "./html-text.ts";
import { withoutInvisible } from "./invisible-characters.ts";
import { withoutLinks } from "./links.ts";
import { decodeEncodedWords, mimeToText } from "./mime.ts";

/** The most characters that are looked at; the vault never holds more than a quarter of it. */
export const LARGEST_TEXT = 1_000_000;
/** Layers of encoding that are opened; what is still encoded below is replaced by `[encoded]`. */
const DEEPEST_ENCODING = 3;

/** Plain text, and what had to be done to get it. */
export interface NormalisedText {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Reduces untrusted text to what a person would read: no markup, hidden text, encodings, invisible characters or link
 * targets. Idempotent, linear in time and memory, never throws. It makes attacks visible; nothing relies on it.
 */
export function normalise(raw: string, format: RawText["format"] = "plain"): NormalisedText {
  const findings: Findings = new Set();
  let text = firstReading(bounded(raw, findings), format, findings);
  if (hasConfusables(text)) findings.add("confusable_characters");
  for (let layer = 0; layer <= DEEPEST_ENCODING; layer += 1) {
    const next = oneLayer(text, findings);
    if (next === text) return result(text, findings);
    text = next;
  }
  return result(settled(text, findings), findings);
}

function firstReading(text: string, format: RawText["format"], findings: Findings): string {
  if (format === "adf") return adfToText(text) ?? text;
  return format === "html" ? htmlToText(text.replaceAll(/[\r\n]/gu, " "), findings) : text;
}

/** One pass over everything; the identity on text that is already normal, which is what makes the whole idempotent. */
function oneLayer(text: string, findings: Findings): string {
  const visible = withoutInvisible(text, findings);
  const message = decodeEncodedWords(mimeToText(visible, findings), findings);
  const linked = withoutLinks(message);
  const plain = looksLikeHtml(linked) ? htmlToText(linked, findings) : linked;
  return tidied(bounded(decodeSpans(plain, findings), findings));
}

/** For texts encoded deeper than anybody honest does: everything that could start another layer is taken out. */
function settled(text: string, findings: Findings): string {
  const inert = neutraliseSpans(text)
    .replaceAll(/[<>&]/gu, " ")
    .replaceAll(/[[\]!]?\]\(/gu, "] (")
    .replaceAll("=?", "= ?");
  let last = inert;
  for (let pass = 0; pass < 3; pass += 1) {
    const next = oneLayer(last, findings);
    if (next === last) return last;
    last = neutraliseSpans(next).replaceAll(/[<>&]/gu, " ");
  }
  return onlyWords(last);
}

/** The last resort, a fixed point by construction: letters, digits and blanks in short words. */
function onlyWords(text: string): string {
  return tidied(text.replaceAll(/[^\p{L}\p{N}\s,?]/gu, " ").replaceAll(/[A-Za-z0-9]{20,}/gu, " "));
}

function bounded(text: string, findings: Findings): string {
  if (text.length <= LARGEST_TEXT) return text;
  findings.add("truncated");
  return text.slice(0, LARGEST_TEXT).toWellFormed();
}

function tidied(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/gu, " ")
    .replaceAll(/ ?\n ?/gu, "\n")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();
}

function result(text: string, findings: Findings): NormalisedText {
  return { text, findings: [...findings].sort() };
}
