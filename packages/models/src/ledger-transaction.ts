import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@agentic-pm/errors";
import { TransactWriteItemsCommand, type DynamoDBClient, type TransactWriteItem } from "@aws-sdk/client-dynamodb";

export interface LedgerTransactions {
  readonly client: Pick<DynamoDBClient, "send">;
  /** Waits before the attempt with that number, from 2 on, after a conflict. Jittered backoff when absent. */
  readonly pause?: (attempt: number) => Promise<void>;
}

const MAX_ATTEMPTS = 12;
const BASE_PAUSE_MS = 20;
const MAX_PAUSE_MS = 500;

/**
 * Writes all of the updates, or none and answers the index of the first whose condition refused. The token makes the
 * client's own retries of one write count once. Throws BUDGET_LEDGER_FAILED.
 */
export async function writeBoth(
  updates: TransactWriteItem[],
  token: string,
  ports: LedgerTransactions,
): Promise<number | undefined> {
  const pause = ports.pause ?? jitteredPause;
  for (let attempt = 1; ; attempt += 1) {
    if (attempt > 1) await pause(attempt);
    try {
      await ports.client.send(new TransactWriteItemsCommand({ TransactItems: updates, ClientRequestToken: token }));
      return undefined;
    } catch (error) {
      const reasons = cancellationReasons(error);
      const refusedBy = reasons.indexOf("ConditionalCheckFailed");
      if (refusedBy >= 0) return refusedBy;
      if (attempt >= MAX_ATTEMPTS || !isConflict(error, reasons)) throw ledgerFailed(error);
    }
  }
}

function cancellationReasons(error: unknown): readonly string[] {
  if (!(error instanceof Error) || !("CancellationReasons" in error)) return [];
  const reasons: unknown = error.CancellationReasons;
  if (!Array.isArray(reasons)) return [];
  return reasons.map((reason: { readonly Code?: string }) => reason.Code ?? "None");
}

/** Two calls at once touched the same rows: nothing is wrong, one of them goes again. */
function isConflict(error: unknown, reasons: readonly string[]): boolean {
  if (reasons.includes("TransactionConflict")) return true;
  return error instanceof Error && error.name === "TransactionInProgressException";
}

function jitteredPause(attempt: number): Promise<void> {
  const most = Math.min(MAX_PAUSE_MS, BASE_PAUSE_MS * 2 ** attempt);
  return sleep(Math.random() * most);
}

function ledgerFailed(error: unknown): AppError {
  const name = error instanceof Error ? error.name : "Error";
  const message = error instanceof Error ? error.message : String(error);
  return new AppError("BUDGET_LEDGER_FAILED", {
    cause: `The model budget could not be written (${name}: ${message}).`,
    remedy: "No model was called without it. Check dynamodb:UpdateItem on the limits table's budget rows, then retry.",
    details: { reason: name },
    retryable: name !== "AccessDeniedException" && name !== "ValidationException",
    error,
  });
}
