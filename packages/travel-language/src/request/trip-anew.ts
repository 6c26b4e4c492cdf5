import { NO_WISHES, type TripState } from "./trip-state.ts";
import { type Doubt, isRestated, type TurnReading, type Wishes } from "./turn-reading.ts";

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
