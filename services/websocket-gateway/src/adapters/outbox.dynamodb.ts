import { setTimeout as wait } from "node:timers/promises";
import { DeleteItemCommand, type DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Clock } from "@agentic-pm/contracts";
import { type EmployeeId, saidMarkOf, ServerMessage } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { OutboxReader, OutboxWriter } from "../ports/outbox.ts";
import { transact } from "./transaction.ts";

const KEPT_S = 7 * 24 * 3600;
/** The row with this number counts; messages begin at 1. */
const COUNTER = 0;
const ATTEMPTS = 12;
const LONGEST_WAIT_MS = 60;
const TRIMMED_AT_ONCE = 100;

const MessageRow = z.object({ message: z.string() });
const CounterRow = z.object({ last: z.number().int().nonnegative() });
const SaidRow = z.object({ message: z.string() });

/** The outbox table: an employee's messages under their numbers, the counter under 0, and `said#<key>` for retries. */
export class DynamoOutbox implements OutboxReader, OutboxWriter {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async append(
    employeeId: EmployeeId,
    message: Omit<ServerMessage, "seq">,
    dedupeKey: string | undefined,
  ): Promise<ServerMessage> {
    const said = dedupeKey === undefined ? null : saidMarkOf(employeeId, dedupeKey);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const earlier = said === null ? undefined : await this.#read(said);
      if (earlier !== undefined) return parsed(SaidRow.parse(earlier).message);
      const counter = await this.#read(employeeId);
      const last = counter === undefined ? 0 : CounterRow.parse(counter).last;
      const next: ServerMessage = { seq: last + 1, ...message };
      if (await this.#write(employeeId, next, said)) return next;
      await wait(Math.random() * LONGEST_WAIT_MS);
    }
    throw new AppError("OUTBOX_BUSY", {
      cause: `The next number of ${employeeId}'s messages was taken ${ATTEMPTS} times in a row.`,
      remedy: "The workflow tries again.",
      retryable: true,
    });
  }

  async after(employeeId: EmployeeId, seq: number, most: number): Promise<ServerMessage[]> {
    const rows = await this.#query(employeeId, { condition: "seq > :seq", seq: Math.max(seq, COUNTER), most });
    return rows.map((row) => parsed(MessageRow.parse(row).message));
  }

  async trim(employeeId: EmployeeId, upTo: number): Promise<void> {
    const bounds = { condition: "seq BETWEEN :first AND :seq", seq: upTo, most: TRIMMED_AT_ONCE };
    if (upTo <= COUNTER) return;
    const rows = await this.#query(employeeId, bounds);
    await Promise.all(
      rows.map(({ seq }) =>
        this.#client.send(new DeleteItemCommand({ TableName: this.#table, Key: marshall({ employeeId, seq }) })),
      ),
    );
  }

  /** Number, message and mark in one step, so that numbers have no gaps and a retry finds its own. */
  async #write(employeeId: EmployeeId, next: ServerMessage, said: string | null): Promise<boolean> {
    const TableName = this.#table;
    const message = JSON.stringify(next);
    const expiresAtEpoch = Math.floor(this.#clock.now().getTime() / 1000) + KEPT_S;
    const put = (item: Record<string, unknown>) => ({
      Put: { TableName, Item: marshall(item), ConditionExpression: "attribute_not_exists(employeeId)" },
    });
    const count = {
      Update: {
        TableName,
        Key: marshall({ employeeId, seq: COUNTER }),
        UpdateExpression: "SET #last = :next",
        ConditionExpression: next.seq === 1 ? "attribute_not_exists(employeeId)" : "#last = :before",
        ExpressionAttributeNames: { "#last": "last" },
        ExpressionAttributeValues: marshall({
          ":next": next.seq,
          ...(next.seq === 1 ? {} : { ":before": next.seq - 1 }),
        }),
      },
    };
    const mark = said === null ? [] : [put({ employeeId: said, seq: COUNTER, message, expiresAtEpoch })];
    const items = [count, put({ employeeId, seq: next.seq, message, expiresAtEpoch }), ...mark];
    return (await transact(this.#client, items)) === "written";
  }

  async #query(employeeId: string, { condition, seq, most }: { condition: string; seq: number; most: number }) {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: `employeeId = :employeeId AND ${condition}`,
        ExpressionAttributeValues: marshall({
          ":employeeId": employeeId,
          ":seq": seq,
          ...(condition.includes(":first") ? { ":first": COUNTER + 1 } : {}),
        }),
        Limit: most,
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => unmarshall(item));
  }

  async #read(employeeId: string): Promise<Record<string, unknown> | undefined> {
    const Key = marshall({ employeeId, seq: COUNTER });
    const { Item } = await this.#client.send(new GetItemCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item === undefined ? undefined : unmarshall(Item);
  }
}

function parsed(text: string): ServerMessage {
  return ServerMessage.parse(JSON.parse(text));
}
