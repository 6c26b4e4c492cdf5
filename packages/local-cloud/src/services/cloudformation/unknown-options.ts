import type { QueryOperation } from "../../gateway/query-module.ts";
import { validationError } from "./stack-form.ts";

/** Options that change how an operation ends, and the values that say what is done here anyway. */
const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  ChangeSetType: ["CREATE", "UPDATE"],
  DeletionMode: ["STANDARD"],
  DeploymentMode: [],
  DisableRollback: ["false"],
  ImportExistingResources: ["false"],
  OnFailure: ["ROLLBACK"],
  OnStackFailure: ["ROLLBACK"],
  RetainExceptOnCreate: ["false"],
  TimeoutInMinutes: [],
};

/** The same, as lists. */
const LISTS = ["ResourcesToImport", "ResourcesToSkip", "RetainResources", "RollbackConfiguration.RollbackTriggers"];

/** Operations that refuse what they would do otherwise than AWS: an option is known, or named in the refusal. */
export function refusingUnknownOptions(
  operations: Readonly<Record<string, QueryOperation>>,
): Readonly<Record<string, QueryOperation>> {
  const refusing = ({ asks, run }: QueryOperation): QueryOperation => ({
    asks,
    run: (form, caller) => {
      refuseUnknownOptions(form);
      return run(form, caller);
    },
  });
  return Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, refusing(operation)]));
}

/** @throws AwsError ValidationError. */
function refuseUnknownOptions(form: URLSearchParams): void {
  for (const [name, known] of Object.entries(KNOWN_VALUES)) {
    const value = form.get(name);
    if (value !== null && !known.includes(value)) throw unknown(`${name} ${value}`);
  }
  for (const key of form.keys()) {
    const list = LISTS.find((name) => key.startsWith(`${name}.member.`));
    if (list !== undefined) throw unknown(list);
  }
}

function unknown(option: string) {
  return validationError(`${option} is not known here: leave it out, or try it against AWS.`);
}
