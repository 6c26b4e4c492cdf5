import type { PageFacts } from "./page-facts.ts";

/**
 * Whether the portal says why it goes no further. Only its alerts and headings count, and only before anything is paid:
 * whoever could write a false one would keep a trip from being booked, and no more.
 */
export function noticeOn({ alerts, headings }: PageFacts): "SOLD_OUT" | "FARE_CHANGED" | null {
  const said = [...alerts, ...headings].join("\n");
  if (/\bsold out\b|\bno (?:more )?seats\b|\bno longer (?:available|on sale)\b/i.test(said)) return "SOLD_OUT";
  return /\b(?:price|fare|total)\b[^.\n]*\bchanged\b/i.test(said) ? "FARE_CHANGED" : null;
}
