import type { PolicyChunk } from "@agentic-pm/contracts/travel";

/** The words of a clause that are embedded: they stand alone, so that one clause never speaks for another. */
export function passageOf(chunk: Pick<PolicyChunk, "section" | "text">): string {
  return chunk.text;
}
