import type { PageFacts } from "./page-facts.ts";

const NOTICES = ["SOLD_OUT", "FARE_CHANGED"] as const;
export type PortalNotice = (typeof NOTICES)[number];

/** Whether a booking's reason is something that the portal said. */
export function isNotice(reason: string | null): reason is PortalNotice {
  return NOTICES.some((notice) => notice === reason);
}

/**
 * Whether the portal says why it goes no further. Only its alerts and headings count, and never end a booking whose payment may have been made:
 * whoever could write a false one would keep a trip from being booked, and no more.
 */
export function noticeOn({ alerts, headings }: PageFacts): PortalNotice | null {
  const said = [...alerts, ...headings].join("\n");
  if (/\bsold out\b|\bno (?:more )?seats\b|\bno longer (?:available|on sale)\b/i.test(said)) return "SOLD_OUT";
  return /\b(?:price|fare|total)\b[^.\n]*\bchanged\b/i.test(said) ? "FARE_CHANGED" : null;
}
