import { CONDITION_OPERATORS, type Comparator, type ConditionOperator } from "./condition-operator.ts";
import { isRecord, malformed, type PolicyPlace } from "./malformed.ts";
import { parseTemplate } from "./policy-variable.ts";
import type { ContextValue, RequestView } from "./request-view.ts";
import { parseBoolean } from "./typed-value.ts";

/** One operator applied to one context key, ready to be tested. */
export interface CompiledCondition {
  /** As the policy writes it, such as `StringEquals aws:PrincipalTag/team`. */
  readonly label: string;
  readonly key: string;
  readonly lowerKey: string;
  readonly values: readonly string[];
  readonly holds: (view: RequestView) => boolean;
}

/** What a statement's conditions need to know of the statement. */
export interface ConditionScope {
  readonly place: PolicyPlace;
  readonly isDeny: boolean;
  /** True from version 2012-10-17 on. */
  readonly hasVariables: boolean;
}

const OPERATOR = /^(?:(forallvalues|foranyvalue):)?(.+?)(ifexists)?$/;

/** Whether IAM has an operator, with its prefix and suffix, in any case. */
export function isConditionOperator(name: string): boolean {
  const [, , base = "", ifExists] = OPERATOR.exec(name.toLowerCase()) ?? [];
  return (base === "null" && ifExists === undefined) || CONDITION_OPERATORS.has(base);
}

/** Compiles a Condition element; all of its conditions must hold for the statement to apply. */
export function compileConditions(element: unknown, scope: ConditionScope): readonly CompiledCondition[] {
  if (element === undefined) return [];
  if (!isRecord(element)) throw malformed(scope.place, "Condition", "must be an object of operators");
  return Object.entries(element).flatMap(([operator, keys]) => {
    const name = `Condition ${operator}`;
    if (!isRecord(keys)) throw malformed(scope.place, name, "must be an object of condition keys");
    const names = new Set(Object.keys(keys).map((key) => key.toLowerCase()));
    if (names.size < Object.keys(keys).length) throw malformed(scope.place, name, "has a key twice, in another case");
    return Object.entries(keys).map(([key, values]) => {
      const texts = readValues(values, scope.place, `${name} ${key}`);
      const lowerKey = key.toLowerCase();
      const test = compileOperator(operator, texts, { ...scope, element: `${name} ${key}` });
      const holds = (view: RequestView): boolean => test(view.lookup(key, lowerKey), view);
      return { label: `${operator} ${key}`, key, lowerKey, values: texts, holds };
    });
  });
}

type Test = (values: ContextValue | undefined, view: RequestView) => boolean;

function compileOperator(name: string, texts: readonly string[], scope: ConditionScope & { element: string }): Test {
  const [, setOperator, base = "", ifExists] = OPERATOR.exec(name.toLowerCase()) ?? [];
  if (base === "null" && ifExists === undefined) return compileNull(texts, scope);
  const operator = CONDITION_OPERATORS.get(base);
  if (operator === undefined) throw malformed(scope.place, scope.element, "uses an operator that IAM does not have");
  const satisfies = compileValues(operator, texts, scope);
  // The set operators decide on a missing key themselves: IfExists changes nothing behind them.
  if (setOperator === "forallvalues") {
    return (values, view) => isNullSet(values) || toList(values).every((value) => satisfies(value, view));
  }
  if (setOperator === "foranyvalue") {
    return (values, view) => !isNullSet(values) && toList(values).some((value) => satisfies(value, view));
  }
  const whenMissing = ifExists !== undefined || operator.negated;
  return (values, view) => {
    if (values === undefined) return whenMissing;
    if (typeof values === "string") return satisfies(values, view);
    // Several values without a set operator have no defined meaning: an Allow does not apply, a Deny does if any fits.
    if (values.length > 1 && !scope.isDeny) return false;
    return values.some((value) => satisfies(value, view));
  };
}

/** `Null: true` asks for a missing key, `Null: false` for one that is there. */
function compileNull(texts: readonly string[], scope: ConditionScope & { element: string }): Test {
  const wanted = new Set<boolean>();
  for (const text of texts) {
    const value = parseBoolean(text);
    if (value === undefined) throw malformed(scope.place, scope.element, `must be true or false, not "${text}"`);
    wanted.add(value);
  }
  return (values) => wanted.has(isNullSet(values));
}

/** Whether one request value satisfies the operator: it matches one policy value, or none for a negated operator. */
function compileValues(
  operator: ConditionOperator,
  texts: readonly string[],
  scope: ConditionScope & { element: string },
): (value: string, view: RequestView) => boolean {
  const comparators = texts.map((text): Comparator => {
    const comparator = operator.compile(parseTemplate(text, scope.hasVariables && operator.hasVariables));
    if (comparator === undefined) throw malformed(scope.place, scope.element, `has a value it cannot read: "${text}"`);
    return comparator;
  });
  if (!operator.negated) {
    return (value, view) => comparators.some((compare) => compare(value, view) === "match");
  }
  return (value, view) =>
    comparators.every((compare) => {
      const comparison = compare(value, view);
      // Fail closed: a value that cannot be read never satisfies an Allow, and always a Deny.
      return comparison === "differ" || (comparison === "unreadable" && scope.isDeny);
    });
}

function readValues(values: unknown, place: PolicyPlace, element: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  return list.map((value) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw malformed(place, element, "must be a text, a number, a boolean or a list of them");
  });
}

/** What AWS calls null: no key, or nothing in it but the empty text. Only the set operators and `Null` see it so. */
function isNullSet(values: ContextValue | undefined): values is undefined {
  return values === undefined || toList(values).every((value) => value === "");
}

function toList(values: ContextValue): readonly string[] {
  return typeof values === "string" ? [values] : values;
}
