import type { AskableRole } from "@agentic-pm/boundary-checks";
import { isAppError } from "@agentic-pm/errors";
import type { ResolvedResource } from "@agentic-pm/local-cloud";
import type { Deployment } from "../deployment.ts";
import { type Finding, objectTo } from "../finding.ts";

/** Every function has a role that no other has, every role a boundary, and every policy can be read. */
export function checkRoles({ resources, roles }: Deployment): readonly Finding[] {
  const functions = resources.filter(({ type }) => type === "AWS::Lambda::Function");
  return [...functions.flatMap((each) => checkFunction(each, functions, roles)), ...roles.flatMap(checkRole)];
}

function checkFunction(
  each: ResolvedResource,
  functions: readonly ResolvedResource[],
  roles: readonly AskableRole[],
): readonly Finding[] {
  const arn = each.properties["Role"];
  const role = roles.find(({ resource }) => resource.arn === arn);
  const sharing = functions.filter((other) => other !== each && other.properties["Role"] === arn);
  const about = { kind: "function-without-own-role", property: "Role" } as const;
  const remedy = "Give the function iamRoleStatements and an iamRoleStatementsName of its own in its serverless.yml.";
  if (role === undefined) {
    return [objectTo(each, { ...about, remedy, cause: `Its role ${String(arn)} is in none of the templates.` })];
  }
  if (sharing.length === 0) return [];
  const others = sharing.map(({ logicalId }) => logicalId).join(", ");
  return [objectTo(each, { ...about, role: role.name, remedy, cause: `It shares ${role.name} with ${others}.` })];
}

function checkRole({ name, resource, boundary, ask }: AskableRole): readonly Finding[] {
  const about = { role: name };
  const findings: Finding[] = [];
  if (boundary === undefined) {
    findings.push(
      objectTo(resource, {
        ...about,
        kind: "role-without-boundary",
        property: "PermissionsBoundary",
        cause: `${name} has no permission boundary: whoever widens its policy meets no limit.`,
        remedy: "Import the tier's boundary in custom.guard.boundary, or set PermissionsBoundary on the role.",
      }),
    );
  }
  try {
    ask("sts:GetCallerIdentity", "*");
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { message: cause, remedy } = error;
    findings.push(objectTo(resource, { ...about, kind: "policy-malformed", property: "Policies", cause, remedy }));
  }
  return findings;
}
