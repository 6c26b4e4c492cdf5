import type { RawText } from "@agentic-pm/contracts";
import type { Finding, Findings } from "./finding.ts";
import { normalise } from "./normalise.ts";

/** What a model gets to read of one signal, in characters: the head and the tail of longer texts. */
export const LARGEST_READING = 6000;
const TAIL = 1500;
const CUT = "\n[…]\n";

export interface NormalisedTexts {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** All parts of a signal as one bounded text, in their order, and what normalising them found. */
export function normaliseTexts(texts: readonly RawText[]): NormalisedTexts {
  const findings: Findings = new Set();
  const parts: string[] = [];
  for (const raw of texts) {
    const part = normalise(raw.text, raw.format);
    for (const finding of part.findings) findings.add(finding);
    if (part.text !== "") parts.push(part.text);
  }
  const joined = parts.join("\n\n");
  if (joined.length <= LARGEST_READING) return { text: joined, findings: [...findings].sort() };
  findings.add("truncated");
  const head = joined.slice(0, LARGEST_READING - TAIL - CUT.length).toWellFormed();
  return { text: head + CUT + joined.slice(-TAIL).toWellFormed(), findings: [...findings].sort() };
}
