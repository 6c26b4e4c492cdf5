import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { AuditEntry, RecordingWriter } from "@agentic-pm/audit-trail";
import type { AuditHead, Clock } from "@agentic-pm/contracts";
import type { BookingId } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import { Booking } from "../domain/booking.ts";
import type { BookingChange, BookingStore, NewBooking } from "../ports/booking-store.ts";

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

  async begin(booking: NewBooking, before: BookingId | null, entry: AuditEntry): Promise<Booking | null> {
    const { bookingId, employeeId, createdAt } = booking;
    const table = this.#table;
    const lock = { bookingId: lockOf(employeeId) };
    const place = { activeBookingId: bookingId, takenAt: createdAt };
    const begun = ({ seq, hash }: AuditHead): Booking => ({ ...booking, auditSeq: seq, auditHash: hash });
    const head = await this.#trail.appendWith({ subjectId: bookingId, head: null }, entry, (first) => [
      { table, row: begun(first) },
      before === null
        ? { table, row: { ...lock, ...place } }
        : { table, key: lock, set: place, seen: { activeBookingId: before } },
    ]);
    return head === null ? null : begun(head);
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

  async #read(bookingId: string): Promise<Record<string, unknown> | undefined> {
    const Key = marshall({ bookingId });
    const { Item } = await this.#client.send(new GetItemCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item === undefined ? undefined : unmarshall(Item);
  }
}

function lockOf(employeeId: string): string {
  return `lock#${employeeId}`;
}
