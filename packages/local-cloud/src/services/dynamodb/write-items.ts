import { dynalite } from "./dynalite.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { CheckedInput, Item, RawInput } from "./item.ts";
import { tableOf, type DynamoStore } from "./store.ts";
import { targetId, targetOf, WriteStage, type Target } from "./write-stage.ts";

/** PutItem, UpdateItem or DeleteItem: on disk with its index entries before it resolves. */
export async function writeItem(store: DynamoStore, operation: string, input: CheckedInput): Promise<RawInput> {
  const target = targetOf(tableOf(store, input.TableName), input);
  return store.locks.hold([targetId(target)], async () => {
    const stage = await WriteStage.open(store, [target]);
    const output = await stage.run(operation, input).catch((error: unknown) => {
      throw withOldItem(error, input, stage.itemBefore(target));
    });
    await stage.commit();
    return output;
  });
}

/** Adds the item as it was to a failed condition, where the caller asked for it. */
function withOldItem(error: unknown, input: CheckedInput, item: Item | undefined): unknown {
  const asked = input.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && item !== undefined;
  if (!asked || !(error instanceof AwsError) || error.code !== "ConditionalCheckFailedException") return error;
  return new AwsError(error.code, error.message, {
    status: error.status,
    members: { ...error.members, Item: item },
  });
}

interface WriteRequest {
  PutRequest?: { Item: Item };
  DeleteRequest?: { Key: Item };
}

/** BatchWriteItem, in one batch; nothing is ever left unprocessed. */
export async function batchWriteItems(store: DynamoStore, input: CheckedInput): Promise<RawInput> {
  const targets: Target[] = [];
  for (const [tableName, requests] of Object.entries(input.RequestItems ?? {})) {
    const table = tableOf(store, tableName);
    for (const { PutRequest: put, DeleteRequest: remove } of requests as WriteRequest[]) {
      const fits =
        put === undefined ? dynalite.validateKey(remove?.Key ?? {}, table) : dynalite.validateItem(put.Item, table);
      // What does not fit the schema is left for dynalite, which answers it in AWS's words.
      if (!fits) targets.push({ table, key: dynalite.createKey(put?.Item ?? remove?.Key ?? {}, table) });
    }
  }
  return store.locks.hold(targets.map(targetId), async () => {
    const stage = await WriteStage.open(store, targets);
    const output = await stage.run("BatchWriteItem", input);
    await stage.commit();
    return output;
  });
}
