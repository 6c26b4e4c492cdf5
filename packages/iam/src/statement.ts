import { completeArnPattern, kindOfArn } from "./arn.ts";
import { compileConditions, type CompiledCondition } from "./condition.ts";
import { isRecord, malformed, readStrings, type PolicyPlace } from "./malformed.ts";
import { onlyInResourcePart, parseTemplate, resolveTokens } from "./policy-variable.ts";
import { compileNotPrincipal, compilePrincipal, type PrincipalMatcher } from "./principal-element.ts";
import type { RequestView } from "./request-view.ts";
import { compileWildcard, matchesTokens, type TextMatcher } from "./wildcard.ts";

/** One statement, parsed once, with a matcher for each of its elements. */
export interface CompiledStatement {
  /** Its Sid, or `Statement[n]` when it has none. */
  readonly sid: string;
  readonly policy: string;
  readonly isDeny: boolean;
  /** The elements as written, for explanations. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly matchesAction: TextMatcher;
  readonly matchesResource: (view: RequestView) => boolean;
  /** Only on a statement of a resource policy. */
  readonly matchesPrincipal: PrincipalMatcher | undefined;
  readonly conditions: readonly CompiledCondition[];
}

/** What a statement's elements mean depends on the document around it. */
export interface StatementScope {
  readonly place: PolicyPlace & { readonly sid: string };
  readonly isResourcePolicy: boolean;
  readonly hasVariables: boolean;
}

const ELEMENTS = new Set(
  "Sid Effect Action NotAction Resource NotResource Principal NotPrincipal Condition".split(" "),
);
const ACTION = /^(?:[*]+(?::[*]+)?|[a-z0-9-]+:[^:\s]+)$/;
const RESOURCE = /^(?:[*]+$|arn:)/;

/** Whether a text stands for actions: `*`, `*:*` or service:Action, with wildcards, in any case. */
export function isActionPattern(text: string): boolean {
  return ACTION.test(text.toLowerCase());
}

/** Compiles one statement; anything AWS would refuse is malformed, never skipped. */
export function compileStatement(raw: unknown, scope: StatementScope): CompiledStatement {
  const { place } = scope;
  if (!isRecord(raw)) throw malformed(place, "Statement", "must be an object");
  for (const element of Object.keys(raw)) {
    if (!ELEMENTS.has(element)) throw malformed(place, element, "is not an element of a statement");
  }
  if (raw["Effect"] !== "Allow" && raw["Effect"] !== "Deny") {
    throw malformed(place, "Effect", 'must be exactly "Allow" or "Deny"');
  }
  const isDeny = raw["Effect"] === "Deny";
  const action = oneOf(raw, "Action", "NotAction", place);
  const resource = resourceOf(raw, scope);
  const matchesAction = compileActions(action.values, place, action.name);
  const matchesResource = compileResources(resource.values, scope, resource);
  return {
    sid: place.sid,
    policy: place.policy,
    isDeny,
    actions: action.values,
    resources: resource.values,
    matchesAction: action.negated ? (text) => !matchesAction(text) : matchesAction,
    matchesResource,
    matchesPrincipal: principalOf(raw, scope, isDeny),
    conditions: compileConditions(raw["Condition"], {
      place,
      isDeny,
      hasVariables: scope.hasVariables,
    }),
  };
}

interface Element {
  readonly name: string;
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** Reads an element that is written either plainly or with `Not`, never both. */
function oneOf(raw: Readonly<Record<string, unknown>>, plain: string, not: string, place: PolicyPlace): Element {
  if (raw[plain] !== undefined && raw[not] !== undefined) throw malformed(place, not, `cannot stand beside ${plain}`);
  if (raw[plain] === undefined && raw[not] === undefined) throw malformed(place, plain, `is missing, and so is ${not}`);
  const negated = raw[plain] === undefined;
  const name = negated ? not : plain;
  return { name, negated, values: readStrings(raw[name], place, name) };
}

/** A resource policy without Resource, such as a role's trust policy, speaks of the resource it is attached to. */
function resourceOf(raw: Readonly<Record<string, unknown>>, scope: StatementScope): Element {
  const isMissing = raw["Resource"] === undefined && raw["NotResource"] === undefined;
  if (isMissing && scope.isResourcePolicy) return { name: "Resource", negated: false, values: ["*"] };
  return oneOf(raw, "Resource", "NotResource", scope.place);
}

function principalOf(
  raw: Readonly<Record<string, unknown>>,
  scope: StatementScope,
  isDeny: boolean,
): PrincipalMatcher | undefined {
  const { Principal: principal, NotPrincipal: notPrincipal } = raw;
  if (!scope.isResourcePolicy) {
    if (principal === undefined && notPrincipal === undefined) return undefined;
    throw malformed(
      scope.place,
      principal === undefined ? "NotPrincipal" : "Principal",
      "belongs in resource policies",
    );
  }
  if (principal !== undefined && notPrincipal !== undefined) {
    throw malformed(scope.place, "NotPrincipal", "cannot stand beside Principal");
  }
  if (notPrincipal !== undefined) return compileNotPrincipal(notPrincipal, scope.place, isDeny);
  if (principal === undefined) throw malformed(scope.place, "Principal", "is missing, and so is NotPrincipal");
  return compilePrincipal(principal, scope.place, "Principal");
}

function compileActions(values: readonly string[], place: PolicyPlace, name: string): TextMatcher {
  const exact = new Set<string>();
  const patterns: TextMatcher[] = [];
  for (const value of values) {
    const lower = value.toLowerCase();
    if (!isActionPattern(lower)) throw malformed(place, name, `has "${value}", which is not "*" or service:Action`);
    if (/[*?]/.test(lower)) patterns.push(compileWildcard(lower));
    else exact.add(lower);
  }
  const [only] = patterns;
  if (exact.size === 0 && patterns.length === 1 && only !== undefined) return only;
  if (patterns.length === 0) return (action) => exact.has(action);
  return (action) => exact.has(action) || patterns.some((matches) => matches(action));
}

/** Compiles Resource or NotResource. When a variable has no value, neither applies. */
function compileResources(
  values: readonly string[],
  scope: StatementScope,
  element: Element,
): (view: RequestView) => boolean {
  const plain: TextMatcher[] = [];
  const variable: ((view: RequestView) => boolean | undefined)[] = [];
  for (const value of values) {
    if (!RESOURCE.test(value)) throw malformed(scope.place, element.name, `has "${value}", which is not "*" or an ARN`);
    for (const pattern of arnPatterns(value, scope)) {
      const template = onlyInResourcePart(parseTemplate(pattern, scope.hasVariables));
      if (template.isPlain) plain.push(compileWildcard(template.text));
      else {
        const isOfKind = compileWildcard(`${kindOfArn(template)}*`);
        variable.push((view) => {
          const tokens = resolveTokens(template, view);
          if (tokens !== undefined) return matchesTokens(tokens, view.resource);
          // What is of another kind fits with no value of the variable; of all else nothing is known.
          return isOfKind(view.resource) ? undefined : false;
        });
      }
    }
  }
  const fits = (view: RequestView): boolean => plain.some((matches) => matches(view.resource));
  if (!element.negated) return (view) => fits(view) || variable.some((matches) => matches(view) === true);
  return (view) => !fits(view) && variable.every((matches) => matches(view) === false);
}

/** An incomplete ARN is completed; as it stands it fits too where a `*` at the end of a part reaches over the colons. */
function arnPatterns(value: string, { isResourcePolicy }: StatementScope): ReadonlySet<string> {
  return new Set(isResourcePolicy ? [value] : [value, completeArnPattern(value)]);
}
