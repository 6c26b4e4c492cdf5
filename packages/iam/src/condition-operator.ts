import { splitArn, splitArnTemplate } from "./arn.ts";
import { isInRange, parseIpAddress, parseIpRange } from "./ip-address.ts";
import { resolveText, resolveTokens, type Template } from "./policy-variable.ts";
import type { RequestView } from "./request-view.ts";
import { canonicalBase64, parseBoolean, parseDate, parseNumber } from "./typed-value.ts";
import { compileWildcard, matchesTokens } from "./wildcard.ts";

/**
 * How one policy value compares with one request value. `unresolved`: the policy's variable has no value, so the
 * statement cannot apply. `unreadable`: a value is not of the operator's type, so it is neither equal nor different.
 */
type Comparison = "match" | "differ" | "unresolved" | "unreadable";

/** Compares one request value with the policy value it was compiled from. */
export type Comparator = (requestValue: string, view: RequestView) => Comparison;

/** One operator of the policy language, without its prefix and suffix. */
export interface ConditionOperator {
  /** Negated operators hold when no policy value matches, and also when the key is missing. */
  readonly negated: boolean;
  /** Whether policy variables are replaced in its values. */
  readonly hasVariables: boolean;
  /** Compiles one policy value; nothing when the value is not of the operator's type. */
  readonly compile: (value: Template) => Comparator | undefined;
}

type Compile = ConditionOperator["compile"];

const verdict = (matches: boolean): Comparison => (matches ? "match" : "differ");

/** A text operator: compares the request's text with the policy's, once its variables are filled in. */
function textual(compare: (wanted: string) => (text: string) => Comparison): Compile {
  return (value) => {
    if (value.isPlain) return compare(value.text);
    return (text, view) => {
      const wanted = resolveText(value, view);
      return wanted === undefined ? "unresolved" : compare(wanted)(text);
    };
  };
}

/** A typed operator without variables: both sides are read, and compared when they could be. */
function typed<Value, Wanted>(
  readWanted: (text: string) => Wanted | undefined,
  read: (text: string) => Value | undefined,
  compare: (value: Value, wanted: Wanted) => boolean,
): Compile {
  return (template) => {
    const wanted = readWanted(template.text);
    if (wanted === undefined) return undefined;
    return (text) => {
      const value = read(text);
      return value === undefined ? "unreadable" : verdict(compare(value, wanted));
    };
  };
}

const equals = textual((wanted) => (text) => verdict(text === wanted));
const equalsIgnoringCase = textual((wanted) => {
  const lower = wanted.toLowerCase();
  return (text) => verdict(text.toLowerCase() === lower);
});

const like = (value: Template): Comparator => {
  if (value.isPlain) {
    const matches = compileWildcard(value.text);
    return (text) => verdict(matches(text));
  }
  return (text, view) => {
    const tokens = resolveTokens(value, view);
    return tokens === undefined ? "unresolved" : verdict(matchesTokens(tokens, text));
  };
};

/** ARNs are compared part by part, so a wildcard in one of the first five parts stays within it. */
const arnLike: Compile = (value) => {
  const comparators = splitArnTemplate(value)?.map((part) => like(part));
  return (text, view) => {
    const parts = splitArn(text);
    if (parts === undefined || comparators === undefined) return "unreadable";
    let result: Comparison = "match";
    for (const [at, compare] of comparators.entries()) {
      const comparison = compare(parts[at] ?? "", view);
      if (comparison === "differ") return "differ";
      if (comparison === "unresolved") result = "unresolved";
    }
    return result;
  };
};

const bool: Compile = (value) => {
  if (value.isPlain && parseBoolean(value.text) === undefined) return undefined;
  return (text, view) => {
    const resolved = resolveText(value, view);
    if (resolved === undefined) return "unresolved";
    const [wanted, actual] = [parseBoolean(resolved), parseBoolean(text)];
    return wanted === undefined || actual === undefined ? "unreadable" : verdict(wanted === actual);
  };
};

const numeric = (compare: (value: number, wanted: number) => boolean): Compile =>
  typed(parseNumber, parseNumber, compare);
const date = (compare: (value: number, wanted: number) => boolean): Compile => typed(parseDate, parseDate, compare);
const ip = typed(parseIpRange, parseIpAddress, isInRange);
const binary = typed(canonicalBase64, canonicalBase64, (value, wanted) => value === wanted);

const same = (value: number, wanted: number): boolean => value === wanted;
const less = (value: number, wanted: number): boolean => value < wanted;
const atMost = (value: number, wanted: number): boolean => value <= wanted;
const more = (value: number, wanted: number): boolean => value > wanted;
const atLeast = (value: number, wanted: number): boolean => value >= wanted;

const withVariables = (compile: Compile, negated = false): ConditionOperator => ({
  negated,
  hasVariables: true,
  compile,
});
const plain = (compile: Compile, negated = false): ConditionOperator => ({
  negated,
  hasVariables: false,
  compile,
});

/** Every operator of the policy language but `Null`, as AWS writes it. */
const OPERATORS: readonly (readonly [name: string, operator: ConditionOperator])[] = [
  ["StringEquals", withVariables(equals)],
  ["StringNotEquals", withVariables(equals, true)],
  ["StringEqualsIgnoreCase", withVariables(equalsIgnoringCase)],
  ["StringNotEqualsIgnoreCase", withVariables(equalsIgnoringCase, true)],
  ["StringLike", withVariables(like)],
  ["StringNotLike", withVariables(like, true)],
  ["NumericEquals", plain(numeric(same))],
  ["NumericNotEquals", plain(numeric(same), true)],
  ["NumericLessThan", plain(numeric(less))],
  ["NumericLessThanEquals", plain(numeric(atMost))],
  ["NumericGreaterThan", plain(numeric(more))],
  ["NumericGreaterThanEquals", plain(numeric(atLeast))],
  ["DateEquals", plain(date(same))],
  ["DateNotEquals", plain(date(same), true)],
  ["DateLessThan", plain(date(less))],
  ["DateLessThanEquals", plain(date(atMost))],
  ["DateGreaterThan", plain(date(more))],
  ["DateGreaterThanEquals", plain(date(atLeast))],
  ["Bool", withVariables(bool)],
  ["BinaryEquals", plain(binary)],
  ["IpAddress", plain(ip)],
  ["NotIpAddress", plain(ip, true)],
  ["ArnEquals", withVariables(arnLike)],
  ["ArnLike", withVariables(arnLike)],
  ["ArnNotEquals", withVariables(arnLike, true)],
  ["ArnNotLike", withVariables(arnLike, true)],
];

/** The same, by name in lower case: IAM does not look at the case. */
export const CONDITION_OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map(
  OPERATORS.map(([name, operator]) => [name.toLowerCase(), operator]),
);

/** What every operator is called, without prefix and suffix. */
export const CONDITION_OPERATOR_NAMES: readonly string[] = [...OPERATORS.map(([name]) => name), "Null"];
