import { createRequire } from "node:module";
import type { CheckedInput, DynaliteStore, Item, RawInput, TableDescription } from "./item.ts";

/** dynalite's `db` module: keys, conditions and the store. */
interface DynaliteDb {
  create(options: { path: string; createTableMs: number; deleteTableMs: number; updateTableMs: number }): DynaliteStore;
  createKey(item: Item, table: TableDescription): string;
  validateKey(key: Item, table: TableDescription): Error | null | undefined;
  validateItem(item: Item, table: TableDescription): Error | null | undefined;
  checkConditional(input: object, item: Item | undefined): Error | null | undefined;
  getIndexActions(
    indexes: readonly object[],
    before: Item | undefined,
    after: Item | undefined,
    table: TableDescription,
  ): { puts: { index: string; key: string; item: Item }[]; deletes: { index: string; key: string }[] };
}

/** dynalite's `validations` module: types and values of an operation's input. */
interface DynaliteValidations {
  checkTypes(input: RawInput, types: object): RawInput;
  checkValidations(input: RawInput, types: object, custom: unknown, store: DynaliteStore): void;
}

/** What an operation's input must look like. */
export interface OperationRules {
  readonly types: object;
  readonly custom: unknown;
}

/** One of dynalite's own operations. */
export type OperationAction = (
  store: DynaliteStore,
  input: CheckedInput,
  callback: (error: unknown, output?: RawInput) => void,
) => void;

const require = createRequire(import.meta.url);

// dynalite ships no types; the interfaces above are version 4's, and the tests run every function of them.
export const dynalite = require("dynalite/db/index.js") as DynaliteDb;
export const validations = require("dynalite/validations/index.js") as DynaliteValidations;

const rules = new Map<string, OperationRules>();
const actions = new Map<string, OperationAction>();

function fileOf(operation: string): string {
  return `${operation.charAt(0).toLowerCase()}${operation.slice(1)}.js`;
}

/** The rules for an operation's input, e.g. of "PutItem". */
export function rulesOf(operation: string): OperationRules {
  const known = rules.get(operation) ?? (require(`dynalite/validations/${fileOf(operation)}`) as OperationRules);
  rules.set(operation, known);
  return known;
}

/** dynalite's own doing of an operation. */
export function actionOf(operation: string): OperationAction {
  const known = actions.get(operation) ?? (require(`dynalite/actions/${fileOf(operation)}`) as OperationAction);
  actions.set(operation, known);
  return known;
}
