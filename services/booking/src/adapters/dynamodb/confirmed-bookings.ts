import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { canonicalJson, type Clock } from "@agentic-pm/contracts";
import { BookingRow, Offer } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { StoredBooking } from "../../domain/stored-booking.ts";
import type { BookingChange, ConfirmedBookings, RenewedOffers } from "../../ports/confirmed-bookings.ts";

const Row = z.object({ ...BookingRow.shape, execution: z.string().max(80).optional() });

/** The bookings table: each change is one write, conditional on the status and the end of the audit chain that were read. */
export class DynamoConfirmedBookings implements ConfirmedBookings, RenewedOffers {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async find(bookingId: string): Promise<StoredBooking | null> {
    const row = await this.#row(bookingId);
    return row === null ? null : storedBooking(row);
  }

  async renewed(bookingId: string): ReturnType<RenewedOffers["renewed"]> {
    const { offer, offerExpiresAt: expiresAt } = (await this.#row(bookingId)) ?? {};
    if (offer === undefined || expiresAt === undefined) return null;
    const parsed = Offer.safeParse(JSON.parse(offer));
    if (parsed.success) return { offer: parsed.data, expiresAt };
    throw malformed(bookingId, parsed.error);
  }

  async #row(bookingId: string): Promise<z.infer<typeof Row> | null> {
    const key = { TableName: this.#table, Key: marshall({ bookingId }), ConsistentRead: true };
    const { Item } = await this.#client.send(new GetItemCommand(key));
    if (Item === undefined) return null;
    const parsed = Row.safeParse(unmarshall(Item));
    if (parsed.success) return parsed.data;
    throw malformed(bookingId, parsed.error);
  }

  async change(seen: StoredBooking, change: BookingChange): Promise<StoredBooking> {
    const { audit, ...columns } = change;
    await this.#update(seen, { ...columns, auditSeq: audit.seq, auditHash: audit.hash }, []);
    const { status, reason = seen.reason, confirmationNumber = seen.confirmationNumber } = change;
    return { ...seen, status, reason, confirmationNumber, execution: change.execution ?? seen.execution, audit };
  }

  async offerInstead(
    seen: StoredBooking,
    { offer, because, expiresAt, audit }: Parameters<RenewedOffers["offerInstead"]>[1],
  ): Promise<void> {
    const columns = {
      status: offer.options.length === 0 ? "voided" : "offered",
      offer: canonicalJson(offer),
      offerExpiresAt: expiresAt,
      reason: because,
      auditSeq: audit.seq,
      auditHash: audit.hash,
    };
    await this.#update(seen, columns, ["command", "commandHash", "confirmedAt", "approval"]);
  }

  async #update(seen: StoredBooking, columns: Record<string, unknown>, removed: readonly string[]): Promise<void> {
    const next: Record<string, unknown> = { ...columns, updatedAt: this.#clock.now().toISOString() };
    const sets = Object.entries(next).filter(([, value]) => value !== undefined && value !== null);
    const emptied = [...removed, ...Object.keys(next).filter((name) => next[name] === null)];
    const names = [...sets.map(([name]) => name), ...emptied];
    const remove = emptied.length === 0 ? "" : ` REMOVE ${emptied.map((name) => `#${name}`).join(", ")}`;
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ bookingId: seen.bookingId }),
          UpdateExpression: `SET ${sets.map(([name]) => `#${name} = :${name}`).join(", ")}${remove}`,
          ConditionExpression: "#status = :seenStatus AND #auditHash = :seenHash",
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: marshall({
            ...Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
            ":seenStatus": seen.status,
            ":seenHash": seen.audit.hash,
          }),
        }),
      );
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ConditionalCheckFailedException") throw error;
      throw new AppError("BOOKING_CHANGED_MEANWHILE", {
        cause: `Somebody else changed ${seen.bookingId} at the same moment.`,
        remedy: "Nothing to do: the workflow looks again.",
        details: { bookingId: seen.bookingId, seen: seen.status },
        retryable: true,
        error,
      });
    }
  }
}

function malformed(bookingId: string, error: z.ZodError): AppError {
  return new AppError("BOOKING_MALFORMED", {
    cause: `The row of ${bookingId} does not fit its schema.`,
    remedy: "Somebody other than the booking's functions wrote it: leave it, and find out who.",
    details: { bookingId, path: error.issues[0]?.path.join(".") ?? "" },
  });
}

function storedBooking(row: z.infer<typeof Row>): StoredBooking {
  return {
    bookingId: row.bookingId,
    employeeId: row.employeeId,
    status: row.status,
    planHash: row.planHash ?? null,
    command: row.command ?? null,
    commandHash: row.commandHash ?? null,
    confirmedAt: row.confirmedAt ?? null,
    approval: row.approval ?? null,
    execution: row.execution ?? null,
    confirmationNumber: row.confirmationNumber ?? null,
    reason: row.reason ?? null,
    audit: { seq: row.auditSeq, hash: row.auditHash },
  };
}
