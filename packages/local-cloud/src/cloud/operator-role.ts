import type { RoleDirectory } from "../credentials/role-directory.ts";
import type { StackRecord } from "../template/model.ts";

const OUTPUT = "OperatorRoleArn";

/**
 * The role of the person at the terminal: the one that a stack names in its output OperatorRoleArn. Without one, a
 * role that may do everything, as the account's owner may on AWS.
 */
export function operatorRole(stacks: readonly StackRecord[], roles: RoleDirectory): string {
  const named = stacks.find((stack) => OUTPUT in stack.outputs)?.outputs[OUTPUT];
  return named ?? accountOwner(roles);
}

/** A role that may do everything, as the account's owner may on AWS; made when it is first asked for. */
export function accountOwner(roles: RoleDirectory): string {
  return roles.putRole({
    roleName: "local-account-owner",
    assumeRolePolicy: { Version: "2012-10-17", Statement: [] },
    inlinePolicies: [
      {
        name: "everything",
        document: {
          Version: "2012-10-17",
          Statement: [{ Sid: "OwnerOfTheLocalAccount", Effect: "Allow", Action: "*", Resource: "*" }],
        },
      },
    ],
  }).arn;
}
