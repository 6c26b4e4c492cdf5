import type { RoleDirectory } from "../credentials/role-directory.ts";
import { OPEN_ENVIRONMENT, RESOLVE_EVENT } from "../services/function-environments/create-function-environments.ts";

/**
 * The role behind the key with which this machine's developer runs functions by hand, and stops workflows to go on with
 * them by hand. It may do nothing else.
 */
export function developerRole(roles: RoleDirectory): string {
  return roles.putRole({
    roleName: "local-developer",
    assumeRolePolicy: { Version: "2012-10-17", Statement: [] },
    inlinePolicies: [
      {
        name: "run-functions-by-hand",
        document: {
          Version: "2012-10-17",
          Statement: [
            { Sid: "RunFunctionsByHand", Effect: "Allow", Action: [OPEN_ENVIRONMENT, RESOLVE_EVENT], Resource: "*" },
            {
              Sid: "StopWorkflowsHalfWay",
              Effect: "Allow",
              Action: ["states:ListExecutions", "states:GetExecutionHistory", "states:StopExecution"],
              Resource: "*",
            },
          ],
        },
      },
    ],
  }).arn;
}
