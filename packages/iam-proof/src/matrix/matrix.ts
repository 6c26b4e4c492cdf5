import type { AskableRole } from "@agentic-pm/boundary-checks";
import { resourcePoliciesOf } from "@agentic-pm/boundary-checks";
import type { NamedPolicy, Statement } from "@agentic-pm/iam";
import type { Deployment } from "../deployment.ts";
import { globsMeet } from "../glob.ts";
import { type PolicyUse, statementsOf, texts } from "../policy-uses.ts";

/** One permission of a role, as packaged. */
export interface Permission {
  readonly role: string;
  readonly action: string;
  /** An ARN or a pattern of ARNs. */
  readonly resource: string;
  readonly sid: string;
  /** The conditions under which it holds, as JSON; empty if it always does. */
  readonly condition: string;
  /** False if the boundary or a resource policy takes it away again. */
  readonly effective: boolean;
  /** Why not, or which resource policy also has a say. */
  readonly note: string;
}

/** What a resource's own policy says, statement by statement. */
export interface ResourceStatement {
  readonly resource: string;
  readonly sid: string;
  readonly effect: string;
  readonly principal: string;
  readonly actions: readonly string[];
  readonly condition: string;
}

export interface Matrix {
  /** By role, action, resource and Sid. */
  readonly permissions: readonly Permission[];
  /** Role → who may take it. */
  readonly trust: readonly { readonly role: string; readonly principals: readonly string[] }[];
  readonly resourcePolicies: readonly ResourceStatement[];
}

/** Role × action × resource of a deployment: identity policies within the boundary, resource policies noted. */
export function matrixOf(deployment: Deployment): Matrix {
  const protecting = resourcePoliciesOf(deployment.resources);
  const permissions = deployment.roles.flatMap((role) => permissionsOf(role, protecting));
  const uses = deployment.policies;
  return {
    permissions: sorted(permissions, ({ role, action, resource, sid }) => [role, action, resource, sid]),
    trust: sorted(uses.filter(({ effect }) => effect === "trusts").map(trustOf), ({ role }) => [role]),
    resourcePolicies: sorted(
      uses.filter(({ effect }) => effect === "protects").flatMap((use) => protections(use, deployment)),
      ({ resource, sid }) => [resource, sid],
    ),
  };
}

function permissionsOf(role: AskableRole, protecting: ReadonlyMap<string, NamedPolicy>): readonly Permission[] {
  return role.identity
    .flatMap(({ document }) => statementsOf(document))
    .filter(({ Effect: effect }) => effect === "Allow")
    .flatMap((statement) =>
      actionsOf(statement).flatMap((action) =>
        resourcesOf(statement).map((resource) => permission(role, { statement, action, resource }, protecting)),
      ),
    );
}

interface Granted {
  readonly statement: Statement;
  readonly action: string;
  readonly resource: string;
}

function permission(
  role: AskableRole,
  { statement, action, resource }: Granted,
  protecting: ReadonlyMap<string, NamedPolicy>,
): Permission {
  const { allowed, reason } = role.ask(action, resource.replaceAll(/[*?]/g, "x"));
  const policy = [...protecting].find(([arn]) => resource === arn || resource.startsWith(`${arn}/`))?.[1];
  return {
    role: role.name,
    action,
    resource: shownArn(resource),
    sid: statement.Sid ?? "",
    condition: conditionOf(statement),
    effective: allowed,
    note: allowed ? (policy === undefined ? "" : `${policy.name} also rules`) : reason,
  };
}

function actionsOf({ Action: action, NotAction: notAction }: Statement): readonly string[] {
  return notAction === undefined ? texts(action) : texts(notAction).map((each) => `everything but ${each}`);
}

function resourcesOf({ Resource: resource, NotResource: notResource }: Statement): readonly string[] {
  return notResource === undefined ? texts(resource) : texts(notResource).map((each) => `everything but ${each}`);
}

function trustOf({ owner, document }: PolicyUse): Matrix["trust"][number] {
  return { role: owner, principals: [...new Set(statementsOf(document).flatMap(principalsOf))].toSorted() };
}

function protections({ resource, document }: PolicyUse, { resources }: Deployment): readonly ResourceStatement[] {
  const target = resource.properties["SecretId"] ?? resource.properties["Bucket"];
  const protectedOne = resources.find(({ physicalId }) => target !== undefined && physicalId === target) ?? resource;
  return statementsOf(document).map((statement) => ({
    resource: shownArn(protectedOne.arn.startsWith("arn:") ? protectedOne.arn : protectedOne.logicalId),
    sid: statement.Sid ?? "",
    effect: statement.Effect,
    principal: principalsOf(statement).join(", "),
    actions: texts(statement.Action ?? statement.NotAction),
    condition: conditionOf(statement),
  }));
}

function principalsOf({ Principal: principal }: Statement): readonly string[] {
  if (principal === undefined || typeof principal === "string") return [principal ?? "nobody"];
  return Object.values(principal).flatMap(texts);
}

function conditionOf({ Condition: condition }: Statement): string {
  return condition === undefined ? "" : shownArn(JSON.stringify(condition));
}

/** A foretold secret's suffix stands for any. */
function shownArn(arn: string): string {
  return arn.replaceAll(/(:secret:[^"\s]+)-AbCdEf/g, "$1-??????");
}

/** True if a used ARN is one of those that the permission is for; names that only a deploy gives fit any. */
export function isFor({ resource }: Permission, used: string): boolean {
  const given = resource
    .replace(/(:kms:[^:]*:[^:]*:key\/).+/, "$1*")
    .replace(/(:execute-api:[^:]*:[^:]*:)[^/]+/, "$1*")
    .replace(/(:browser-custom\/).+/, "$1*");
  return globsMeet(given, used);
}

function sorted<Row>(rows: readonly Row[], key: (row: Row) => readonly string[]): readonly Row[] {
  return rows
    .map((row) => ({ row, text: key(row).join("\u0000") }))
    .toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ row }) => row);
}
