import type { RetrievalBand } from "@agentic-pm/contracts/travel";

export type Effort = "medium" | "high";

/** So much time a call of that effort needs, in milliseconds, to be worth its beginning. */
const TIME_NEEDED_MS: Readonly<Record<Effort, number>> = { medium: 8_000, high: 15_000 };

/** How long the model should think: long where retrieval is unsure or a border is crossed. */
export function effortFor(about: {
  readonly band: RetrievalBand;
  readonly scope: "domestic" | "international";
}): Effort {
  return about.band === "unsure" || about.scope === "international" ? "high" : "medium";
}

/** The most effort that still fits into the time that is left; null where none does. */
export function affordable(wanted: Effort, remainingMs: number): Effort | null {
  if (remainingMs >= TIME_NEEDED_MS[wanted]) return wanted;
  return remainingMs >= TIME_NEEDED_MS.medium ? "medium" : null;
}
