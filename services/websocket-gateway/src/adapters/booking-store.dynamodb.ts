import { type DynamoDBClient, GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { AuditEntry, RecordingWriter } from "@agentic-pm/audit-trail";
import type { AuditHead, Clock } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import { Booking } from "../domain/booking.ts";
import type { BookingChange, BookingStore } from "../ports/booking-store.ts";
import { transact } from "./transaction.ts";

const LockRow = z.object({ activeBookingId: z.string() });

/** The bookings table. `lock#<employee>` names the booking that has the employee's one place. */
export class DynamoBookingStore implements BookingStore {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;
  readonly #trail: Pick<RecordingWriter, "appendWith">;

  constructor(
    client: DynamoDBClient,
    { table, clock, trail }: { table: string; clock: Clock; trail: Pick<RecordingWriter, "appendWith"> },
  ) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
    this.#trail = trail;
  }

  async find(bookingId: string): Promise<Booking | null> {
    const item = await this.#read(bookingId);
    if (item === undefined) return null;
    const parsed = Booking.safeParse(item);
    if (parsed.success) return parsed.data;
    throw new AppError("BOOKING_MALFORMED", {
      cause: `The row of ${bookingId} does not fit its schema (${parsed.error.issues[0]?.path.join(".")}).`,
      remedy: "Somebody other than the travel job wrote it: leave it, and find out who.",
      details: { bookingId },
    });
  }

  async activeOf(employeeId: string): Promise<Booking | null> {
    const lock = await this.#read(lockOf(employeeId));
    return lock === undefined ? null : this.find(LockRow.parse(lock).activeBookingId);
  }

  async begin(booking: Booking, predecessor: Booking | null): Promise<boolean> {
    const { bookingId, employeeId, createdAt } = booking;
    const lock = { bookingId: lockOf(employeeId), activeBookingId: bookingId, takenAt: createdAt };
    const items: TransactWriteItem[] = [
      {
        Put: {
          TableName: this.#table,
          Item: marshall(booking, { removeUndefinedValues: true }),
          ConditionExpression: "attribute_not_exists(bookingId)",
        },
      },
      {
        Put: {
          TableName: this.#table,
          Item: marshall(lock),
          ...(predecessor === null
            ? { ConditionExpression: "attribute_not_exists(bookingId)" }
            : {
                ConditionExpression: "activeBookingId = :before",
                ExpressionAttributeValues: marshall({ ":before": predecessor.bookingId }),
              }),
        },
      },
    ];
    const left = predecessor === null ? [] : [this.#isStill(predecessor)];
    return (await transact(this.#client, [...items, ...left])) === "written";
  }

  change(seen: Booking, change: BookingChange, entry: AuditEntry): Promise<AuditHead | null> {
    const { bookingId, status, turn, auditSeq, auditHash, offerExpiresAt } = seen;
    const updatedAt = this.#clock.now().toISOString();
    const place = { subjectId: bookingId, head: { seq: auditSeq, hash: auditHash } };
    return this.#trail.appendWith(place, entry, (head) => ({
      table: this.#table,
      key: { bookingId },
      set: { ...change, auditSeq: head.seq, auditHash: head.hash, updatedAt },
      seen: { status, turn, auditHash, offerExpiresAt },
    }));
  }

  #isStill({ bookingId, status }: Booking): TransactWriteItem {
    return {
      ConditionCheck: {
        TableName: this.#table,
        Key: marshall({ bookingId }),
        ConditionExpression: "#status = :seen",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: marshall({ ":seen": status }),
      },
    };
  }

  async #read(bookingId: string): Promise<Record<string, unknown> | undefined> {
    const Key = marshall({ bookingId });
    const { Item } = await this.#client.send(new GetItemCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item === undefined ? undefined : unmarshall(Item);
  }
}

function lockOf(employeeId: string): string {
  return `lock#${employeeId}`;
}
