import { REGION } from "../gateway/account.ts";
import { subnetsOf } from "./cidr.ts";
import { isJsonObject, type Json, type JsonObject } from "./model.ts";
import { replaceSubVariables, splitGetAtt } from "./references.ts";
import type { Scope } from "./scope.ts";
import { templateError } from "./template-error.ts";

/** Stands for `AWS::NoValue` until the member that holds it is dropped. */
const NO_VALUE = Symbol("AWS::NoValue");
type Resolved = Json | typeof NO_VALUE;
interface Place {
  readonly subject: string;
  readonly path: string;
}
type IntrinsicFunction = (argument: Json, scope: Scope, place: Place) => Resolved;

/**
 * Resolves every intrinsic function in a value.
 * @throws AppError TEMPLATE_INVALID naming stack, resource and property.
 */
export function resolveValue(value: Json, scope: Scope, place: Place): Json {
  const resolved = resolveAny(value, scope, place);
  return resolved === NO_VALUE ? null : resolved;
}

/** Resolves the members of an object; those that are `AWS::NoValue` go. */
export function resolveProperties(properties: JsonObject, scope: Scope, place: Place): JsonObject {
  return resolveMembers(properties, scope, place);
}

function resolveAny(value: Json, scope: Scope, place: Place): Resolved {
  if (Array.isArray(value)) {
    return value
      .map((inner: Json, index) => resolveAny(inner, scope, { ...place, path: `${place.path}[${index}]` }))
      .filter((inner) => inner !== NO_VALUE);
  }
  if (!isJsonObject(value)) return value;
  const [key, ...others] = Object.keys(value);
  if (others.length > 0 && Object.keys(value).some((each) => Object.hasOwn(FUNCTIONS, each) && each !== "Condition")) {
    throw fault(scope, place, "a function stands alone; here are two members", "Leave one of them.");
  }
  if (key !== undefined && others.length === 0 && (key === "Ref" || key.startsWith("Fn::"))) {
    const intrinsic = FUNCTIONS[key];
    if (intrinsic === undefined) throw fault(scope, place, `${key} is not a function this cloud knows`);
    return intrinsic(value[key] as Json, scope, place);
  }
  return resolveMembers(value, scope, place);
}

function resolveMembers(value: JsonObject, scope: Scope, place: Place): JsonObject {
  const members: [string, Json][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const path = place.path === "" ? key : `${place.path}.${key}`;
    const resolved = resolveAny(inner, scope, { ...place, path });
    if (resolved !== NO_VALUE) members.push([key, resolved]);
  }
  return Object.fromEntries(members);
}

const FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (name, scope, place) => {
    if (typeof name !== "string") throw fault(scope, place, "Ref takes one name");
    return reference(name, scope, place);
  },
  "Fn::GetAtt": (argument, scope, place) => {
    const parts = splitGetAtt(argument);
    if (parts === undefined) throw fault(scope, place, "Fn::GetAtt needs a logical id and an attribute");
    return attribute(parts[0], String(resolveValue(parts[1], scope, place)), scope, place);
  },
  "Fn::Sub": substitute,
  "Fn::Join": (argument, scope, place) => {
    const [delimiter, list] = pair(argument, scope, place, "Fn::Join");
    return texts(list, scope, place, "Fn::Join").join(String(delimiter));
  },
  "Fn::Select": (argument, scope, place) => {
    const [index, list] = pair(argument, scope, place, "Fn::Select");
    const picked = Array.isArray(list) ? (list[Number(index)] as Json | undefined) : undefined;
    if (picked === undefined) throw fault(scope, place, `Fn::Select has no element ${String(index)}`);
    return picked;
  },
  "Fn::Split": (argument, scope, place) => {
    const [delimiter, text] = pair(argument, scope, place, "Fn::Split");
    if (typeof text !== "string") throw fault(scope, place, "Fn::Split needs a text");
    return text.split(String(delimiter));
  },
  "Fn::If": (argument, scope, place) => {
    if (!Array.isArray(argument) || argument.length !== 3) throw fault(scope, place, "Fn::If needs three members");
    const branch = scope.conditionHolds(String(argument[0])) ? argument[1] : argument[2];
    return resolveAny(branch as Json, scope, place);
  },
  "Fn::FindInMap": (argument, scope, place) => {
    const [map = "", first = "", second = ""] = texts(
      resolveValue(argument, scope, place),
      scope,
      place,
      "Fn::FindInMap",
    );
    const table = scope.mappings[map];
    const row = isJsonObject(table) ? table[first] : undefined;
    const found = isJsonObject(row) ? row[second] : undefined;
    if (found === undefined) throw fault(scope, place, `Fn::FindInMap finds nothing at ${map}.${first}.${second}`);
    return found;
  },
  "Fn::ImportValue": (argument, scope, place) => {
    const name = String(resolveValue(argument, scope, place));
    const value = scope.importValue(name);
    if (value === undefined) throw fault(scope, place, `no stack exports ${name}`);
    return value;
  },
  "Fn::Base64": (argument, scope, place) =>
    Buffer.from(String(resolveValue(argument, scope, place))).toString("base64"),
  "Fn::GetAZs": (argument, scope, place) => {
    const region = String(resolveValue(argument, scope, place)) || REGION;
    return ["a", "b", "c"].map((zone) => `${region}${zone}`);
  },
  "Fn::Cidr": (argument, scope, place) => {
    const parts = texts(resolveValue(argument, scope, place), scope, place, "Fn::Cidr");
    const subnets = subnetsOf(parts[0] ?? "", Number(parts[1]), Number(parts[2] ?? 8));
    if (subnets === undefined) throw fault(scope, place, `Fn::Cidr cannot cut ${parts.join(", ")}`);
    return subnets;
  },
};

function substitute(argument: Json, scope: Scope, place: Place): string {
  const text = Array.isArray(argument) ? argument[0] : argument;
  if (typeof text !== "string") throw fault(scope, place, "Fn::Sub needs a text");
  const given = Array.isArray(argument) && isJsonObject(argument[1]) ? resolveMembers(argument[1], scope, place) : {};
  return replaceSubVariables(text, (name) => {
    if (Object.hasOwn(given, name)) return String(given[name]);
    const dot = name.indexOf(".");
    const value =
      dot < 0 ? reference(name, scope, place) : attribute(name.slice(0, dot), name.slice(dot + 1), scope, place);
    return String(value);
  });
}

function reference(name: string, scope: Scope, place: Place): Resolved {
  if (name === "AWS::NoValue") return NO_VALUE;
  const parameter = scope.parameters[name];
  if (parameter !== undefined) return parameter;
  const resource = scope.resources.get(name);
  if (name.startsWith("AWS::")) {
    const known = Object.keys(scope.parameters).filter((each) => each.startsWith("AWS::"));
    throw fault(scope, place, `${name} is no pseudo parameter`, `Write one of ${known.join(", ")}, AWS::NoValue.`);
  }
  if (resource === undefined) throw fault(scope, place, `Ref ${name}: no such resource here (is its condition false?)`);
  return resource.physicalId;
}

function attribute(name: string, attributeName: string, scope: Scope, place: Place): Json {
  const resource = scope.resources.get(name);
  if (resource === undefined) throw fault(scope, place, `GetAtt ${name}.${attributeName}: no such resource here`);
  const value = resource.attributes[attributeName];
  if (value === undefined) {
    const known = Object.keys(resource.attributes).join(", ") || "none";
    throw fault(scope, place, `${name} has no attribute ${attributeName} (it has: ${known})`);
  }
  return value;
}

function pair(argument: Json, scope: Scope, place: Place, name: string): readonly [Json, Json] {
  if (!Array.isArray(argument) || argument.length !== 2) throw fault(scope, place, `${name} needs two members`);
  const [first, second] = argument as readonly Json[];
  return [resolveValue(first as Json, scope, place), resolveValue(second as Json, scope, place)];
}

function texts(value: Json, scope: Scope, place: Place, name: string): readonly string[] {
  if (!Array.isArray(value)) throw fault(scope, place, `${name} needs a list`);
  return value.map((inner: Json) => {
    if (typeof inner === "object") throw fault(scope, place, `${name} joins texts, not objects`);
    return String(inner);
  });
}

function fault(scope: Scope, place: Place, cause: string, remedy?: string): Error {
  return templateError({ stackName: scope.stackName, ...place }, cause, remedy);
}
