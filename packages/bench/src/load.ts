import { loadavg } from "node:os";

/** How busy the machine was in the last minute, in words; where that is unknown (Windows) it says 0.0. */
export function loadNow(): string {
  return `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}
