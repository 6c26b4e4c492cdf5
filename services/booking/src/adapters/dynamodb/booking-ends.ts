import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Clock } from "@agentic-pm/contracts";
import { BookingRow } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { StandingBooking } from "../../domain/standing-booking.ts";
import type { BookingEnds } from "../../ports/booking-ends.ts";

const Row = z.object({
  ...BookingRow.pick({
    bookingId: true,
    employeeId: true,
    status: true,
    turn: true,
    commandHash: true,
    reason: true,
    auditSeq: true,
    auditHash: true,
  }).shape,
  execution: z.string().max(80).optional(),
});
const COLUMNS = Object.keys(Row.shape);

/** How rows of the bookings table stand. No other column is read: the role may not read a row whole. */
export class DynamoBookingEnds implements BookingEnds {
  readonly #client: Pick<DynamoDBClient, "send">;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: Pick<DynamoDBClient, "send">, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
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

  async end(seen: StandingBooking, { status, code, audit }: Parameters<BookingEnds["end"]>[1]): Promise<boolean> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ bookingId: seen.bookingId }),
          UpdateExpression: "SET #status = :end, reason = :code, updatedAt = :at, auditSeq = :seq, auditHash = :hash",
          ConditionExpression: "#status = :seen AND auditHash = :head",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: marshall({
            ":end": status,
            ":code": code,
            ":at": this.#clock.now().toISOString(),
            ":seq": audit.seq,
            ":hash": audit.hash,
            ":seen": seen.status,
            ":head": seen.audit.hash,
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
      throw unavailable(error);
    }
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
    cause: `The booking's row could not be read or written (${error instanceof Error ? error.name : "?"}).`,
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
