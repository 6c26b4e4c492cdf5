/** The parts of dynalite 4's internals that this engine stands on; it ships no types of its own. */
type DynaliteCallback<T> = (error: unknown, value?: T) => void;

declare module "dynalite/db/index.js" {
  import type { BatchOperation, DynaliteStore, Item, TableDescription } from "../dynamodb/item.ts";

  interface CreateOptions {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }
  interface IndexActions {
    puts: { index: string; key: string; item: Item }[];
    deletes: { index: string; key: string }[];
  }
  const db: {
    create(options: CreateOptions): DynaliteStore;
    createKey(item: Item, table: TableDescription): string;
    validateKey(key: Item, table: TableDescription): Error | null | undefined;
    validateItem(item: Item, table: TableDescription): Error | null | undefined;
    checkConditional(input: object, item: Item | undefined): Error | null | undefined;
    getIndexActions(
      indexes: readonly object[],
      before: Item | undefined,
      after: Item | undefined,
      table: TableDescription,
    ): IndexActions;
    itemSize(item: Item): number;
  };
  export type { BatchOperation };
  export default db;
}

declare module "dynalite/validations/index.js" {
  import type { DynaliteStore, RawInput } from "../dynamodb/item.ts";

  const validations: {
    checkTypes(input: RawInput, types: object): RawInput;
    checkValidations(input: RawInput, types: object, custom: unknown, store: DynaliteStore): void;
  };
  export default validations;
}
