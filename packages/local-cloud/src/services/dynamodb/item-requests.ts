import { checkInput, tableNameOf } from "./checked-input.ts";
import { attributesOf, leadingKeys, partitionKeyOf, selectOf, tableAsk } from "./ask-context.ts";
import type { TablePorts } from "./describe-tables.ts";
import { validationError } from "./dynalite-errors.ts";
import type { CheckedInput, Item, RawInput } from "./item.ts";
import type { Prepared } from "./prepared.ts";
import { readItems } from "./read-items.ts";
import { batchWriteItems, writeItem } from "./write-items.ts";

/** The permission that an operation on one item, a query or a scan needs. */
export function itemAsk(
  ports: TablePorts,
  action: string,
  input: CheckedInput,
  enclosing?: string,
): Prepared["asks"][number] {
  const { TableName: tableName, IndexName: indexName } = input;
  const partitionKey = partitionKeyOf(ports, tableName, indexName);
  const queried = partitionKey === undefined ? undefined : input.KeyConditions?.[partitionKey]?.AttributeValueList[0];
  const keyed: Item | undefined =
    queried === undefined ? (input.Key ?? input.Item) : { [String(partitionKey)]: queried };
  return tableAsk(ports, action, {
    tableName,
    indexName,
    leadingKeys: leadingKeys(partitionKey, [keyed]),
    attributes: attributesOf(input),
    further: {
      Select: READS.has(action) ? selectOf(input) : undefined,
      ReturnValues: isWrite(action) ? (input.ReturnValues ?? "NONE") : undefined,
      ReturnConsumedCapacity: input.ReturnConsumedCapacity,
      EnclosingOperation: enclosing,
    },
  });
}

/** AWS gives `dynamodb:Select` for these, whether or not the request can name it. */
const READS: ReadonlySet<string> = new Set(["GetItem", "Query", "Scan"]);

function isWrite(action: string): boolean {
  return action === "PutItem" || action === "UpdateItem" || action === "DeleteItem";
}

/** GetItem, Query, Scan, PutItem, UpdateItem, DeleteItem. */
export function prepareItemRequest(ports: TablePorts, operation: string, raw: RawInput): Prepared {
  const input = checkInput(ports.store, operation, raw);
  const run = isWrite(operation)
    ? () => writeItem(ports.store, operation, input)
    : () => readItems(ports.store, operation, input);
  return { asks: [itemAsk(ports, operation, input)], run };
}

interface BatchTable {
  Keys?: Item[];
  AttributesToGet?: string[];
  _projection?: CheckedInput["_projection"];
}

/** BatchGetItem and BatchWriteItem: one ask for each table, with all its leading keys. */
export function prepareBatchRequest(ports: TablePorts, operation: string, raw: RawInput): Prepared {
  const input = checkInput(ports.store, operation, {
    ...raw,
    RequestItems: byTableName(raw["RequestItems"]),
  });
  const asks = Object.entries(input.RequestItems ?? {}).map(([tableName, requests]) => {
    const items = operation === "BatchGetItem" ? ((requests as BatchTable).Keys ?? []) : writtenItems(requests);
    const projected =
      operation === "BatchGetItem" ? attributesOf({ TableName: tableName, ...pickProjection(requests) }) : [];
    return tableAsk(ports, operation, {
      tableName,
      leadingKeys: leadingKeys(partitionKeyOf(ports, tableName), items),
      attributes: [...new Set([...items.flatMap(Object.keys), ...projected])],
      further: {
        Select:
          operation === "BatchGetItem" ? selectOf({ TableName: tableName, ...pickProjection(requests) }) : undefined,
      },
    });
  });
  const run =
    operation === "BatchGetItem"
      ? () => readItems(ports.store, operation, input)
      : () => batchWriteItems(ports.store, input);
  return { asks, run };
}

function byTableName(requestItems: unknown): unknown {
  if (typeof requestItems !== "object" || requestItems === null) return requestItems;
  const named = Object.entries(requestItems).map(([name, requests]) => [String(tableNameOf(name)), requests] as const);
  if (new Set(named.map(([name]) => name)).size !== named.length) {
    throw validationError("A table is named more than once in RequestItems");
  }
  return Object.fromEntries(named);
}

function pickProjection(requests: unknown): Partial<CheckedInput> {
  const { AttributesToGet, _projection } = requests as BatchTable;
  return {
    ...(AttributesToGet === undefined ? {} : { AttributesToGet }),
    ...(_projection === undefined ? {} : { _projection }),
  };
}

function writtenItems(requests: unknown): Item[] {
  return (requests as { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[]).map(
    ({ PutRequest: put, DeleteRequest: remove }) => put?.Item ?? remove?.Key ?? {},
  );
}
