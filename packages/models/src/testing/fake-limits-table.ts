import { setImmediate as turn } from "node:timers/promises";
import {
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import type { LedgerTransactions } from "../ledger-transaction.ts";

type Row = Record<string, number>;

/**
 * A limits table that knows the ledger's two updates. Transactions take turns of the event loop between reading and
 * writing, and cancel each other as DynamoDB's do when they touch the same rows.
 */
export class FakeLimitsTable {
  readonly rows = new Map<string, Row>();
  /** The most that a row ever had committed. */
  readonly peaks = new Map<string, number>();
  readonly #locked = new Set<string>();
  readonly #seen = new Set<string>();

  readonly send = (async (command: unknown) => {
    if (!(command instanceof TransactWriteItemsCommand)) throw new Error("The fake knows no other command.");
    const { TransactItems = [], ClientRequestToken = "" } = command.input;
    if (this.#seen.has(ClientRequestToken)) return { $metadata: {} };
    const ids = TransactItems.map(rowIdOf);
    if (ids.some((id) => this.#locked.has(id))) throw cancelled(ids.map(() => "TransactionConflict"));
    for (const id of ids) this.#locked.add(id);
    try {
      await turn();
      this.#commit(TransactItems);
      this.#seen.add(ClientRequestToken);
      return { $metadata: {} };
    } finally {
      for (const id of ids) this.#locked.delete(id);
    }
  }) as LedgerTransactions["client"]["send"];

  #commit(items: readonly TransactWriteItem[]): void {
    const reasons = items.map((item) => (this.#allows(item) ? "None" : "ConditionalCheckFailed"));
    if (reasons.includes("ConditionalCheckFailed")) throw cancelled(reasons);
    for (const item of items) this.#add(item);
  }

  #allows(item: TransactWriteItem): boolean {
    if (item.Update?.ConditionExpression === undefined) return true;
    const committed = this.rows.get(rowIdOf(item))?.["committedMicros"];
    const room = Number(item.Update.ExpressionAttributeValues?.[":room"]?.N);
    return committed === undefined || committed <= room;
  }

  #add(item: TransactWriteItem): void {
    const id = rowIdOf(item);
    const row = this.rows.get(id) ?? {};
    for (const [name, attribute] of Object.entries(item.Update?.ExpressionAttributeNames ?? {})) {
      const value = Number(item.Update?.ExpressionAttributeValues?.[name.replace("#", ":")]?.N);
      row[attribute] = (row[attribute] ?? 0) + value;
    }
    this.rows.set(id, row);
    this.peaks.set(id, Math.max(this.peaks.get(id) ?? 0, row["committedMicros"] ?? 0));
  }
}

function rowIdOf(item: TransactWriteItem): string {
  return item.Update?.Key?.["limitId"]?.S ?? "";
}

function cancelled(codes: readonly string[]): Error {
  return new TransactionCanceledException({
    message: `Transaction cancelled [${codes.join(", ")}]`,
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}
