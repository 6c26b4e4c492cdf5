import { isJsonObject, type Json, type JsonObject } from "../model.ts";
import type { ResourceRequest } from "../resource-handler.ts";
import { templateError } from "../template-error.ts";

/** A text property. @throws AppError TEMPLATE_INVALID where it is missing or no text. */
export function requiredText(request: ResourceRequest, name: string): string {
  const value = request.properties[name];
  if (typeof value === "string" && value !== "") return value;
  throw propertyError(request, name, value === undefined ? "the property is missing" : "it is no text");
}

/** A text property that may be absent. */
export function optionalText(properties: JsonObject, name: string): string | undefined {
  const value = properties[name];
  return value === undefined || value === null ? undefined : typeof value === "object" ? undefined : String(value);
}

/** A number; templates may write it as text. @throws AppError TEMPLATE_INVALID. */
export function numberOr(request: ResourceRequest, name: string, fallback: number): number {
  const value = request.properties[name];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (Number.isFinite(number) && typeof value !== "object") return number;
  throw propertyError(request, name, "it is no number");
}

/** An object property. @throws AppError TEMPLATE_INVALID where it is missing or something else. */
export function requiredObject(request: ResourceRequest, name: string): JsonObject {
  const value = request.properties[name];
  if (isJsonObject(value)) return value;
  throw propertyError(request, name, value === undefined ? "the property is missing" : "it is no object");
}

export function objectOf(properties: JsonObject, name: string): JsonObject {
  const value = properties[name];
  return isJsonObject(value) ? value : {};
}

/** A list property; one value stands for a list of one. */
export function listOf(properties: JsonObject, name: string): readonly Json[] {
  const value = properties[name];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** CloudFormation's booleans may be texts. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || value === "true";
}

/**
 * Leaves out members that are undefined. The type is named, never guessed from the members: so a member that the type
 * does not know is an error, also where the result is spread.
 */
export function present<Value extends object = never>(
  value: NoInfer<{
    readonly [Key in keyof Value]: Value[Key] | (object extends Pick<Value, Key> ? undefined : never);
  }>,
): Value {
  // What is left has the type's members and no undefined ones.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}

/** An error that names stack, resource and property. */
export function propertyError(request: ResourceRequest, name: string, cause: string): Error {
  const { stackName, logicalId } = request;
  return templateError({ stackName, subject: logicalId, path: `Properties.${name}` }, cause);
}
