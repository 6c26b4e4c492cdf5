import type { Question, Trip, TripReading } from "@agentic-pm/contracts/travel";
import { resolveSpans } from "@agentic-pm/travel-language";

const SPANS = ["origin", "destination", "outbound", "return"] as const;

/** Whether every span stands in the employee's words. A reading with one that does not is no reading of them. */
export function isQuoted(reading: TripReading, words: readonly string[]): boolean {
  const text = letters(words.join(" "));
  return SPANS.every((slot) => text.includes(letters(reading[slot] ?? "")));
}

/** Blanks, punctuation and case do not count. */
function letters(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** The slots in which a model read something else than code, which was certain. Code's reading stands. */
export function differences(trip: Trip, reading: TripReading): string[] {
  const read = resolveSpans(reading, trip);
  const differs: string[] = [];
  if (read.origin !== null && !read.origin.startsWith(trip.origin.city)) differs.push("origin");
  if (read.destination !== null && !read.destination.startsWith(trip.destination.city)) differs.push("destination");
  if (read.outbound !== null && read.outbound !== trip.outbound) differs.push("outbound");
  if ((read.return !== null && read.return !== trip.return) || (reading.oneWay && trip.return !== null))
    differs.push("return");
  if (reading.cabin !== null && reading.cabin !== trip.cabin) differs.push("cabin");
  if (reading.travellers !== null && reading.travellers !== 1) differs.push("travellers");
  return differs;
}

/** Code had no idea of its own: a model's reading is offered for confirmation, if it is in our own data. */
export function withCandidates(
  questions: readonly Question[],
  reading: TripReading,
  context: { readonly requestedOn: string },
): Question[] {
  const read = resolveSpans(reading, context);
  return questions.map((question) => {
    const slot = SPANS.find((name) => name === question.slot);
    const candidate = slot === undefined ? null : read[slot];
    const isOpen = question.code === "MISSING" && question.candidates.length === 0;
    return candidate === null || !isOpen ? question : { ...question, code: "CONFIRM_READING", candidates: [candidate] };
  });
}
