import { resolveValue } from "./intrinsics.ts";
import { isJsonObject, type Json, type JsonObject } from "./model.ts";
import { referencesIn } from "./references.ts";
import type { Scope } from "./scope.ts";

/** Stands where a value is known for certain only once another resource is there. */
export const UNCERTAIN = "\u0000uncertain";

/** True where a value, or a part of it, is not known before the deploy. */
export function isUncertain(value: unknown): boolean {
  return String(value).includes(UNCERTAIN) || String(value).includes("{{resolve:");
}

/**
 * A resource's properties as far as they are certain before anything is made: written out, or made by functions of
 * parameters, maps and conditions alone. What waits for another resource or stack is UNCERTAIN.
 */
export function certainProperties(properties: JsonObject, scope: Scope): JsonObject {
  const found = certain(properties, scope);
  return isJsonObject(found) ? found : {};
}

function certain(value: Json, scope: Scope): Json | undefined {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((inner) => certain(inner, scope)).filter((inner) => inner !== undefined);
  }
  if (!isJsonObject(value)) return value;
  const [key = "", ...others] = Object.keys(value);
  if (others.length > 0 || !(key === "Ref" || key.startsWith("Fn::"))) return members(value, scope);
  if (value[key] === "AWS::NoValue") return undefined;
  if (key === "Fn::If") return branch(value[key] as Json, scope);
  return isCertain(value, scope) ? resolved(value, scope) : UNCERTAIN;
}

function members(value: JsonObject, scope: Scope): JsonObject {
  const found = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    const known = certain(inner, scope);
    return known === undefined ? [] : [[name, known]];
  });
  return Object.fromEntries(found);
}

function branch(argument: Json, scope: Scope): Json | undefined {
  if (!Array.isArray(argument) || argument.length !== 3) return UNCERTAIN;
  const [condition, yes, no] = argument as readonly Json[];
  try {
    return certain((scope.conditionHolds(String(condition)) ? yes : no) as Json, scope);
  } catch {
    return UNCERTAIN;
  }
}

function isCertain(value: Json, scope: Scope): boolean {
  if (JSON.stringify(value).includes('"Fn::ImportValue"')) return false;
  return referencesIn(value).every(({ name }) => scope.parameters[name] !== undefined);
}

/** A function that is wrong is told of where the properties are resolved. */
function resolved(value: Json, scope: Scope): Json {
  try {
    return resolveValue(value, scope, { subject: "", path: "" });
  } catch {
    return UNCERTAIN;
  }
}
