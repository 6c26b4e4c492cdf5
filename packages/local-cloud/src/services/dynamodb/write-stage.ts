import { dynalite } from "./dynalite.ts";
import { runAction } from "./dynalite-actions.ts";
import { resourceNotFound, toAwsError } from "./dynalite-errors.ts";
import type { BatchOperation, CheckedInput, DynaliteStore, Item, ItemDb, RawInput, TableDescription } from "./item.ts";
import { indexPrefix, itemPrefix, keysOf, readItem, type DynamoStore } from "./store.ts";

/** One item that a write names. */
export interface Target {
  readonly table: TableDescription;
  /** dynalite's key of the item. */
  readonly key: string;
}

/** The name of an item across all tables, for locks. */
export function targetId(target: Target): string {
  return itemPrefix(target.table.TableName) + target.key;
}

/** Finds the item that an input's Item or Key names; throws ValidationException where it does not fit the schema. */
export function targetOf(table: TableDescription, input: { Item?: Item; Key?: Item }): Target {
  const { Item: item, Key: key } = input;
  const invalid = item === undefined ? dynalite.validateKey(key ?? {}, table) : dynalite.validateItem(item, table);
  if (invalid !== null && invalid !== undefined) throw toAwsError(invalid);
  return { table, key: dynalite.createKey(item ?? key ?? {}, table) };
}

/**
 * Runs dynalite's own write operations without touching the disk, and then writes all they did in one atomic batch:
 * an item and its index entries, or a whole transaction, are there together or not at all, whenever the process dies.
 */
export class WriteStage {
  private readonly store: DynamoStore;
  private readonly before = new Map<string, Item | undefined>();
  private readonly after = new Map<string, { target: Target; item: Item | undefined }>();
  private readonly batch: BatchOperation[] = [];
  private readonly targets = new Map<string, Target>();
  private readonly staging: DynaliteStore;

  private constructor(store: DynamoStore) {
    this.store = store;
    this.staging = {
      ...store.dynalite,
      getItemDb: (tableName) => this.itemDb(itemPrefix(tableName)),
      getIndexDb: (type, tableName, indexName) => this.indexDb(indexPrefix(type, tableName, indexName)),
    };
  }

  /** Reads the items that will be written. The caller holds their locks. */
  static async open(store: DynamoStore, targets: readonly Target[]): Promise<WriteStage> {
    const stage = new WriteStage(store);
    await Promise.all(
      targets.map(async (target) => {
        stage.targets.set(targetId(target), target);
        stage.before.set(targetId(target), await readItem(store, target.table.TableName, target.key));
      }),
    );
    return stage;
  }

  /** The item as it was when the stage was opened. */
  itemBefore(target: Target): Item | undefined {
    return this.before.get(targetId(target));
  }

  /** Runs PutItem, UpdateItem, DeleteItem or BatchWriteItem; rejects with AwsError and leaves nothing staged by it. */
  async run(operation: string, input: CheckedInput): Promise<RawInput> {
    const length = this.batch.length;
    try {
      return await runAction(this.staging, operation, input);
    } catch (error) {
      this.batch.length = length;
      throw error;
    }
  }

  /** Adds a record of our own to the batch, e.g. a transaction's token. */
  addRecord(key: string, value: unknown): void {
    this.batch.push({ type: "put", key, value });
  }

  /** Writes everything at once, then tells the listeners. */
  async commit(options: { byTimeToLive: boolean } = { byTimeToLive: false }): Promise<void> {
    await this.store.level.batch(this.batch);
    for (const { target, item } of this.after.values()) {
      const before = this.itemBefore(target);
      const shown = item ?? before;
      if (shown === undefined) continue;
      this.store.changes.publish({
        tableName: target.table.TableName,
        keys: keysOf(target.table, shown),
        before,
        after: item,
        byTimeToLive: options.byTimeToLive,
      });
    }
  }

  private itemDb(prefix: string): ItemDb {
    return this.recorder(prefix, (id, item) => {
      const target = this.targets.get(id);
      if (target === undefined) throw resourceNotFound();
      this.after.set(id, { target, item });
    });
  }

  private indexDb(prefix: string): ItemDb {
    return this.recorder(prefix, () => undefined);
  }

  private recorder(prefix: string, record: (id: string, item: Item | undefined) => void): ItemDb {
    return {
      get: (key, callback) => callback(null, this.before.get(prefix + key)),
      put: (key, item, callback) => {
        record(prefix + key, item);
        this.batch.push({ type: "put", key: prefix + key, value: item });
        callback(null);
      },
      del: (key, callback) => {
        record(prefix + key, undefined);
        this.batch.push({ type: "del", key: prefix + key });
        callback(null);
      },
      lock: (_key, work) => work((callback) => callback),
    };
  }
}
