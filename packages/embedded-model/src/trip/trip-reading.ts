import type { TripBrief, TripReading } from "@agentic-pm/contracts/travel";
import { quoteSpans } from "@agentic-pm/travel-language";
import { isInstructionLike } from "../reading/instruction-like.ts";
import { readText } from "../reading/sentences.ts";

const LINE_MARK = "\u00B6";
const LONGEST_SPAN = 80;
const MOST_TRAVELLERS = 99;
const ANOTHER = /\bfor (?:my|our) (?:manager|boss|colleague|team|wife|husband|assistant)\b|\bon behalf of\b/iu;

/**
 * Haiku's reading of a request by rules: spans quoted from the words that speak of a trip. Sentences that address a
 * reading machine are flagged and left out. Never throws.
 */
export function readTrip(_brief: TripBrief, text: string): TripReading {
  const turns = text.split(LINE_MARK).map((turn) => turn.trim());
  const sentences = turns.map((turn) => readText(turn).sentences);
  const kept = sentences.map((of) => of.filter((sentence) => !isInstructionLike(sentence)).join(" "));
  const spans = quoteSpans(kept);
  const flags: TripReading["flags"] = [];
  if (sentences.some((of) => of.some(isInstructionLike))) flags.push("instruction_like_text");
  if (ANOTHER.test(text)) flags.push("another_traveller");
  if (spans.destination === null && spans.outbound === null) flags.push("no_request");
  return {
    origin: quoted(spans.origin),
    destination: quoted(spans.destination),
    outbound: quoted(spans.outbound),
    return: quoted(spans.return),
    oneWay: spans.oneWay,
    cabin: spans.cabin,
    travellers: spans.travellers === null ? null : Math.min(MOST_TRAVELLERS, spans.travellers),
    flags,
  };
}

function quoted(span: string | null): string | null {
  return span === null || span === "" || span.length > LONGEST_SPAN ? null : span;
}
