import { resolveValue } from "./intrinsics.ts";
import { isJsonObject, type Json, type JsonObject, type Template } from "./model.ts";
import type { Scope } from "./scope.ts";
import { templateError } from "./template-error.ts";

/** Tells whether the named conditions of a template hold; each throws AppError TEMPLATE_INVALID where it is wrong. */
export function conditionsOf(conditions: JsonObject, base: Omit<Scope, "conditionHolds">): (name: string) => boolean {
  const scope: Evaluation = {
    ...base,
    // A condition is about parameters: it is decided before there is any resource.
    resources: new Map(),
    conditions,
    conditionHolds: (name) => holds(name, scope, []),
  };
  return scope.conditionHolds;
}

/** The resources that their conditions leave in. Throws TEMPLATE_INVALID where a condition is wrong or is not there. */
export function includedResources({ Resources, Conditions }: Template, scope: Scope): Template["Resources"] {
  const entries = Object.entries(Resources).filter(([subject, { Condition: condition }]) => {
    if (condition === undefined) return true;
    if (Conditions[condition] !== undefined) return scope.conditionHolds(condition);
    throw templateError(
      { stackName: scope.stackName, subject, path: "Condition" },
      `there is no condition ${condition}`,
    );
  });
  return Object.fromEntries(entries);
}

interface Evaluation extends Scope {
  readonly conditions: JsonObject;
}

function holds(name: string, scope: Evaluation, trail: readonly string[]): boolean {
  const place = { stackName: scope.stackName, subject: `Conditions.${name}` };
  const expression = scope.conditions[name];
  if (expression === undefined) throw templateError(place, "no such condition");
  if (trail.includes(name)) throw templateError(place, `circular condition: ${[...trail, name].join(" -> ")}`);
  return evaluate(expression, scope, [...trail, name]);
}

function evaluate(expression: Json, scope: Evaluation, trail: readonly string[]): boolean {
  const subject = `Conditions.${trail.at(-1) ?? ""}`;
  const refuse = (cause: string): Error => templateError({ stackName: scope.stackName, subject }, cause);
  if (!isJsonObject(expression)) throw refuse("a condition is an object with one function");
  const [key = "", ...others] = Object.keys(expression);
  const argument = expression[key];
  if (others.length > 0 || argument === undefined) throw refuse("a condition is an object with one function");
  if (key === "Condition") return holds(String(argument), scope, trail);
  const members: readonly Json[] = Array.isArray(argument) ? argument : [];
  switch (key) {
    case "Fn::Equals": {
      const [left, right] = members.map((member) => resolveValue(member, scope, { subject, path: key }));
      if (members.length !== 2) throw refuse("Fn::Equals compares two values");
      return String(left) === String(right);
    }
    case "Fn::And":
      requireMembers(members, [2, 10], () => refuse("Fn::And takes 2 to 10 conditions"));
      return members.every((member) => evaluate(member, scope, trail));
    case "Fn::Or":
      requireMembers(members, [2, 10], () => refuse("Fn::Or takes 2 to 10 conditions"));
      return members.some((member) => evaluate(member, scope, trail));
    case "Fn::Not":
      requireMembers(members, [1, 1], () => refuse("Fn::Not takes a list of one condition"));
      return !evaluate(members[0] as Json, scope, trail);
    default:
      throw refuse(`${key} cannot stand in a condition`);
  }
}

function requireMembers(members: readonly Json[], [least, most]: readonly [number, number], refuse: () => Error): void {
  if (members.length < least || members.length > most) throw refuse();
}
