import { authorize, type Decision, type NamedPolicy, withResourcePolicy } from "@agentic-pm/iam";
import type { RoleDirectory } from "../../credentials/role-directory.ts";
import { type Role, sessionArn } from "../../credentials/role.ts";
import { ACCOUNT_ID, REGION } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { queryModule, type QueryOperation, required } from "../../gateway/query-module.ts";
import { globalContext } from "../../gateway/request-context.ts";
import type { ServiceModule } from "../../gateway/service-module.ts";

export interface IamService {
  readonly module: ServiceModule;
}

export interface IamOptions {
  readonly roles: RoleDirectory;
  /** The policy of a resource of this account, where it has one. */
  readonly resourcePolicyOf: (resourceArn: string) => NamedPolicy | undefined;
  readonly now: () => number;
}

/** AWS IAM, as far as people ask it why: SimulatePrincipalPolicy. */
export async function createIam(options: IamOptions): Promise<IamService> {
  const xmlNamespace = "https://iam.amazonaws.com/doc/2010-05-08/";
  const operations = { SimulatePrincipalPolicy: simulatePrincipalPolicy(options) };
  return { module: queryModule({ signingName: "iam", xmlNamespace, operations }) };
}

/**
 * Unlike AWS it looks the resource's own policy up itself, and says in `EvalDecisionDetails` why, with the statement
 * that came nearest.
 */
function simulatePrincipalPolicy({ roles, resourcePolicyOf, now }: IamOptions): QueryOperation {
  const simulate = (role: Role, action: string, resource: string) => {
    const resourcePolicy = resourcePolicyOf(resource);
    const own = roles.policiesOf(role.arn);
    const policies = resourcePolicy === undefined ? own : withResourcePolicy(own, resourcePolicy);
    const facts = { roleArn: role.arn, roleId: role.roleId, sessionName: "simulation", sourceIp: "127.0.0.1" };
    const decision = authorize(policies, {
      principal: { arn: sessionArn(role.arn, "simulation"), accountId: ACCOUNT_ID, roleArn: role.arn },
      action,
      resource,
      context: globalContext({ ...facts, region: REGION, now: now() }),
    });
    return resultOf(decision, action, resource);
  };
  return {
    asks: (form) => [{ action: "iam:SimulatePrincipalPolicy", resource: required(form, "PolicySourceArn") }],
    run: (form) => {
      const roleArn = required(form, "PolicySourceArn");
      const role = roles.find(roleArn);
      if (role === undefined) {
        throw new AwsError("NoSuchEntity", `The role ${roleArn} cannot be found.`, { status: 404 });
      }
      const resources = listOf(form, "ResourceArns");
      const results = listOf(form, "ActionNames").flatMap((action) =>
        (resources.length === 0 ? ["*"] : resources).map((resource) => simulate(role, action, resource)),
      );
      return { EvaluationResults: results, IsTruncated: "false" };
    },
  };
}

function resultOf(decision: Decision, action: string, resource: string) {
  const { sid, policy, kind, nearest } = decision;
  const details = new Map([["reason", decision.reason]]);
  if (sid !== undefined) details.set("sid", sid);
  if (nearest !== undefined) {
    details.set("nearestSid", nearest.sid).set("nearestPolicy", nearest.policy).set("nearestWhy", nearest.why);
  }
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: { Allow: "allowed", ExplicitDeny: "explicitDeny", ImplicitDeny: "implicitDeny" }[decision.outcome],
    MatchedStatements:
      sid === undefined ? [] : [{ SourcePolicyId: policy ?? "", SourcePolicyType: sourceTypeOf(kind) }],
    EvalDecisionDetails: details,
  };
}

function sourceTypeOf(kind: Decision["kind"]): string {
  switch (kind) {
    case "resource":
      return "resource";
    case "boundary":
      return "IAM Policy";
    default:
      return "role";
  }
}

function listOf(form: URLSearchParams, name: string): string[] {
  const values: string[] = [];
  for (let index = 1; ; index += 1) {
    const value = form.get(`${name}.member.${index}`);
    if (value === null) return values;
    values.push(value);
  }
}
