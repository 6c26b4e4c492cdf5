import type { Trip } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { ExecuteStatementCommand, type RDSDataClient } from "@aws-sdk/client-rds-data";
import type { TripStore } from "../ports/trip-store.ts";
import type { DatabaseTarget } from "./sanitised-signal-store.rds-data.ts";

const INSERT = `insert into travel.trip (booking_id, sha256, body)
values (:booking_id, :sha256, cast(:body as jsonb))
on conflict do nothing`;

/** travel.trip through the RDS Data API; the function's Postgres role may only insert. */
export class RdsDataTripStore implements TripStore {
  readonly #client: Pick<RDSDataClient, "send">;
  readonly #target: DatabaseTarget;

  constructor(client: Pick<RDSDataClient, "send">, target: DatabaseTarget) {
    this.#client = client;
    this.#target = target;
  }

  async insert(trip: Trip, sha256: string): Promise<void> {
    const values = { booking_id: trip.bookingId, sha256, body: JSON.stringify(trip) };
    const parameters = Object.entries(values).map(([name, stringValue]) => ({ name, value: { stringValue } }));
    try {
      await this.#client.send(new ExecuteStatementCommand({ ...this.#target, sql: INSERT, parameters }));
    } catch (error) {
      throw new AppError("DATABASE_UNAVAILABLE", {
        cause: `The trip of ${trip.bookingId} was not stored (${error instanceof Error ? error.name : "?"}).`,
        remedy:
          "The database may be waking up; the workflow tries again. Else check the role, the secret and the grants.",
        retryable: true,
        error,
      });
    }
  }
}
