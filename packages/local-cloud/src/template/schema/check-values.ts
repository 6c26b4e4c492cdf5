import { isUncertain } from "../certain-values.ts";
import type { Objection } from "./objection.ts";
import { type ValueRule, valueRules, type ValueRules } from "./value-rules.ts";

/** Every value against AWS's schema of its type: enumerations, patterns, lengths and limits. */
export function checkValues(type: string, properties: object): readonly Objection[] {
  const rules = valueRules(type);
  return rules === undefined ? [] : inObject(properties, "", { rules, path: "" });
}

interface Place {
  readonly rules: ValueRules;
  readonly path: string;
}

function inObject(value: unknown, definition: string, { rules, path }: Place): readonly Objection[] {
  const properties = rules.get(definition);
  if (properties === undefined || typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const rule = properties.get(name);
    return rule === undefined ? [] : inProperty(inner, rule, { rules, path: path === "" ? name : `${path}.${name}` });
  });
}

function inProperty(value: unknown, rule: ValueRule, at: Place): readonly Objection[] {
  if (!Array.isArray(value)) return inValue(value, rule, at);
  const { shortest, longest, ...each } = rule;
  return [
    ...ofLength(value.length, `${value.length} members`, { shortest, longest, path: at.path }),
    ...value.flatMap((member, index) => inValue(member, each, { ...at, path: `${at.path}[${index}]` })),
  ];
}

function inValue(value: unknown, rule: ValueRule, at: Place): readonly Objection[] {
  if (typeof value === "object") return rule.inner === undefined ? [] : inObject(value, rule.inner, at);
  const text = String(value);
  // What CloudFormation fills in while it deploys has no value yet.
  if (isUncertain(value)) return [];
  const { path: property } = at;
  const shown = `${property} is ${JSON.stringify(text.slice(0, 60))}`;
  const cause = `${shown}.`;
  const { allowed, pattern, minimum, maximum, shortest, longest } = rule;
  if (allowed.length > 0 && !allowed.includes(text)) {
    return [
      {
        property,
        cause: `${shown}, which AWS does not know.`,
        remedy: `Write one of ${allowed.slice(0, 30).join(", ")}.`,
      },
    ];
  }
  if (pattern !== undefined && typeof value === "string" && !pattern.test(text)) {
    return [{ property, cause, remedy: `Write it so that it fits AWS's pattern ${pattern.source}.` }];
  }
  const number = Number(value);
  if (minimum !== undefined && number < minimum) return [{ property, cause, remedy: `Make it ${minimum} or more.` }];
  if (maximum !== undefined && number > maximum) return [{ property, cause, remedy: `Make it ${maximum} or less.` }];
  if (typeof value !== "string") return [];
  return ofLength(text.length, `${text.length} characters`, { shortest, longest, path: property });
}

function ofLength(
  length: number,
  has: string,
  limits: { shortest?: number | undefined; longest?: number | undefined; path: string },
): readonly Objection[] {
  const { shortest = 0, longest = Infinity, path: property } = limits;
  const cause = `${property} has ${has}.`;
  if (length < shortest) return [{ property, cause, remedy: `Give it ${shortest} or more.` }];
  return length > longest ? [{ property, cause, remedy: `Make it at most ${longest}.` }] : [];
}
