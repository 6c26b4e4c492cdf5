import type { FlightOption } from "@agentic-pm/contracts/travel";

/** A search at the portal; airports by their codes, dates as YYYY-MM-DD. */
export interface FareQuery {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly depart: string;
  /** Null for one way. */
  readonly return: string | null;
  readonly cabin: FlightOption["cabin"];
}

/** A fare as the portal sells it, in our forms; its description and whatever else it says are not kept. */
export interface QuotedFare extends Pick<
  FlightOption,
  "fareId" | "airline" | "airlineName" | "cabin" | "outbound" | "inbound" | "totalCents"
> {
  readonly seatsLeft: number;
}

export interface FareAnswer {
  readonly fares: readonly QuotedFare[];
  /** How many fares did not have the portal's own form and were left out. */
  readonly malformed: number;
  /** True where the portal does not serve such a search: an airport that it does not know, a day too far ahead. */
  readonly unserved: boolean;
}

/** What the portal sells, without login. */
export interface FareSearch {
  /**
   * Throws PORTAL_UNAVAILABLE (retryable), PORTAL_ANSWER_MALFORMED, PORTAL_ANSWER_TOO_LARGE and what the portal's
   * address throws.
   */
  search(query: FareQuery): Promise<FareAnswer>;
}
