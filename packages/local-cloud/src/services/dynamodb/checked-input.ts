import { rulesOf, validations } from "./dynalite.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { toAwsError, validationError } from "./dynalite-errors.ts";
import type { CheckedInput, RawInput } from "./item.ts";
import type { DynamoStore } from "./store.ts";

/** A table's name, from its name or its ARN. */
export function tableNameOf(nameOrArn: unknown): unknown {
  return typeof nameOrArn === "string"
    ? (/^arn:aws:dynamodb:[^:]*:[^:]*:table\/([^/]+)/.exec(nameOrArn)?.[1] ?? nameOrArn)
    : nameOrArn;
}

/**
 * Checks an operation's input by dynalite's rules and parses its expressions. The input is consumed: dynalite
 * takes out members it does not know. Throws SerializationException or ValidationException in AWS's words.
 */
export function checkInput(store: DynamoStore, operation: string, input: RawInput): CheckedInput {
  const onFailure = input["ReturnValuesOnConditionCheckFailure"];
  if (onFailure !== undefined && onFailure !== "ALL_OLD" && onFailure !== "NONE") {
    throw validationError(
      `1 validation error detected: Value '${String(onFailure)}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
    );
  }
  const { types, custom } = rulesOf(operation);
  try {
    const named = "TableName" in input ? { ...input, TableName: tableNameOf(input["TableName"]) } : { ...input };
    const checked = validations.checkTypes(named, types);
    validations.checkValidations(checked, types, custom, store.dynalite);
    if (onFailure !== undefined) checked["ReturnValuesOnConditionCheckFailure"] = onFailure;
    return checked as CheckedInput;
  } catch (error) {
    throw toAwsError(error);
  }
}

/** Parses a request's body; throws SerializationException for what is no JSON object. */
export function parseBody(body: Buffer): RawInput {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    value = undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AwsError("SerializationException", "The request's body is no JSON object.");
  }
  return value as RawInput;
}
