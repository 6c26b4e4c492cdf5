import type { ResolvedResource } from "@agentic-pm/local-cloud";
import { type Finding, objectTo } from "../finding.ts";
import { type ValueRule, valueRules, type ValueRules } from "./value-rules.ts";

/** A value that AWS's schema does not allow, at a path inside the resource. */
interface Misfit {
  readonly property: string;
  readonly cause: string;
  readonly remedy: string;
}

/** Every value against AWS's schema of its type: enumerations, patterns, lengths and limits. */
export function checkValues(resources: readonly ResolvedResource[]): readonly Finding[] {
  return resources.flatMap((resource) => {
    const rules = valueRules(resource.type);
    if (rules === undefined) return [];
    return inObject(resource.properties, "", { rules, path: "" }).map(({ property, cause, remedy }) =>
      objectTo(resource, { kind: "wrong-value", property, cause: `${resource.type}: ${cause}`, remedy }),
    );
  });
}

interface Place {
  readonly rules: ValueRules;
  readonly path: string;
}

function inObject(value: unknown, definition: string, { rules, path }: Place): readonly Misfit[] {
  const properties = rules.get(definition);
  if (properties === undefined || typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const rule = properties.get(name);
    return rule === undefined ? [] : inProperty(inner, rule, { rules, path: path === "" ? name : `${path}.${name}` });
  });
}

function inProperty(value: unknown, rule: ValueRule, at: Place): readonly Misfit[] {
  if (!Array.isArray(value)) return inValue(value, rule, at);
  const { shortest, longest, ...each } = rule;
  return [
    ...ofLength(value.length, `${value.length} members`, { shortest, longest, path: at.path }),
    ...value.flatMap((member, index) => inValue(member, each, { ...at, path: `${at.path}[${index}]` })),
  ];
}

function inValue(value: unknown, rule: ValueRule, at: Place): readonly Misfit[] {
  if (typeof value === "object") return rule.inner === undefined ? [] : inObject(value, rule.inner, at);
  const text = String(value);
  // What CloudFormation fills in while it deploys has no value yet.
  if (text.includes("{{resolve:")) return [];
  const { path } = at;
  const shown = JSON.stringify(text.slice(0, 60));
  const { allowed, pattern, minimum, maximum, shortest, longest } = rule;
  if (allowed.length > 0 && !allowed.includes(text)) {
    const remedy = `Write one of ${allowed.slice(0, 30).join(", ")}.`;
    return [{ property: path, cause: `${path} is ${shown}, which AWS does not know.`, remedy }];
  }
  if (pattern !== undefined && typeof value === "string" && !pattern.test(text)) {
    return [{ property: path, cause: `${path} is ${shown}.`, remedy: `Let it fit AWS's pattern ${pattern.source}.` }];
  }
  const number = Number(value);
  if (minimum !== undefined && number < minimum) {
    return [{ property: path, cause: `${path} is ${shown}.`, remedy: `Make it ${minimum} or more.` }];
  }
  if (maximum !== undefined && number > maximum) {
    return [{ property: path, cause: `${path} is ${shown}.`, remedy: `Make it ${maximum} or less.` }];
  }
  if (typeof value !== "string") return [];
  return ofLength(text.length, `${text.length} characters`, { shortest, longest, path });
}

function ofLength(
  length: number,
  has: string,
  {
    shortest = 0,
    longest = Infinity,
    path,
  }: { shortest?: number | undefined; longest?: number | undefined; path: string },
): readonly Misfit[] {
  if (length < shortest) return [{ property: path, cause: `${path} has ${has}.`, remedy: `Give it ${shortest}.` }];
  if (length <= longest) return [];
  return [{ property: path, cause: `${path} has ${has}.`, remedy: `Leave it at most ${longest}.` }];
}
