import { checkInput } from "./checked-input.ts";
import { runAction } from "./dynalite-actions.ts";
import { validationError } from "./dynalite-errors.ts";
import type { CheckedInput, RawInput } from "./item.ts";
import { tableOf, type DynamoStore } from "./store.ts";
import { targetId, targetOf } from "./write-stage.ts";

/** GetItem, BatchGetItem, Query or Scan. */
export function readItems(store: DynamoStore, operation: string, input: CheckedInput): Promise<RawInput> {
  return runAction(store.dynalite, operation, input);
}

/** Checks the items of TransactGetItems; throws ValidationException. */
export function transactionGets(store: DynamoStore, items: unknown): CheckedInput[] {
  if (!Array.isArray(items) || items.length === 0 || items.length > 100) {
    throw validationError(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length between 1 and 100",
    );
  }
  return (items as { Get?: RawInput }[]).map(({ Get: get }) => {
    if (get === undefined) throw validationError("TransactItems can only contain Get");
    return checkInput(store, "GetItem", get);
  });
}

/** TransactGetItems: all items as they are at one moment, for their locks are held meanwhile. */
export async function transactGetItems(store: DynamoStore, gets: readonly CheckedInput[]): Promise<RawInput> {
  const ids = gets.map((input) => targetId(targetOf(tableOf(store, input.TableName), input)));
  if (new Set(ids).size !== ids.length) {
    throw validationError("Transaction request cannot include multiple operations on one item");
  }
  return store.locks.hold(ids, async () => {
    const outputs = await Promise.all(gets.map((input) => readItems(store, "GetItem", input)));
    return { Responses: outputs.map(({ Item }) => (Item === undefined ? {} : { Item })) };
  });
}
