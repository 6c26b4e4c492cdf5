import { dynalite } from "./dynalite.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { checkInput } from "./checked-input.ts";
import { toAwsError, validationError } from "./dynalite-errors.ts";
import type { CheckedInput, Item, RawInput } from "./item.ts";
import { tableOf, type DynamoStore } from "./store.ts";
import type { TransactionTokens } from "./transaction-tokens.ts";
import { targetId, targetOf, WriteStage, type Target } from "./write-stage.ts";

/** The operation whose rules and effect each kind of transaction item has. */
const operationOfKind: Readonly<Record<string, string>> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "DeleteItem",
};

/** One item of a transaction, checked. */
export interface TransactionStep {
  readonly kind: string;
  readonly operation: string;
  readonly input: CheckedInput;
}

interface CancellationReason {
  Code: string;
  Message?: string;
  Item?: Item;
}

/** Checks the items of TransactWriteItems; throws ValidationException. */
export function transactionSteps(store: DynamoStore, items: unknown): TransactionStep[] {
  if (!Array.isArray(items) || items.length === 0 || items.length > 100) {
    throw validationError(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length between 1 and 100",
    );
  }
  return (items as RawInput[]).map((item) => {
    const [kind, ...others] = Object.keys(item);
    const operation = operationOfKind[kind ?? ""];
    if (kind === undefined || operation === undefined || others.length > 0) {
      throw validationError("TransactItems can only contain one of Check, Put, Update or Delete");
    }
    const raw = item[kind] as RawInput;
    if (kind === "ConditionCheck" && typeof raw["ConditionExpression"] !== "string") {
      throw validationError("ConditionExpression must not be null for a ConditionCheck");
    }
    return { kind, operation, input: checkInput(store, operation, raw) };
  });
}

/**
 * Runs the steps under the locks of all their items, and writes them in one batch or not at all.
 * Rejects with TransactionCanceledException, one reason for each item.
 */
export async function runTransaction(
  store: DynamoStore,
  steps: readonly TransactionStep[],
  idempotency?: { token: string; request: unknown; tokens: TransactionTokens; now: number },
): Promise<void> {
  const targets = steps.map(({ input }) => targetOf(tableOf(store, input.TableName), input));
  const ids = targets.map(targetId);
  if (new Set(ids).size !== ids.length) {
    throw validationError("Transaction request cannot include multiple operations on one item");
  }
  const tokenKey = idempotency?.tokens.keyOf(idempotency.token);
  await store.locks.hold(tokenKey === undefined ? ids : [...ids, tokenKey], async () => {
    if (idempotency?.tokens.isRepeated(idempotency.token, idempotency.request, idempotency.now)) return;
    const stage = await WriteStage.open(store, targets);
    const reasons = [];
    for (const [index, step] of steps.entries()) reasons.push(await runStep(stage, step, targets[index] as Target));
    if (reasons.some(({ Code }) => Code !== "None")) throw transactionCanceled(reasons);
    if (idempotency === undefined || tokenKey === undefined) return stage.commit();
    const record = idempotency.tokens.recordOf(idempotency.request, idempotency.now);
    stage.addRecord(tokenKey, record);
    await stage.commit();
    idempotency.tokens.remember(idempotency.token, record);
  });
}

async function runStep(stage: WriteStage, step: TransactionStep, target: Target): Promise<CancellationReason> {
  try {
    if (step.kind === "ConditionCheck") {
      const failed = dynalite.checkConditional(step.input, stage.itemBefore(target));
      if (failed) throw toAwsError(failed);
    } else {
      await stage.run(step.operation, step.input);
    }
    return { Code: "None" };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === "ValidationException") return { Code: "ValidationError", Message: error.message };
    if (error.code !== "ConditionalCheckFailedException") throw error;
    const item = stage.itemBefore(target);
    const shown = step.input.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && item !== undefined;
    if (step.kind === "Insert") return { Code: "DuplicateItem", Message: "Duplicate primary key exists in table" };
    return {
      Code: "ConditionalCheckFailed",
      Message: error.message,
      ...(shown ? { Item: item } : {}),
    };
  }
}

function transactionCanceled(reasons: readonly CancellationReason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return new AwsError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { members: { CancellationReasons: reasons } },
  );
}
