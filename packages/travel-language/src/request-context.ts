import type { Cabin, Place, Question, Traveller, TripPreferences } from "@agentic-pm/contracts/travel";

/** What is known of the employee and the day, from the directory and the clock; never from their words. */
export interface RequestContext {
  /** The employee's own today, yyyy-mm-dd. */
  readonly requestedOn: string;
  readonly timeZone: string;
  readonly homeAirport: string;
  readonly grade: Traveller["grade"];
}

/** A trip as it was understood, without the ids of its booking. */
export interface UnderstoodTrip {
  readonly origin: Place;
  readonly destination: Place;
  /** Local date of departure; of return, or null for one way. */
  readonly outbound: string;
  readonly return: string | null;
  readonly travellers: 1;
  readonly cabin: Cabin | null;
  readonly preferences: TripPreferences;
  /** The employee's own words, at most 280 characters. */
  readonly summary: string;
}

export type Understanding =
  | ({ readonly outcome: "understood" } & UnderstoodTrip)
  | { readonly outcome: "asked"; readonly questions: readonly Question[] };
