import { actionOf } from "./dynalite.ts";
import { toAwsError } from "./dynalite-errors.ts";
import type { CheckedInput, DynaliteStore, RawInput } from "./item.ts";

/** Runs one of dynalite's own operations on the store; rejects with AwsError. */
export function runAction(store: DynaliteStore, operation: string, input: CheckedInput): Promise<RawInput> {
  return new Promise((resolve, reject) => {
    actionOf(operation)(store, input, (error, output) => {
      if (error !== null && error !== undefined) reject(toAwsError(error));
      else resolve(output ?? {});
    });
  });
}
