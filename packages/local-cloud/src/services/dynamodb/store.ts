import { mkdir } from "node:fs/promises";
import { dynalite } from "./dynalite.ts";
import { ACCOUNT_ID, REGION } from "../../gateway/account.ts";
import { ChangeFeed } from "./change-feed.ts";
import { resourceNotFound } from "./dynalite-errors.ts";
import type { DynaliteStore, GetTable, Item, LevelDb, TableDescription } from "./item.ts";
import { KeyLocks } from "../key-locks.ts";

/** The tables and items on disk, with what keeps writers apart and listeners informed. */
export interface DynamoStore {
  readonly level: LevelDb;
  /** dynalite's store, reading table definitions from memory. */
  readonly dynalite: DynaliteStore;
  readonly locks: KeyLocks;
  readonly changes: ChangeFeed;
  /** All tables, by name. */
  readonly tables: Map<string, TableDescription>;
}

const tablePrefix = "table~";

/** The part of the key space that holds a table's items. */
export function itemPrefix(tableName: string): string {
  return `item-${tableName}~`;
}

/** The part of the key space that holds an index's items. */
export function indexPrefix(indexType: string, tableName: string, indexName: string): string {
  return `index-${indexType.toLowerCase()}~${tableName}~${indexName}~`;
}

/** The range of all keys that begin with the prefix. */
export function rangeOf(prefix: string): { gte: string; lt: string } {
  return { gte: prefix, lt: `${prefix}\uFFFF` };
}

/** Opens the store in the folder; LevelDB itself refuses a second process on it. */
export async function openStore(dataDir: string): Promise<DynamoStore> {
  await mkdir(dataDir, { recursive: true });
  const dynaliteStore = dynalite.create({
    path: dataDir,
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  dynaliteStore.tableDb.awsAccountId = ACCOUNT_ID;
  dynaliteStore.tableDb.awsRegion = REGION;
  const level = dynaliteStore.db;
  await level.open();
  const tables = new Map<string, TableDescription>();
  for await (const [, value] of level.iterator(rangeOf(tablePrefix))) {
    const table = value as TableDescription;
    tables.set(table.TableName, table);
  }
  const getTable: GetTable = (name: string, ...rest: unknown[]) => {
    const callback = rest.at(-1) as (error: unknown, table?: TableDescription) => void;
    const table = tables.get(name);
    if (table === undefined) callback(resourceNotFound());
    else callback(null, table);
  };
  return {
    level,
    dynalite: { ...dynaliteStore, getTable },
    locks: new KeyLocks(),
    changes: new ChangeFeed(),
    tables,
  };
}

/** The table's definition; throws ResourceNotFoundException. */
export function tableOf(store: DynamoStore, name: string): TableDescription {
  const table = store.tables.get(name);
  if (table === undefined) throw resourceNotFound();
  return table;
}

/** Writes a table's definition to disk, then to memory. */
export async function saveTable(store: DynamoStore, table: TableDescription): Promise<void> {
  await store.level.put(tablePrefix + table.TableName, table);
  store.tables.set(table.TableName, table);
}

/** Removes a table's definition, items and indexes. */
export async function dropTable(store: DynamoStore, table: TableDescription): Promise<void> {
  store.tables.delete(table.TableName);
  await store.level.del(tablePrefix + table.TableName);
  await store.level.clear(rangeOf(itemPrefix(table.TableName)));
  for (const type of ["local", "global"])
    await store.level.clear(rangeOf(indexPrefix(type, table.TableName, "").slice(0, -1)));
}

/** The item under dynalite's key, or undefined. */
export async function readItem(store: DynamoStore, tableName: string, key: string): Promise<Item | undefined> {
  return (await store.level.get(itemPrefix(tableName) + key)) as Item | undefined;
}

/** The primary key attributes of an item. */
export function keysOf(table: TableDescription, item: Item): Item {
  return Object.fromEntries(
    table.KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName] ?? { NULL: true }]),
  );
}
