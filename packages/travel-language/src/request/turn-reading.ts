import type { Cabin, QuestionCode, QuestionSlot, TripPreferences } from "@agentic-pm/contracts/travel";
import type { DateExpression } from "../dates/expression.ts";
import type { Candidate } from "../places/gazetteer.ts";
import type { PlaceReading } from "../places/read-place.ts";

export type Daytime = NonNullable<TripPreferences["departure"]>;

/** A day somebody named. `isDoubtful`: said of an event, an arrival or a limit, so the flight may be on another. */
export interface DateMention {
  readonly heard: string;
  readonly date: DateExpression;
  readonly isDoubtful: boolean;
}

/** What a trip may carry besides where to and when. */
export interface Wishes {
  readonly origin: Candidate | null;
  readonly cabin: Cabin | null;
  readonly airline: string | null;
  readonly nonstop: boolean;
  readonly part: Daytime | null;
}

/** What a choice among candidates stands for. */
export type Answer =
  | { readonly type: "place"; readonly candidate: Candidate }
  | { readonly type: "date"; readonly date: string }
  | { readonly type: "cabin"; readonly cabin: Cabin }
  /** The trip as it was understood, with these wishes. */
  | { readonly type: "trip"; readonly label: string; readonly wishes: Wishes };

/** Something that has to be asked, and what its candidates stand for. */
export interface Doubt {
  readonly slot: QuestionSlot;
  readonly code: QuestionCode;
  readonly heard: string | null;
  readonly answers: readonly Answer[];
}

/** A stranger in the place of a city. */
export interface UnknownPlace {
  readonly heard: string;
  readonly role: "origin" | "destination" | null;
  readonly similar: readonly Candidate[];
  /** Written or placed so that it can hardly be anything but a place. */
  readonly isCertain: boolean;
  /** Written like a person's name. */
  readonly isName: boolean;
}

/**
 * A month, its part, or "next week", named without a day; null where it may be the time of something else. `other_year`:
 * a year was named or spoken of without a day.
 */
export type Span = number | "early" | "mid" | "late" | "next_week" | "other_year" | null;

/** Everything that one message says, before it is put together with those before it. */
export interface TurnReading {
  readonly origins: PlaceReading[];
  readonly destinations: PlaceReading[];
  readonly bare: PlaceReading[];
  /** Origins that only stand before another place, with nothing or a slash between: home, or two to choose from. */
  readonly loose: PlaceReading[];
  readonly backTo: PlaceReading[];
  /** Where the way back begins. */
  readonly awayFrom: PlaceReading[];
  readonly unknown: UnknownPlace[];
  readonly outs: DateMention[];
  readonly returns: DateMention[];
  readonly bareDates: DateMention[];
  readonly spans: Span[];
  /** Every month named without a day, whatever it is of. */
  readonly months: number[];
  readonly nights: (number | null)[];
  readonly cabins: Cabin[];
  readonly airlines: string[];
  readonly parts: Daytime[];
  readonly travellers: (number | null)[];
  readonly doubts: Doubt[];
  oneWay: boolean;
  roundTrip: boolean;
  dayTrip: boolean;
  nonstop: boolean;
  yes: boolean;
  /** Said of the employee: "just me", not "one seat". */
  me: boolean;
  /** Says no to what was shown: to all of it, or with what is right instead. */
  refusal: "whole" | "with_more" | null;
  /** The number of a candidate, from 1. */
  choice: number | null;
  /** "Any airline", "no preference": a wish held before may not hold any more. */
  indifferent: boolean;
  words: number;
}

export function emptyReading(): TurnReading {
  return {
    origins: [],
    destinations: [],
    bare: [],
    loose: [],
    backTo: [],
    awayFrom: [],
    unknown: [],
    outs: [],
    returns: [],
    bareDates: [],
    spans: [],
    months: [],
    nights: [],
    cabins: [],
    airlines: [],
    parts: [],
    travellers: [],
    doubts: [],
    oneWay: false,
    roundTrip: false,
    dayTrip: false,
    nonstop: false,
    yes: false,
    me: false,
    refusal: null,
    choice: null,
    indifferent: false,
    words: 0,
  };
}

/** The whole trip said again. */
export function isRestated(turn: TurnReading): boolean {
  return turn.destinations.length + turn.bare.length > 0 && turn.outs.length + turn.bareDates.length > 0;
}
