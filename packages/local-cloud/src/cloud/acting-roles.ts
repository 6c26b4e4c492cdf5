import { isAppError } from "@agentic-pm/errors";
import type { RoleDirectory } from "../credentials/role-directory.ts";
import { authorizeAsRole, type ActingRole } from "../credentials/service-principal.ts";
import { askerOf, ownCircumstances } from "../gateway/asker.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { DecisionLog } from "../gateway/decision-log.ts";
import type { Ask, Caller } from "../gateway/service-module.ts";

/** What the cloud does in the name of a role. */
export interface ActingRoles {
  /** @throws AwsError AccessDeniedException. */
  require(role: ActingRole, ask: Ask): void;
  /** The same as an answer; the denial is recorded all the same. */
  may(role: ActingRole, ask: Ask): boolean;
  /** The role as the caller of a service module. */
  callerOf(role: ActingRole): Caller;
}

export function actingRoles(roles: RoleDirectory, decisions: DecisionLog): ActingRoles {
  const require = (role: ActingRole, ask: Ask): void => void authorizeAsRole(roles, decisions, role, ask);
  return {
    require,
    may: (role, ask) => {
      try {
        require(role, ask);
        return true;
      } catch (error) {
        if (error instanceof AwsError || isAppError(error)) return false;
        throw error;
      }
    },
    callerOf: (role) => {
      const session = { ...role, sessionName: role.sessionName ?? "service" };
      const { principal, policies } = askerOf(session, ownCircumstances(), roles);
      return { accessKeyId: "", principal, policies };
    },
  };
}
