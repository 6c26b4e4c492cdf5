import type { UsedPermission } from "@agentic-pm/local-cloud";
import type { Deployment } from "../deployment.ts";
import { isFor as isOfResource, matrixOf, type Permission } from "../matrix/matrix.ts";
import { MAIN_JOB_REASONS } from "./main-job-reasons.ts";
import { UNUSED_REASONS, type UnusedReason } from "./unused-reasons.ts";

/** A permission that nothing used, and why that is all right, if somebody wrote it down. */
export interface UnusedPermission extends Permission {
  readonly why?: string;
}

export interface Coverage {
  readonly granted: number;
  readonly used: number;
  /** By role, action, resource. */
  readonly unused: readonly UnusedPermission[];
  /** Reasons for permissions that no role has. */
  readonly stale: readonly UnusedReason[];
  /** Reasons for permissions that were all used: stale too, if these were the uses of the whole test run. */
  readonly needless: readonly UnusedReason[];
}

/** What can be said for what a run left unused: of the whole test run less than of the main job alone. */
export function reasonsFor(isWhole: boolean): readonly UnusedReason[] {
  return isWhole ? UNUSED_REASONS : [...UNUSED_REASONS, ...MAIN_JOB_REASONS];
}

/** Which of the packaged permissions a run used: least privilege, measured. */
export function coverageOf(
  deployment: Deployment,
  uses: readonly UsedPermission[],
  reasons: readonly UnusedReason[],
): Coverage {
  const { permissions } = matrixOf(deployment);
  const byRole = Map.groupBy(uses, ({ roleArn }) => roleArn.slice(roleArn.lastIndexOf("/") + 1));
  const unused = permissions.filter((permission) => !isUsed(permission, byRole.get(permission.role) ?? []));
  const isFor = (reason: UnusedReason, among: readonly Permission[]): boolean =>
    among.some((permission) => explains(reason, permission));
  const stale = reasons.filter((reason) => !isFor(reason, permissions));
  return {
    granted: permissions.length,
    used: permissions.length - unused.length,
    unused: unused.map((permission) => {
      const why = reasons.find((reason) => explains(reason, permission))?.why;
      return why === undefined ? permission : { ...permission, why };
    }),
    stale,
    needless: reasons.filter(
      (reason) => reason.sometimes !== true && !stale.includes(reason) && !isFor(reason, unused),
    ),
  };
}

function isUsed(permission: Permission, uses: readonly UsedPermission[]): boolean {
  const action = permission.action.toLowerCase();
  return uses.some((use) => use.action.toLowerCase() === action && isOfResource(permission, use.resource));
}

function explains({ sid, actions, roles, resources }: UnusedReason, permission: Permission): boolean {
  return (
    sid === permission.sid &&
    (actions === undefined || actions.includes(permission.action)) &&
    (resources === undefined || resources.some((end) => permission.resource.endsWith(end))) &&
    (roles === undefined || roles.some((role) => permission.role.endsWith(`-${role}`)))
  );
}
