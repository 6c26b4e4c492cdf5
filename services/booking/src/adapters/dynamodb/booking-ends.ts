import { type DynamoDBClient, GetItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { RecordingWriter } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import { BookingId, BookingRow } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import * as z from "zod";
import type { WorkedOn } from "../../domain/abandoned-booking.ts";
import type { BookingEnding, StandingBooking } from "../../domain/standing-booking.ts";
import type { BookingEnds, IdleBookings } from "../../ports/booking-ends.ts";

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
const Idle = z.object({ bookingId: BookingId, updatedAt: z.string() });
const COLUMNS = Object.keys(Row.shape);

/** How rows of the bookings table stand. No other column is read: the role may not read a row whole. */
export class DynamoBookingEnds implements BookingEnds, IdleBookings {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;
  readonly #trail: Pick<RecordingWriter, "appendWith">;
  readonly #logger: Pick<StructuredLogger, "warn">;

  constructor(
    client: DynamoDBClient,
    {
      table,
      clock,
      trail,
      logger,
    }: {
      table: string;
      clock: Clock;
      trail: Pick<RecordingWriter, "appendWith">;
      logger: Pick<StructuredLogger, "warn">;
    },
  ) {
    this.#logger = logger;
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

  async idle(status: WorkedOn, since: Date): Promise<readonly BookingId[]> {
    const found: z.infer<typeof Idle>[] = [];
    const query = {
      TableName: this.#table,
      IndexName: "byStatus",
      KeyConditionExpression: "#status = :status",
      FilterExpression: "#updatedAt <= :since",
      ProjectionExpression: "#bookingId, #updatedAt",
      ExpressionAttributeNames: { "#status": "status", "#updatedAt": "updatedAt", "#bookingId": "bookingId" },
      ExpressionAttributeValues: marshall({ ":status": status, ":since": since.toISOString() }),
    };
    await reached(async () => {
      for await (const { Items = [] } of paginateQuery({ client: this.#client }, query)) {
        found.push(...Items.flatMap((item) => this.#idle(status, unmarshall(item))));
      }
    });
    const longestFirst = found.toSorted((left, right) => left.updatedAt.localeCompare(right.updatedAt));
    return longestFirst.map(({ bookingId }) => bookingId);
  }

  /** One row that does not parse is not the others' trouble. */
  #idle(status: WorkedOn, row: unknown): z.infer<typeof Idle>[] {
    const parsed = Idle.safeParse(row);
    if (parsed.success) return [parsed.data];
    this.#logger.warn(LogCode.BOOKING_MALFORMED, { status, path: parsed.error.issues[0]?.path.join(".") ?? "" });
    return [];
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
