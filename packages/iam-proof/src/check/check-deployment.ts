import { ruleOfTwo, type RoleLegs, violationOf } from "@agentic-pm/boundary-checks";
import type { PackagedService } from "@agentic-pm/local-cloud";
import { type Deployment, readDeployment } from "../deployment.ts";
import { checkEscalation } from "../escalation/check-escalation.ts";
import { ESCALATION_PATHS } from "../escalation/paths.ts";
import { type Finding, objectTo } from "../finding.ts";
import { statementsOf } from "../policy-uses.ts";
import { checkRulePacks, type RulePackReport } from "../rule-packs/check-rule-packs.ts";
import { checkRefused } from "./check-refused.ts";
import { checkShapes } from "./check-shapes.ts";
import { checkActions } from "./check-actions.ts";
import { checkEndpoints } from "./check-endpoints.ts";
import { checkLogGroups } from "./check-log-groups.ts";
import { checkRoles } from "./check-roles.ts";
import { checkSids } from "./check-sids.ts";
import { checkWildcards, type WildcardReason } from "./check-wildcards.ts";
import { iamFacts } from "./iam-facts.ts";
import { WILDCARD_REASONS } from "./wildcard-reasons.ts";

/** What was looked at, and what was found. */
export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly roles: number;
  readonly statements: number;
  readonly resources: number;
  readonly escalationPaths: number;
  readonly rulePacks: readonly RulePackReport[];
}

/**
 * Everything about the packaged permissions that must not be deployed; no findings if all is well.
 * @throws AppError SERVICE_NOT_PACKAGED, TEMPLATE_INVALID, GRANTS_UNREADABLE, POLICY_UNKNOWN, RULES_NOT_ASKED.
 */
export async function checkPackaged(services: readonly PackagedService[]): Promise<CheckReport> {
  const deployment = readDeployment(services);
  // The packs work in threads and processes of their own, beside everything else here.
  const asked = checkRulePacks(deployment);
  const [findings, packs] = await Promise.all([checkDeployment(deployment), asked]);
  const isReadable = !findings.some(({ kind }) => kind === "policy-malformed");
  const legs = isReadable ? ruleOfTwo(services) : [];
  return {
    findings: [...findings, ...checkRuleOfTwo(deployment, legs), ...packs.findings],
    roles: deployment.roles.length,
    statements: deployment.policies.reduce((sum, { document }) => sum + statementsOf(document).length, 0),
    resources: deployment.resources.length,
    escalationPaths: ESCALATION_PATHS.length,
    rulePacks: packs.packs,
  };
}

/** The same without the Rule of Two, which has to see the packaged migrations. */
export async function checkDeployment(
  deployment: Deployment,
  reasons: readonly WildcardReason[] = WILDCARD_REASONS,
): Promise<readonly Finding[]> {
  const { policies, resources } = deployment;
  const roles = checkRoles(deployment);
  const isReadable = !roles.some(({ kind }) => kind === "policy-malformed");
  const facts = iamFacts();
  return [
    ...(await checkActions(policies, facts)),
    ...checkWildcards(policies, reasons),
    ...checkSids(policies),
    ...roles,
    ...(isReadable ? checkEscalation(deployment) : []),
    ...(isReadable ? await checkEndpoints(deployment, facts) : []),
    ...checkLogGroups(resources),
    ...checkShapes(deployment),
    ...checkRefused(resources),
  ];
}

/** A finding for each role that reads strangers' text, holds integration secrets and causes effects. */
export function checkRuleOfTwo({ roles }: Deployment, legs: readonly RoleLegs[]): readonly Finding[] {
  return legs
    .filter(({ violates }) => violates)
    .flatMap((each) => {
      const role = roles.find(({ name }) => name === each.role);
      if (role === undefined) return [];
      const sid = each.legs.effects[0]?.sid;
      const remedy = "Move one of the three into a function of its own; see agentic-pm iam rule-of-two.";
      const cause = violationOf(each);
      return [
        objectTo(role.resource, { kind: "rule-of-two", role: role.name, sid, property: "Policies", cause, remedy }),
      ];
    });
}
