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
