import { MONTHS, WEEKDAYS } from "../../calendar-words.ts";
import { airports } from "../geography/airports.ts";
import type { Cabin, Flight } from "../portal-types.ts";

export interface LocalParts {
  readonly weekday: string;
  readonly day: number;
  readonly month: string;
  readonly year: number;
  /** Such as `07:35`. */
  readonly time: string;
}

/** The parts of a local time such as `2026-12-01T07:35:00`. */
export function partsOf(local: string): LocalParts {
  const at = new Date(`${local}Z`);
  return {
    weekday: WEEKDAYS[at.getUTCDay()] ?? "",
    day: at.getUTCDate(),
    month: MONTHS[at.getUTCMonth()] ?? "",
    year: at.getUTCFullYear(),
    time: local.slice(11, 16),
  };
}

/** Such as `$1,234.50`. */
export function dollars(cents: number): string {
  const whole = String(Math.floor(cents / 100)).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return `$${whole}.${String(cents % 100).padStart(2, "0")}`;
}

/** Such as `2 h 20 min`. */
export function duration(minutes: number): string {
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** Such as `Boston (BOS)`. */
export function placeName(code: string): string {
  return `${airports().get(code)?.city ?? code} (${code})`;
}

export const CABIN_NAMES: Readonly<Record<Cabin, string>> = {
  economy: "Economy",
  premium_economy: "Premium economy",
  business: "Business",
  first: "First",
};

/** Such as `Nonstop` or `1 stop (PHL)`. */
export function stopsOf(flights: readonly Flight[]): string {
  const stops = flights.slice(0, -1).map(({ to }) => to);
  return stops.length === 0 ? "Nonstop" : `${stops.length} stop (${stops.join(", ")})`;
}
