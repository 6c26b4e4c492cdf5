import type { ApprovalReason, Cabin, Constraint, FlightOption, Trip } from "@agentic-pm/contracts/travel";

/** What of a trip decides which clauses bind it. A `Trip` fits. */
export type TripFacts = Pick<Trip, "origin" | "destination" | "outbound" | "return" | "cabin">;

/** Clauses of one kind that do not say the same; the strictest was taken. */
export interface Contradiction {
  readonly kind: string;
  readonly chunkIds: string[];
}

/** What the clauses demand of a trip. The members go into a BookingPlan under the same names. */
export interface PlanConstraints {
  /** Whole US dollars for the whole trip, in the highest cabin; lower cabins may have a lower cap of their own. */
  readonly fareCapUsd: number;
  readonly highestCabin: Cabin;
  /** Empty: no preference is stated. A preference never refuses an airline. */
  readonly preferredAirlines: string[];
  /** What needs approval whatever is booked; `assessOption` adds what a single option needs. */
  readonly approval: ApprovalReason[];
  readonly constraints: Constraint[];
  readonly contradictions: Contradiction[];
  /** True where no clause was found for something, so that the strictest default stands in. */
  readonly strictestDefaults: boolean;
  readonly scope: "domestic" | "international";
}

/** What an option is held against. A BookingPlan fits. */
export type PlanValues = Pick<PlanConstraints, "fareCapUsd" | "highestCabin" | "approval" | "constraints">;

/** The members of an offered flight that policy speaks about. A FlightOption without its `approval` fits. */
export type AssessedOption = Pick<FlightOption, "cabin" | "totalCents" | "outbound" | "inbound">;
