import type { Decision, NearestStatement, PolicyKind } from "./access.ts";
import type { CompiledLayer } from "./compile.ts";
import { NOT_NAMED } from "./principal-element.ts";
import type { RequestView } from "./request-view.ts";
import type { CompiledStatement } from "./statement.ts";

/** A statement, or what stands for one, as an answer names it. */
export type DecidingStatement = Pick<CompiledStatement, "sid" | "policy">;

/** Why nothing allowed the request: the kind of policy that had to, and the statement that did elsewhere. */
export interface MissingAllow {
  readonly missing: PolicyKind;
  /** The policies of that kind, if there are any. */
  readonly layer: CompiledLayer | undefined;
  readonly allowedBy: DecidingStatement | undefined;
}

const SHOWN_VALUES = 3;

/** The decision when nothing denies and not enough allows. Its words are only made when they are read. */
export function implicitDeny(view: RequestView, why: MissingAllow): Decision {
  const { layer } = why;
  let nearest: NearestStatement | undefined | null = null;
  return {
    allowed: false,
    outcome: "ImplicitDeny",
    ...(layer?.policies.length === 1 && layer.policies[0] !== undefined ? { policy: layer.policies[0] } : {}),
    kind: why.missing,
    get reason() {
      return reasonFor(view, why);
    },
    get nearest() {
      if (nearest === null) nearest = nearestStatement(layer, view);
      return nearest;
    },
  };
}

const KIND_WORDS: Readonly<Record<PolicyKind, string>> = {
  identity: "identity policy",
  boundary: "permission boundary",
  session: "session policy",
  resource: "resource policy",
  serviceControl: "service control policy",
  resourceControl: "resource control policy",
};

function reasonFor(view: RequestView, { missing, layer, allowedBy }: MissingAllow): string {
  const names = layer === undefined || layer.policies.length === 0 ? "" : ` (${layer.policies.join(", ")})`;
  const asked = `${view.request.action} on ${view.resource}`;
  const lacking = `no ${KIND_WORDS[missing]}${names} allows ${asked}`;
  if (allowedBy === undefined) return `${lacking.charAt(0).toUpperCase()}${lacking.slice(1)}.`;
  return `Statement ${allowedBy.sid} of ${allowedBy.policy} allows it, but ${lacking}.`;
}

/** The Allow of the lacking kind that matches the most elements; only those of the same service are of any help. */
function nearestStatement(layer: CompiledLayer | undefined, view: RequestView): NearestStatement | undefined {
  let best: { readonly score: number; readonly statement: CompiledStatement } | undefined;
  for (const statement of layer?.allows ?? []) {
    const score = closeness(statement, view);
    if (score > (best?.score ?? 0)) best = { score, statement };
  }
  if (best === undefined) return undefined;
  const { sid, policy } = best.statement;
  return { sid, policy, why: mismatch(best.statement, view) };
}

function closeness(statement: CompiledStatement, view: RequestView): number {
  const service = view.action.slice(0, view.action.indexOf(":") + 1);
  const sameAction = statement.matchesAction(view.action);
  if (!sameAction && !statement.actions.some((action) => action.toLowerCase().startsWith(service))) return 0;
  const holding = statement.conditions.filter((condition) => condition.holds(view)).length;
  return (
    1 +
    (sameAction ? 8 : 0) +
    (statement.matchesResource(view) ? 4 : 0) +
    (isNamed(statement, view) ? 2 : 0) +
    (holding === statement.conditions.length ? 1 : 0)
  );
}

function isNamed(statement: CompiledStatement, view: RequestView): boolean {
  return statement.matchesPrincipal === undefined || statement.matchesPrincipal(view) !== NOT_NAMED;
}

/** The first element that does not match, in words. */
function mismatch(statement: CompiledStatement, view: RequestView): string {
  if (!statement.matchesAction(view.action)) {
    return `Action: ${view.request.action} is not covered by ${list(statement.actions)}`;
  }
  if (!statement.matchesResource(view)) {
    return `Resource: ${view.resource} is not covered by ${list(statement.resources)}`;
  }
  const failed = statement.conditions.find((condition) => !condition.holds(view));
  if (failed === undefined) return `Principal: ${view.principal.arn} is not named`;
  const actual = view.lookup(failed.key, failed.lowerKey);
  const had = actual === undefined ? "the request does not carry that key" : `the request has ${list([actual].flat())}`;
  return `Condition: ${failed.label} wants ${list(failed.values)}, and ${had}`;
}

function list(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN_VALUES).join(", ");
  return values.length > SHOWN_VALUES ? `${shown} and ${values.length - SHOWN_VALUES} more` : shown;
}
