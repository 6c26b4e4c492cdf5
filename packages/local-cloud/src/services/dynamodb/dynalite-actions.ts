import { createRequire } from "node:module";
import { toAwsError } from "./dynalite-errors.ts";
import type { CheckedInput, DynaliteStore, RawInput } from "./item.ts";

const require = createRequire(import.meta.url);

type Action = (
  store: DynaliteStore,
  input: CheckedInput,
  callback: (error: unknown, output?: RawInput) => void,
) => void;

const actions = new Map<string, Action>();

function actionOf(operation: string): Action {
  const known = actions.get(operation);
  if (known !== undefined) return known;
  const name = operation.charAt(0).toLowerCase() + operation.slice(1);
  const loaded = require(`dynalite/actions/${name}.js`) as Action;
  actions.set(operation, loaded);
  return loaded;
}

/** Runs one of dynalite's own operations on the store; rejects with AwsError. */
export function runAction(store: DynaliteStore, operation: string, input: CheckedInput): Promise<RawInput> {
  return new Promise((resolve, reject) => {
    actionOf(operation)(store, input, (error, output) => {
      if (error !== null && error !== undefined) reject(toAwsError(error));
      else resolve(output ?? {});
    });
  });
}
