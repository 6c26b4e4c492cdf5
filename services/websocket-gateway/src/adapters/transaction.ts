import { setTimeout as wait } from "node:timers/promises";
import {
  type DynamoDBClient,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";

const ATTEMPTS = 5;
/** Milliseconds, at most, before another attempt. */
const LONGEST_WAIT_MS = 40;

/**
 * Writes all of it or nothing. "refused" when a condition did not hold. Where another transaction had an item at the
 * same instant it tries again, so that of two one always gets through.
 */
export async function transact(
  client: DynamoDBClient,
  items: NonNullable<TransactWriteItemsCommandInput["TransactItems"]>,
): Promise<"written" | "refused"> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
      return "written";
    } catch (error) {
      const reasons = cancellationReasons(error);
      if (reasons.includes("ConditionalCheckFailed")) return "refused";
      if (!reasons.includes("TransactionConflict") || attempt === ATTEMPTS) throw error;
    }
    await wait(Math.random() * LONGEST_WAIT_MS);
  }
}

/** True when a conditional write found its condition untrue. */
export function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === "ConditionalCheckFailedException";
}

function cancellationReasons(error: unknown): string[] {
  if (!(error instanceof Error) || error.name !== "TransactionCanceledException") return [];
  const { CancellationReasons } = error as { CancellationReasons?: readonly { Code?: string }[] };
  return (CancellationReasons ?? []).map(({ Code }) => Code ?? "None");
}
