import { type DynamoDBClient, GetItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { RecordingWriter } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import {
  BookingId,
  BookingRow,
  type BookingStatus,
  endKeyOf,
  saidMarkOf,
  TOLD_ENDS,
} from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { WorkedOn } from "../../domain/abandoned-booking.ts";
import type { BookingEnding, StandingBooking } from "../../domain/standing-booking.ts";
import type { ToldEnd } from "../../domain/told-end.ts";
import type { BookingEnds, Found, IdleBooking, IdleBookings, ToldEnds } from "../../ports/booking-ends.ts";

const Row = z.object({
  ...BookingRow.pick({
    bookingId: true,
    employeeId: true,
    status: true,
    turn: true,
    commandHash: true,
    reason: true,
    updatedAt: true,
    auditSeq: true,
    auditHash: true,
  }).shape,
  execution: z.string().max(80).optional(),
});
const Idle = z.object({ bookingId: BookingId, updatedAt: z.iso.datetime() });
const EndedRow = z.object({
  ...BookingRow.pick({ employeeId: true, reason: true, confirmationNumber: true }).shape,
  ...Idle.shape,
  status: z.enum(TOLD_ENDS),
});
const Ended = EndedRow.transform(({ reason: code = null, confirmationNumber: number = null, ...row }) => ({
  ...row,
  code,
  confirmationNumber: number,
}));
const COLUMNS = Object.keys(Row.shape);
const IDLE_COLUMNS = Object.keys(Idle.shape);
const ENDED_COLUMNS = Object.keys(EndedRow.shape);

/** How rows of the bookings table stand. No other column is read: the role may not read a row whole. */
export class DynamoBookingEnds implements BookingEnds, IdleBookings, ToldEnds {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;
  readonly #trail: Pick<RecordingWriter, "appendWith">;
  readonly #outbox: string;

  constructor(
    client: DynamoDBClient,
    {
      table,
      outbox,
      clock,
      trail,
    }: {
      table: string;
      /** The table of employees' messages: which were kept, and never what they say. */
      outbox: string;
      clock: Clock;
      trail: Pick<RecordingWriter, "appendWith">;
    },
  ) {
    this.#outbox = outbox;
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
    this.#trail = trail;
  }

  async find(id: string): Promise<StandingBooking | null> {
    const { Item } = await reached(() =>
      this.#client.send(
        new GetItemCommand({
          TableName: this.#table,
          Key: marshall({ bookingId: id }),
          ConsistentRead: true,
          ProjectionExpression: COLUMNS.map((name) => `#${name}`).join(", "),
          ExpressionAttributeNames: Object.fromEntries(COLUMNS.map((name) => [`#${name}`, name])),
        }),
      ),
    );
    if (Item === undefined) return null;
    const parsed = Row.safeParse(unmarshall(Item));
    if (!parsed.success) throw malformed(id, parsed.error);
    const { auditSeq: seq, auditHash: hash, commandHash: command, execution, reason: why, ...row } = parsed.data;
    const absent = { commandHash: command ?? null, execution: execution ?? null, reason: why ?? null };
    return { ...row, ...absent, audit: { seq, hash } };
  }

  async idle(status: WorkedOn, since: Date): Promise<Found<IdleBooking>> {
    const { rows, unreadable } = await this.#ofStatus(Idle, { status });
    return { rows: rows.filter(({ updatedAt }) => Date.parse(updatedAt) <= since.getTime()), unreadable };
  }

  ended(status: ToldEnd["status"], begunAfter: Date): ReturnType<ToldEnds["ended"]> {
    return this.#ofStatus(Ended, { status, begunAfter });
  }

  async isSaid({ bookingId, employeeId, status }: ToldEnd): Promise<boolean> {
    const mark = saidMarkOf(employeeId, endKeyOf(bookingId, status));
    const { Item } = await reached(() =>
      this.#client.send(
        new GetItemCommand({
          TableName: this.#outbox,
          Key: marshall({ employeeId: mark, seq: 0 }),
          ConsistentRead: true,
          ProjectionExpression: "employeeId",
        }),
      ),
    );
    return Item !== undefined;
  }

  /** Every row of a status, the longest unchanged first. One that does not fit is not the others' trouble. */
  async #ofStatus<Row extends { readonly updatedAt: string }>(
    schema: z.ZodType<Row>,
    { status, begunAfter }: { readonly status: BookingStatus; readonly begunAfter?: Date },
  ): Promise<Found<Row>> {
    const rows: Row[] = [];
    const unreadable: string[] = [];
    const columns = begunAfter === undefined ? IDLE_COLUMNS : ENDED_COLUMNS;
    const query = {
      TableName: this.#table,
      IndexName: "byStatus",
      KeyConditionExpression: `#status = :status${begunAfter === undefined ? "" : " AND #createdAt >= :after"}`,
      ProjectionExpression: columns.map((name) => `#${name}`).join(", "),
      ExpressionAttributeNames: Object.fromEntries(
        [...columns, "status", ...(begunAfter === undefined ? [] : ["createdAt"])].map((name) => [`#${name}`, name]),
      ),
      ExpressionAttributeValues: marshall({
        ":status": status,
        ...(begunAfter === undefined ? {} : { ":after": begunAfter.toISOString() }),
      }),
    };
    await reached(async () => {
      for await (const { Items = [] } of paginateQuery({ client: this.#client }, query)) {
        for (const item of Items.map((each) => unmarshall(each))) {
          const parsed = schema.safeParse(item);
          if (parsed.success) rows.push(parsed.data);
          else unreadable.push(String(item["bookingId"]));
        }
      }
    });
    return { rows: rows.toSorted((left, right) => left.updatedAt.localeCompare(right.updatedAt)), unreadable };
  }

  async isPaymentNoted(bookingId: BookingId): Promise<boolean> {
    const { Item } = await reached(() =>
      this.#client.send(
        new GetItemCommand({
          TableName: this.#table,
          Key: marshall({ bookingId: `effect#${bookingId}` }),
          ConsistentRead: true,
          ProjectionExpression: "bookingId, effectState",
        }),
      ),
    );
    // A note that is closed says that nothing was paid, and nothing will be.
    return Item !== undefined && unmarshall(Item)["effectState"] !== "closed";
  }

  async end(
    seen: StandingBooking,
    { status, code: reason }: BookingEnding,
    { head, entry }: Parameters<BookingEnds["end"]>[2],
  ): Promise<boolean> {
    const { bookingId } = seen;
    const updatedAt = this.#clock.now().toISOString();
    const written = await this.#trail.appendWith({ subjectId: bookingId, head }, entry, ({ seq, hash }) => ({
      table: this.#table,
      key: { bookingId },
      set: { status, reason, updatedAt, auditSeq: seq, auditHash: hash },
      seen: { status: seen.status, auditHash: seen.audit.hash },
    }));
    return written !== null;
  }
}

async function reached<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(error: unknown): AppError {
  return new AppError("BOOKINGS_UNAVAILABLE", {
    cause: `The booking's row could not be read (${error instanceof Error ? error.name : "?"}).`,
    remedy: "The workflow tries again. Else check the function's role and the bookings table.",
    retryable: true,
    error,
  });
}

function malformed(id: string, error: z.ZodError): AppError {
  return new AppError("BOOKING_MALFORMED", {
    cause: `The row of ${id} does not fit its schema.`,
    remedy: "Somebody other than the booking's functions wrote it: leave it, and find out who.",
    details: { bookingId: id, path: error.issues[0]?.path.join(".") ?? "" },
  });
}
