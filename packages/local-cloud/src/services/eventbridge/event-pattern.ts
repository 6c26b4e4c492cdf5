import { BlockList, isIP, isIPv6 } from "node:net";
import { AwsError } from "../../gateway/aws-error.ts";
import { isJsonObject, type Json, type JsonObject } from "../../template/model.ts";

/** Tells whether an event fits a pattern. */
export type EventMatcher = (event: JsonObject) => boolean;

/** Tells whether the values under a key fit; an absent key has none. */
type ValueMatcher = (values: readonly Json[]) => boolean;

/** Compiles an event pattern. @throws AwsError InvalidEventPatternException for what EventBridge has not, or is not matched here. */
export function compilePattern(pattern: JsonObject): EventMatcher {
  const members = Object.entries(pattern).map(([key, wanted]): EventMatcher => {
    if (key === "$or") return anyOf(wanted);
    if (Array.isArray(wanted)) {
      if (wanted.length === 0) throw invalid(`${key}: an empty list matches nothing`);
      const matchers = (wanted as readonly Json[]).map((one) => compileValue(one, key));
      return (event) => matchers.some((matches) => matches(valuesOf(event, key)));
    }
    if (!isJsonObject(wanted)) throw invalid(`"${key}" must be an object or an array`);
    const inner = compilePattern(wanted);
    return (event) => {
      const value = event[key];
      return inner(isJsonObject(value) ? value : {});
    };
  });
  return (event) => members.every((matches) => matches(event));
}

function anyOf(patterns: Json): EventMatcher {
  if (!Array.isArray(patterns) || !patterns.every(isJsonObject)) throw invalid("$or must be a list of patterns");
  const matchers = patterns.map(compilePattern);
  return (event) => matchers.some((matches) => matches(event));
}

function valuesOf(event: JsonObject, key: string): readonly Json[] {
  if (!Object.hasOwn(event, key)) return [];
  const value = event[key] as Json;
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function compileValue(wanted: Json, key: string): ValueMatcher {
  if (!isJsonObject(wanted)) return (values) => values.includes(wanted);
  const [[operator, operand] = ["", null], ...others] = Object.entries(wanted);
  if (others.length > 0) throw invalid(`${key}: one operator at a time`);
  if (operator === "exists") {
    if (typeof operand !== "boolean") throw invalid(`${key}: exists is true or false`);
    return (values) => values.length > 0 === operand;
  }
  if (operator === "anything-but") {
    const refused = compileAnythingBut(operand as Json, key);
    return (values) => values.some((value) => !refused(value));
  }
  const fits = compileOperator(operator, operand as Json, key);
  return (values) => values.some(fits);
}

function compileAnythingBut(operand: Json, key: string): (value: Json) => boolean {
  if (isJsonObject(operand)) {
    const [[operator, inner] = ["", null], ...others] = Object.entries(operand);
    if (others.length > 0) throw invalid(`${key}: one operator at a time`);
    const texts = Array.isArray(inner) ? (inner as readonly Json[]) : [inner as Json];
    const matchers = texts.map((text) => compileOperator(operator, text, key));
    return (value) => matchers.some((matches) => matches(value));
  }
  const refused = Array.isArray(operand) ? (operand as readonly Json[]) : [operand];
  return (value) => refused.includes(value);
}

function compileOperator(operator: string, operand: Json, key: string): (value: Json) => boolean {
  if (operator === "numeric") return compileNumeric(operand, key);
  const ignoresCase = isJsonObject(operand) && operator !== "wildcard" ? operand["equals-ignore-case"] : undefined;
  const text = ignoresCase ?? operand;
  if (typeof text !== "string") throw invalid(`${key}: ${operator} takes a text`);
  const form = (value: string): string => (ignoresCase === undefined ? value : value.toLowerCase());
  const tested = (test: (value: string) => boolean) => (value: Json) => typeof value === "string" && test(form(value));
  switch (operator) {
    case "prefix":
      return tested((value) => value.startsWith(form(text)));
    case "suffix":
      return tested((value) => value.endsWith(form(text)));
    case "equals-ignore-case":
      return tested((value) => value.toLowerCase() === text.toLowerCase());
    case "cidr":
      return tested(compileRange(text, key));
    case "wildcard":
      return tested(compileWildcard(text, key));
    default:
      throw invalid(`${key}: the operator ${operator} is not matched here`);
  }
}

/** `*` is any run of characters; a backslash takes a star or a backslash literally. */
function compileWildcard(pattern: string, key: string): (value: string) => boolean {
  if (pattern.includes("**")) throw invalid(`${key}: consecutive wildcard characters`);
  const expression = pattern.replace(/\\[*\\]|[\s\S]/g, (part) => {
    if (part === "*") return "[\\s\\S]*";
    const literal = part.length === 2 ? part.charAt(1) : part;
    return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  });
  const matcher = new RegExp(`^${expression}$`, "u");
  return (value) => matcher.test(value);
}

/** An address of either family in `address/bits`. */
function compileRange(text: string, key: string): (value: string) => boolean {
  const [address = "", bits = "", ...rest] = text.split("/");
  const range = new BlockList();
  try {
    if (!/^\d{1,3}$/.test(bits) || rest.length > 0) throw new RangeError(text);
    range.addSubnet(address, Number(bits), isIPv6(address) ? "ipv6" : "ipv4");
  } catch {
    throw invalid(`${key}: malformed CIDR`);
  }
  return (value) => isIP(value) !== 0 && range.check(value, isIPv6(value) ? "ipv6" : "ipv4");
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

function compileNumeric(operand: Json, key: string): (value: Json) => boolean {
  const parts = Array.isArray(operand) ? (operand as readonly Json[]) : [];
  if (parts.length !== 2 && parts.length !== 4) throw invalid(`${key}: numeric takes one or two comparisons`);
  const tests = [parts.slice(0, 2), parts.slice(2)].flatMap(([comparison, bound]) => {
    if (comparison === undefined) return [];
    const compare = COMPARISONS[String(comparison)];
    if (compare === undefined || typeof bound !== "number") throw invalid(`${key}: malformed numeric comparison`);
    return [(value: number) => compare(value, bound)];
  });
  return (value) => typeof value === "number" && tests.every((test) => test(value));
}

function invalid(why: string): AwsError {
  return new AwsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${why}`);
}
