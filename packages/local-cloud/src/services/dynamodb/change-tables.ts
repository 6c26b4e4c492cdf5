import { dynalite } from "./dynalite.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { checkInput } from "./checked-input.ts";
import { runAction } from "./dynalite-actions.ts";
import { validationError } from "./dynalite-errors.ts";
import { describedTable, namedTable, type TablePorts } from "./describe-tables.ts";
import type { BatchOperation, Item, RawInput, SecondaryIndex, TableDescription } from "./item.ts";
import { dropTable, indexPrefix, itemPrefix, rangeOf, saveTable, type DynamoStore } from "./store.ts";
import type { TableSettings } from "./table-settings.ts";

/** CreateTable's settings that dynalite does not know. */
export function settingsOf(input: RawInput): TableSettings {
  const stream = input["StreamSpecification"] as { StreamEnabled?: boolean; StreamViewType?: string } | undefined;
  const sse = input["SSESpecification"] as { KMSMasterKeyId?: string } | undefined;
  const tags = (input["Tags"] ?? []) as { Key: string; Value: string }[];
  return {
    ...(stream?.StreamViewType === undefined || stream.StreamEnabled === false
      ? {}
      : {
          streamViewType: stream.StreamViewType,
          streamLabel: new Date().toISOString().slice(0, -1),
        }),
    ...(sse?.KMSMasterKeyId === undefined ? {} : { sseKeyArn: sse.KMSMasterKeyId }),
    ...(input["DeletionProtectionEnabled"] === true ? { deletionProtection: true } : {}),
    ...(tags.length === 0 ? {} : { tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) }),
  };
}

/** CreateTable; the table is ACTIVE and on disk when it resolves. */
export async function createTable(ports: TablePorts, input: RawInput): Promise<TableDescription> {
  const { store, settings } = ports;
  const wanted = checkInput(store, "CreateTable", input);
  if (store.tables.has(wanted.TableName)) {
    throw new AwsError("ResourceInUseException", `Table already exists: ${wanted.TableName}`);
  }
  const memory = tableDbOf(store);
  const output = await runAction({ ...store.dynalite, ...memory }, "CreateTable", wanted);
  const table = output["TableDescription"] as TableDescription;
  table.TableStatus = "ACTIVE";
  for (const index of table.GlobalSecondaryIndexes ?? []) index.IndexStatus = "ACTIVE";
  const extra = settingsOf(input);
  if (Object.keys(extra).length > 0) await settings.replace(table.TableName, extra);
  await saveTable(store, structuredClone(table));
  return table;
}

/** A table space for dynalite's own CreateTable that writes nothing: the finished definition is written once, by us. */
function tableDbOf(store: DynamoStore): object {
  const { awsAccountId, awsRegion } = store.dynalite.tableDb;
  return {
    tableDb: {
      awsAccountId,
      awsRegion,
      get: (_key: string, callback: (error: unknown, table?: TableDescription) => void) => callback(null),
      put: (_key: string, _table: TableDescription, callback: (error: unknown) => void) => callback(null),
      lock: (_key: string, work: (release: <F>(callback: F) => F) => void) => work((callback) => callback),
    },
  };
}

/** DeleteTable; refuses a table under deletion protection. */
export async function deleteTable(ports: TablePorts, nameOrArn: unknown): Promise<RawInput> {
  const table = namedTable(ports, nameOrArn);
  if (ports.settings.of(table.TableName).deletionProtection) {
    throw validationError(
      `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
    );
  }
  const description = describedTable(ports, table);
  await dropTable(ports.store, table);
  await ports.settings.remove(table.TableName);
  return { ...description, TableStatus: "DELETING" };
}

interface IndexUpdate {
  Create?: SecondaryIndex;
  Delete?: { IndexName: string };
  Update?: object;
}

/** UpdateTable: adds and removes global indexes, and keeps streams, deletion protection and encryption settings. */
export async function updateTable(ports: TablePorts, input: RawInput): Promise<RawInput> {
  const table = structuredClone(namedTable(ports, input["TableName"]));
  const definitions = input["AttributeDefinitions"] as TableDescription["AttributeDefinitions"] | undefined;
  if (definitions !== undefined) table.AttributeDefinitions = definitions;
  for (const update of (input["GlobalSecondaryIndexUpdates"] ?? []) as IndexUpdate[]) {
    if (update.Create !== undefined) await addIndex(ports.store, table, update.Create);
    if (update.Delete !== undefined) await removeIndex(ports.store, table, update.Delete.IndexName);
  }
  const earlier = ports.settings.of(table.TableName);
  const wanted = settingsOf(input);
  const merged: TableSettings = { ...earlier, ...wanted };
  if (earlier.streamLabel !== undefined && earlier.streamViewType === wanted.streamViewType)
    merged.streamLabel = earlier.streamLabel;
  if (input["DeletionProtectionEnabled"] === false) delete merged.deletionProtection;
  if ((input["StreamSpecification"] as { StreamEnabled?: boolean } | undefined)?.StreamEnabled === false) {
    delete merged.streamLabel;
    delete merged.streamViewType;
  }
  await ports.settings.replace(table.TableName, merged);
  await saveTable(ports.store, table);
  return describedTable(ports, table);
}

async function addIndex(store: DynamoStore, table: TableDescription, wanted: SecondaryIndex): Promise<void> {
  const indexes = table.GlobalSecondaryIndexes ?? [];
  if (indexes.some(({ IndexName }) => IndexName === wanted.IndexName)) {
    throw validationError(`Attempting to create an index which already exists: ${wanted.IndexName}`);
  }
  const index: SecondaryIndex = {
    ...wanted,
    IndexArn: `${table.TableArn}/index/${wanted.IndexName}`,
    IndexStatus: "ACTIVE",
  };
  const batch: BatchOperation[] = [];
  for await (const [, value] of store.level.iterator(rangeOf(itemPrefix(table.TableName)))) {
    for (const { key, item } of dynalite.getIndexActions([index], undefined, value as Item, table).puts) {
      batch.push({
        type: "put",
        key: indexPrefix("global", table.TableName, index.IndexName) + key,
        value: item,
      });
    }
  }
  await store.level.batch(batch);
  table.GlobalSecondaryIndexes = [...indexes, index];
}

async function removeIndex(store: DynamoStore, table: TableDescription, indexName: string): Promise<void> {
  const left = (table.GlobalSecondaryIndexes ?? []).filter(({ IndexName }) => IndexName !== indexName);
  if (left.length > 0) table.GlobalSecondaryIndexes = left;
  else delete table.GlobalSecondaryIndexes;
  await store.level.clear(rangeOf(indexPrefix("global", table.TableName, indexName)));
}
