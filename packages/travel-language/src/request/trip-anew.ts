import { coded } from "../places/gazetteer.ts";
import type { PlaceReading } from "../places/read-place.ts";
import { NO_WISHES, type TripState } from "./trip-state.ts";
import { type DateMention, type Doubt, isRestated, type TurnReading, type Wishes } from "./turn-reading.ts";

/**
 * Whether an answer says the trip anew: where to and both days, or another town or departure than before where neither
 * was asked about.
 */
export function isAnew(state: TripState, turn: TurnReading, pending: readonly Doubt[]): boolean {
  if (!isRestated(turn)) return false;
  if (saysBothDays(turn)) return true;
  const slots = new Set(pending.map(({ slot }) => slot));
  const isAnswered = slots.has("destination") || slots.has("outbound");
  if (isAnswered || (slots.has("return") && turn.outs.length === 0)) return false;
  const { destination, outbound } = state;
  const [place] = [...turn.destinations, ...turn.bare];
  const [day] = [...turn.outs, ...turn.bareDates];
  const isElsewhere = destination !== null && !place?.candidates.some(({ city }) => city === destination.city);
  return isElsewhere || (outbound !== null && JSON.stringify(day?.date) !== JSON.stringify(outbound.date));
}

/**
 * "Springfield Dec 1", then "Chicago Dec 7": a town that nobody asked about, with a day that may be the way back's or
 * begin another trip. Gives both days to choose the departure from; null where the day can only answer.
 */
export function eitherDay(state: TripState, turn: TurnReading, pending: readonly Doubt[]): DateMention | null {
  const { outbound } = state;
  const [day] = turn.bareDates;
  const [place] = [...turn.destinations, ...turn.bare];
  const slots = new Set(pending.map(({ slot }) => slot));
  const isOpen = slots.has("return") && !slots.has("outbound") && turn.outs.length === 0 && !saysBothDays(turn);
  if (!isOpen || outbound === null || day === undefined || place === undefined) return null;
  if (!isUnasked(state, place, pending)) return null;
  // "The 14th" alone is of the departure's month, or of this one.
  if (day.date.kind === "day_of_month") return { ...day, date: { kind: "unclear" } };
  return { ...day, date: { kind: "one_of", days: [outbound.date, day.date] } };
}

/** Neither a town that was asked for or offered, nor an area, nor where the trip begins. */
function isUnasked(state: TripState, { candidates }: PlaceReading, pending: readonly Doubt[]): boolean {
  const asked = pending.find(({ slot }) => slot === "destination");
  if (candidates.length === 0 || asked?.code === "MISSING") return false;
  const offered = (asked?.answers ?? []).flatMap((answer) => (answer.type === "place" ? [answer.candidate] : []));
  const known = [...offered, state.origin ?? coded(state.home)];
  return !candidates.some(({ city }) => known.some((one) => one?.city === city));
}

function saysBothDays({ returns, nights, oneWay, dayTrip, bareDates }: TurnReading): boolean {
  return oneWay || dayTrip || returns.length + nights.length > 0 || bareDates.length > 1;
}

/**
 * A trip said anew begins from nothing: the earlier way back is gone, and the earlier wishes are put aside until it is
 * known whether they still hold.
 */
export function setAside(state: TripState): void {
  const { origin, cabin, airline, nonstop, part, earlier } = state;
  const said: Wishes = {
    origin: origin ?? earlier.origin,
    cabin: cabin ?? earlier.cabin,
    airline: airline ?? earlier.airline,
    nonstop: nonstop || earlier.nonstop,
    part: part ?? earlier.part,
  };
  Object.assign(state, NO_WISHES, { earlier: said, back: null, nights: null, oneWay: false, dayTrip: false });
}

/** Whatever of the earlier wishes has been said again is settled by that. */
export function settleSaidAgain(state: TripState, turn: TurnReading): void {
  const { earlier, destination } = state;
  const isSettled = state.origin !== null || turn.origins.length > 0 || earlier.origin?.city === destination?.city;
  state.earlier = {
    origin: isSettled ? null : earlier.origin,
    cabin: turn.cabins.length > 0 ? null : earlier.cabin,
    airline: turn.airlines.length > 0 ? null : earlier.airline,
    nonstop: earlier.nonstop && !turn.nonstop,
    part: turn.parts.length > 0 ? null : earlier.part,
  };
}

/** The earlier wishes in words, as the trip would carry them; none where all are settled. */
export function wishesHeard({ origin, cabin, airline, nonstop, part }: Wishes): string | null {
  const from = origin === null ? null : `from ${origin.city.name}`;
  const wishes = [from, cabin?.replace("_", " "), part, nonstop ? "nonstop" : null, airline].filter(Boolean);
  return wishes.length === 0 ? null : wishes.join(", ");
}

/** What a trip carries when the earlier wishes still hold. */
export function restored(state: TripState): Wishes {
  const { earlier } = state;
  return {
    origin: state.origin ?? earlier.origin,
    cabin: state.cabin ?? earlier.cabin,
    airline: state.airline ?? earlier.airline,
    nonstop: state.nonstop || earlier.nonstop,
    part: state.part ?? earlier.part,
  };
}
