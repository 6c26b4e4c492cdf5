import { fail, ok, type Result } from "@agentic-pm/errors";
import type { BudgetLedger, Reservation, ReservationRequest } from "../index.ts";

/** A budget in memory for one day of one month. */
export class InMemoryBudgetLedger implements BudgetLedger {
  /** US dollars spent plus set aside. */
  committedUsd = 0;
  spentUsd = 0;
  readonly #limits: { readonly dailyUsd: number; readonly monthlyUsd: number };
  #count = 0;

  constructor(limits: { readonly dailyUsd: number; readonly monthlyUsd: number } = { dailyUsd: 0.5, monthlyUsd: 11 }) {
    this.#limits = limits;
  }

  async reserve(request: ReservationRequest): Promise<Result<Reservation, "DAY_SPENT" | "MONTH_SPENT">> {
    const after = this.committedUsd + request.usd;
    if (request.withinDay && after > this.#limits.dailyUsd) return spent("DAY_SPENT");
    if (after > this.#limits.monthlyUsd) return spent("MONTH_SPENT");
    this.committedUsd = after;
    const reservationId = `reservation-${(this.#count += 1)}`;
    return ok({ reservationId, usd: request.usd, day: "2026-01-15", month: "2026-01" });
  }

  async settle(reservation: Reservation, usd: number): Promise<void> {
    this.committedUsd += usd - reservation.usd;
    this.spentUsd += usd;
  }

  async release(reservation: Reservation): Promise<void> {
    this.committedUsd -= reservation.usd;
  }
}

function spent<Code extends string>(code: Code): Result<never, Code> {
  return fail(code, { cause: "The fake budget is spent.", remedy: "Give the test a larger one." });
}
