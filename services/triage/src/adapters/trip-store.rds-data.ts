import type { Trip } from "@agentic-pm/contracts/travel";
import type { RdsDataSql } from "@agentic-pm/database";
import type { TripStore } from "../ports/trip-store.ts";

const INSERT = `insert into travel.trip (booking_id, sha256, body)
values (:booking_id, :sha256, cast(:body as jsonb))
on conflict do nothing`;

/** travel.trip through the RDS Data API; the function's Postgres role may only insert. */
export class RdsDataTripStore implements TripStore {
  readonly #sql: Pick<RdsDataSql, "rows">;

  constructor(sql: Pick<RdsDataSql, "rows">) {
    this.#sql = sql;
  }

  async insert(trip: Trip, sha256: string): Promise<void> {
    await this.#sql.rows(INSERT, { booking_id: trip.bookingId, sha256, body: JSON.stringify(trip) });
  }
}
