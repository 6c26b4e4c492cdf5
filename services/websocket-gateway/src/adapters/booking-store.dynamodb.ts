import {
  type DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Clock } from "@agentic-pm/contracts";
import { isOver } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import { Booking } from "../domain/booking.ts";
import type { BookingChange, BookingStore } from "../ports/booking-store.ts";
import { isConditionFailed, transact } from "./transaction.ts";

const LockRow = z.object({ activeBookingId: z.string() });

/** The bookings table. `lock#<employee>` names the booking that has the employee's one place. */
export class DynamoBookingStore implements BookingStore {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
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
    const left = predecessor === null ? [] : [this.#leave(predecessor)];
    return (await transact(this.#client, [...items, ...left])) === "written";
  }

  async change(seen: Booking, change: BookingChange): Promise<boolean> {
    try {
      await this.#client.send(new UpdateItemCommand(this.#updateOf(seen, change)));
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }

  /** A predecessor is as it was seen: over for good, or expired by this very write. */
  #leave(predecessor: Booking): TransactWriteItem {
    if (!isOver(predecessor.status)) {
      return { Update: this.#updateOf(predecessor, { status: "expired" }) };
    }
    return {
      ConditionCheck: {
        TableName: this.#table,
        Key: marshall({ bookingId: predecessor.bookingId }),
        ConditionExpression: "#status = :seen",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: marshall({ ":seen": predecessor.status }),
      },
    };
  }

  #updateOf({ bookingId, status, turn, auditHash, offerExpiresAt }: Booking, change: BookingChange) {
    const sets = Object.entries({ ...change, updatedAt: this.#clock.now().toISOString() });
    const names = ["status", "turn", "auditHash", "offerExpiresAt"];
    const condition = ["#status = :seenStatus", "#turn = :seenTurn", "#auditHash = :seenHead"];
    condition.push(
      offerExpiresAt === undefined ? "attribute_not_exists(#offerExpiresAt)" : "#offerExpiresAt = :seenEnd",
    );
    return {
      TableName: this.#table,
      Key: marshall({ bookingId }),
      UpdateExpression: `SET ${sets.map(([name]) => `#${name} = :${name}`).join(", ")}`,
      ConditionExpression: condition.join(" AND "),
      ExpressionAttributeNames: Object.fromEntries([...names, ...sets.map(([name]) => name)].map((n) => [`#${n}`, n])),
      ExpressionAttributeValues: marshall({
        ...Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
        ":seenStatus": status,
        ":seenTurn": turn,
        ":seenHead": auditHash,
        ...(offerExpiresAt === undefined ? {} : { ":seenEnd": offerExpiresAt }),
      }),
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
