import type { NamedPolicy } from "@agentic-pm/iam";
import { rangeOf, type DynamoStore } from "./store.ts";

/** What dynalite does not know about a table. */
export interface TableSettings {
  ttlAttribute?: string;
  pointInTimeRecovery?: boolean;
  streamViewType?: string;
  streamLabel?: string;
  deletionProtection?: boolean;
  sseKeyArn?: string;
  resourcePolicy?: NamedPolicy;
  tags?: Record<string, string>;
}

const prefix = "settings~";

/** The settings of all tables: in memory, and on disk before a change resolves. */
export class TableSettingsStore {
  private readonly store: DynamoStore;
  private readonly settings: Map<string, TableSettings>;

  private constructor(store: DynamoStore, settings: Map<string, TableSettings>) {
    this.store = store;
    this.settings = settings;
  }

  static async open(store: DynamoStore): Promise<TableSettingsStore> {
    const settings = new Map<string, TableSettings>();
    for await (const [key, value] of store.level.iterator(rangeOf(prefix))) {
      settings.set(key.slice(prefix.length), value as TableSettings);
    }
    return new TableSettingsStore(store, settings);
  }

  of(tableName: string): TableSettings {
    return this.settings.get(tableName) ?? {};
  }

  entries(): IterableIterator<[string, TableSettings]> {
    return this.settings.entries();
  }

  /** Puts a table's settings in place of the earlier ones. */
  async replace(tableName: string, settings: TableSettings): Promise<void> {
    await this.store.level.put(prefix + tableName, settings);
    this.settings.set(tableName, settings);
  }

  async remove(tableName: string): Promise<void> {
    this.settings.delete(tableName);
    await this.store.level.del(prefix + tableName);
  }
}
