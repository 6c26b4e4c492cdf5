import type { AccessRequest, Decision, PolicyKind } from "./access.ts";
import type { CompiledLayer, CompiledPolicies } from "./compile.ts";
import { type DecidingStatement, implicitDeny } from "./implicit-deny.ts";
import { NAMED_DIRECTLY, NAMED_LIMITED, NOT_NAMED, type Naming } from "./principal-element.ts";
import { RequestView, resourceAccount } from "./request-view.ts";
import type { CompiledStatement } from "./statement.ts";

/** What the resource policy grants: the statement that names the principal most closely, and how closely. */
interface ResourceGrant {
  readonly statement: CompiledStatement | undefined;
  readonly naming: Naming;
}

const NO_GRANT: ResourceGrant = { statement: undefined, naming: NOT_NAMED };
const KEY_ARN = /^arn:[^:]+:kms:[^:]*:[^:]*:key\//;
/** Roles of AWS's own, which no control policy limits. */
const SERVICE_LINKED = /^arn:[^:]+:iam::[^:]*:role\/aws-service-role\//;
const ROOT_USER = /^arn:[^:]+:iam::(\d{12}):root$/;
const ROLE_ARN = /^arn:[^:]+:iam::[^:]*:role\//;

/**
 * Decides one request as AWS does: an explicit deny in any policy wins; every level of the organization's control
 * policies must allow; then the identity policies, limited by the boundary and the session policies, or in the same
 * account the resource policy alone, must allow. Across accounts both must. Never throws, keeps nothing: the answer
 * depends on the arguments only.
 */
export function authorize(compiled: CompiledPolicies, request: AccessRequest): Decision {
  const view = new RequestView(request, compiled.boundary !== undefined);
  const controls = controlsOf(compiled, view);
  for (const { layer, kind } of controls) {
    const deny = firstDeny(layer, kind, view);
    if (deny !== undefined) return deny;
  }
  const { identity, boundary, session, resource } = compiled;
  const deny =
    firstDeny(identity, "identity", view) ??
    (boundary && firstDeny(boundary, "boundary", view)) ??
    (session && firstDeny(session, "session", view)) ??
    (resource && firstDeny(resource, "resource", view));
  if (deny !== undefined) return deny;
  const decision = decideAllow(compiled, view);
  if (!decision.allowed) return decision;
  for (const { layer, kind } of controls) {
    const isAllowed = layer.allows.some((each) => applies(each, view) && namesPrincipal(each, view) !== NOT_NAMED);
    if (!isAllowed) return implicitDeny(view, { missing: kind, layer, allowedBy: statementOf(decision) });
  }
  return decision;
}

interface Control {
  readonly layer: CompiledLayer;
  readonly kind: "serviceControl" | "resourceControl";
}

/** The control policies that a request meets: none for service-linked roles; an SCP limits its account's own principals. */
function controlsOf(
  { serviceControl, resourceControl }: CompiledPolicies,
  { principal }: RequestView,
): readonly Control[] {
  if (serviceControl.length === 0 && resourceControl.length === 0) return [];
  if (SERVICE_LINKED.test(principal.roleArn ?? principal.arn)) return [];
  const isOwn = principal.service === undefined && principal.accountId !== "";
  return [
    ...(isOwn ? serviceControl : []).map((layer) => ({ layer, kind: "serviceControl" as const })),
    ...resourceControl.map((layer) => ({ layer, kind: "resourceControl" as const })),
  ];
}

const statementOf = ({ sid = "", policy = "" }: Decision): DecidingStatement => ({ sid, policy });

function decideAllow(compiled: CompiledPolicies, view: RequestView): Decision {
  const { request, principal } = view;
  const { boundary, session } = compiled;
  const grant = compiled.resource === undefined ? NO_GRANT : resourceGrant(compiled.resource, view);
  const isService = principal.service !== undefined;
  const isAnonymous = !isService && principal.accountId === "";
  const isSameAccount = isService || (!isAnonymous && resourceAccount(request) === principal.accountId);
  const needsGrant = !isSameAccount || isService || (request.resourcePolicyIsRequired ?? isResourceGoverned(view));

  const own = isService || isAnonymous ? undefined : ownAllow(compiled.identity, view);
  const withinBoundary = boundary === undefined || firstAllow(boundary, view) !== undefined;
  const withinSession = session === undefined || firstAllow(session, view) !== undefined;
  const isLimited = !withinBoundary || !withinSession;

  if (own !== undefined && !isLimited && (!needsGrant || grant.statement !== undefined)) return allow(own, "identity");
  if ((isSameAccount || isAnonymous) && grant.statement !== undefined) {
    if (grant.naming === NAMED_DIRECTLY) return allow(grant.statement, "resource");
    if (grant.naming === NAMED_LIMITED && !isLimited) return allow(grant.statement, "resource");
  }
  const granted = grant.naming >= NAMED_LIMITED;
  const isForeign = isService || isAnonymous;
  const missing = missingKind({ own: own !== undefined, granted, isForeign, withinBoundary, withinSession });
  return implicitDeny(view, { missing, layer: compiled[missing], allowedBy: own ?? grant.statement });
}

/** What lets the principal's own account do it: a statement, or that it is the account's root user. */
function ownAllow(identity: CompiledLayer, view: RequestView): DecidingStatement | undefined {
  const account = ROOT_USER.exec(view.principal.arn)?.[1];
  return account === undefined ? firstAllow(identity, view) : { sid: "RootUser", policy: `account ${account}` };
}

/** The kind of policy that would have had to allow; several may lack an Allow, this is the one to look at first. */
function missingKind(found: {
  readonly own: boolean;
  readonly granted: boolean;
  readonly isForeign: boolean;
  readonly withinBoundary: boolean;
  readonly withinSession: boolean;
}): "identity" | "boundary" | "session" | "resource" {
  const isLimited = !found.withinBoundary || !found.withinSession;
  if (found.isForeign || (found.own && !isLimited)) return "resource";
  if (!isLimited || (!found.own && !found.granted)) return "identity";
  return found.withinBoundary ? "session" : "boundary";
}

/** KMS keys and roles decide who may use them: without their policy's consent no identity policy counts. */
function isResourceGoverned(view: RequestView): boolean {
  const { action, resource } = view;
  if (action.startsWith("kms:")) return KEY_ARN.test(resource);
  return action.startsWith("sts:") && ROLE_ARN.test(resource);
}

/** Whether a statement applies to the request, as far as everything but its principal goes. */
function applies(statement: CompiledStatement, view: RequestView): boolean {
  if (!statement.matchesAction(view.action) || !statement.matchesResource(view)) return false;
  for (const condition of statement.conditions) if (!condition.holds(view)) return false;
  return true;
}

function namesPrincipal(statement: CompiledStatement, view: RequestView): Naming {
  return statement.matchesPrincipal === undefined ? NAMED_DIRECTLY : statement.matchesPrincipal(view);
}

function firstDeny(layer: CompiledLayer, kind: PolicyKind, view: RequestView): Decision | undefined {
  for (const statement of layer.denies) {
    if (!applies(statement, view) || namesPrincipal(statement, view) === NOT_NAMED) continue;
    const { sid, policy } = statement;
    const reason = `Statement ${sid} of ${policy} (${kind} policy) denies ${view.request.action} on ${view.resource}.`;
    return { allowed: false, outcome: "ExplicitDeny", sid, policy, kind, reason };
  }
  return undefined;
}

function firstAllow(layer: CompiledLayer, view: RequestView): CompiledStatement | undefined {
  for (const statement of layer.allows) if (applies(statement, view)) return statement;
  return undefined;
}

function resourceGrant(layer: CompiledLayer, view: RequestView): ResourceGrant {
  let best = NO_GRANT;
  for (const statement of layer.allows) {
    const naming = namesPrincipal(statement, view);
    if (naming > best.naming && applies(statement, view)) best = { statement, naming };
  }
  return best;
}

function allow({ sid, policy }: DecidingStatement, kind: PolicyKind): Decision {
  return {
    allowed: true,
    outcome: "Allow",
    sid,
    policy,
    kind,
    reason: `Statement ${sid} of ${policy} (${kind} policy) allows it.`,
  };
}
