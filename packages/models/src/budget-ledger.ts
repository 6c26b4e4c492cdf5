import type { Result } from "@agentic-pm/errors";

/** Money set aside for one model call, until it is settled or released. */
export interface Reservation {
  readonly reservationId: string;
  /** US dollars. */
  readonly usd: number;
  /** UTC day and month that it counts for, "2026-11-21" and "2026-11". */
  readonly day: string;
  readonly month: string;
}

export interface ReservationRequest {
  /** The call's worst case, in US dollars. */
  readonly usd: number;
  /** Whether the day's limit counts too: it holds back the dear models only; the month's holds back all. */
  readonly withinDay: boolean;
}

/** What is spent and set aside, by day and month. No concurrent calls can set aside more than the limits. */
export interface BudgetLedger {
  reserve(request: ReservationRequest): Promise<Result<Reservation, "DAY_SPENT" | "MONTH_SPENT">>;
  /** Replaces the reservation by what the call really cost, in US dollars. */
  settle(reservation: Reservation, usd: number): Promise<void>;
  /** Gives the money back: the call did not happen. */
  release(reservation: Reservation): Promise<void>;
}
