import type { Cabin, QuestionSlot } from "@agentic-pm/contracts/travel";
import type { Candidate } from "../places/gazetteer.ts";
import type { DateMention, Daytime, Doubt, Span, Wishes } from "./turn-reading.ts";

export const NO_WISHES: Wishes = { origin: null, cabin: null, airline: null, nonstop: false, part: null };

/** What the trip carries so far. */
export function wishesOf({ origin, cabin, airline, nonstop, part }: Wishes): Wishes {
  return { origin, cabin, airline, nonstop, part };
}

/** What is known of a trip so far. A slot holds what was said last; doubts hold what has to be asked about it. */
export interface TripState {
  /** The airport from which a trip begins when nothing else is said. */
  readonly home: string;
  origin: Candidate | null;
  destination: Candidate | null;
  outbound: DateMention | null;
  back: DateMention | null;
  /** Every span of time that was named so far. */
  readonly spans: Set<Span>;
  readonly months: Set<number>;
  nights: number | null;
  oneWay: boolean;
  dayTrip: boolean;
  cabin: Cabin | null;
  airline: string | null;
  nonstop: boolean;
  part: Daytime | null;
  /** Wishes of a trip that was said before this one; whether they still hold is asked. */
  earlier: Wishes;
  doubts: Map<QuestionSlot, Doubt>;
}

export function emptyState(home: string): TripState {
  return {
    home,
    origin: null,
    destination: null,
    outbound: null,
    back: null,
    spans: new Set(),
    months: new Set(),
    nights: null,
    oneWay: false,
    dayTrip: false,
    cabin: null,
    airline: null,
    nonstop: false,
    part: null,
    earlier: NO_WISHES,
    doubts: new Map(),
  };
}
