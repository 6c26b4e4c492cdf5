import type { Cabin, QuestionSlot } from "@agentic-pm/contracts/travel";
import type { Candidate } from "../places/gazetteer.ts";
import type { DateMention, Daytime, Doubt, Span } from "./turn-reading.ts";

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
    doubts: new Map(),
  };
}
