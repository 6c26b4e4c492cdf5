import { addDays } from "../dates/calendar.ts";
import { resolveDate, type ResolvedDate } from "../dates/resolve-date.ts";
import { type Candidate, coded, placeOf } from "../places/gazetteer.ts";
import type { UnderstoodTrip } from "../request-context.ts";
import { restored, wishesHeard } from "./trip-anew.ts";
import { type TripState, wishesOf } from "./trip-state.ts";
import type { Answer, Doubt, Wishes } from "./turn-reading.ts";

/** The trip that all slots make; null where one is open. */
export function tripOf(state: TripState, days: Days): Omit<UnderstoodTrip, "summary"> | null {
  const origin = originOf(state);
  if (origin === null || state.destination === null || !days.outbound?.ok || days.back?.ok === false) return null;
  return {
    origin: placeOf(origin),
    destination: placeOf(state.destination),
    outbound: days.outbound.date,
    return: days.back?.date ?? null,
    travellers: 1 as const,
    cabin: state.cabin,
    preferences: { departure: state.part, nonstop: state.nonstop, airline: state.airline },
  };
}

/** Where it begins: home, unless something else was said. */
export function originOf(state: TripState): Candidate | null {
  return state.origin ?? coded(state.home) ?? null;
}

/** The days as they resolve; null where none was named, or for the return of one way. */
export interface Days {
  readonly outbound: ResolvedDate | null;
  readonly back: ResolvedDate | null;
}

/** Both days, seen from today. */
export function daysOf(state: TripState, today: string): Days {
  const outbound = state.outbound === null ? null : resolveDate(state.outbound.date, today);
  const departure = outbound?.ok === true ? outbound.date : null;
  if (state.oneWay) return { outbound, back: null };
  if (state.dayTrip) return { outbound, back: departure === null ? null : { ok: true, date: departure } };
  if (state.back !== null)
    return { outbound, back: departure === null ? null : resolveDate(state.back.date, today, departure) };
  if (state.nights === null || departure === null) return { outbound, back: null };
  return { outbound, back: { ok: true, date: addDays(departure, state.nights) } };
}

/** All that is left is a word that nothing explains, or wishes that may no longer hold: the trip is shown. */
export function withTrip(doubt: Doubt, state: TripState, today: string): Doubt {
  if (doubt.slot !== "trip" || doubt.code === "REJECTED_READING") return doubt;
  const now = wishesOf(state);
  const choices = wishesHeard(state.earlier) === null ? [now] : [restored(state), now];
  const answers = choices.flatMap((wishes) => shownWith(wishes, state, today));
  return answers.length === 0 ? doubt : { ...doubt, code: "CONFIRM_READING", answers };
}

function shownWith(wishes: Wishes, state: TripState, today: string): Answer[] {
  const shown = { ...state, ...wishes };
  const trip = tripOf(shown, daysOf(shown, today));
  return trip === null || originOf(shown)?.city === shown.destination?.city
    ? []
    : [{ type: "trip", label: labelOf(trip), wishes }];
}

function labelOf({ origin, destination, outbound, preferences, ...trip }: Omit<UnderstoodTrip, "summary">): string {
  const back = trip.return === null ? ", one way" : ` – ${trip.return}`;
  const { departure, nonstop, airline } = preferences;
  const wishes = [trip.cabin?.replace("_", " "), departure, nonstop ? "nonstop" : null, airline].filter(Boolean);
  const days = `${outbound}${back}`;
  return [`${origin.city} to ${destination.city} (${destination.airports.join(", ")}), ${days}`, ...wishes].join(", ");
}
