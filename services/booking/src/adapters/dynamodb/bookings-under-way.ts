import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { BookingRow } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { BookingsUnderWay, BookingUnderWay } from "../../ports/bookings-under-way.ts";

const { status, commandHash } = BookingRow.shape;
const Row = z.object({ status, commandHash, execution: z.string().max(80).optional() });

/** Which execution has a booking, and nothing else of its row: neither who travels nor what was confirmed. */
export class DynamoBookingsUnderWay implements BookingsUnderWay {
  readonly #client: Pick<DynamoDBClient, "send">;
  readonly #table: string;

  constructor(client: Pick<DynamoDBClient, "send">, { table }: { readonly table: string }) {
    this.#client = client;
    this.#table = table;
  }

  async find(bookingId: string): Promise<BookingUnderWay | null> {
    const { Item } = await this.#client.send(
      new GetItemCommand({
        TableName: this.#table,
        Key: marshall({ bookingId }),
        ConsistentRead: true,
        ProjectionExpression: "#status, commandHash, #execution",
        ExpressionAttributeNames: { "#status": "status", "#execution": "execution" },
      }),
    );
    if (Item === undefined) return null;
    const parsed = Row.safeParse(unmarshall(Item));
    if (!parsed.success) {
      throw new AppError("BOOKING_MALFORMED", {
        cause: `The row of ${bookingId} does not fit its schema.`,
        remedy: "Somebody other than the booking's functions wrote it: leave it, and find out who.",
        details: { bookingId, path: parsed.error.issues[0]?.path.join(".") ?? "" },
      });
    }
    const { commandHash: command, execution, ...row } = parsed.data;
    return { ...row, commandHash: command ?? null, execution: execution ?? null };
  }
}
