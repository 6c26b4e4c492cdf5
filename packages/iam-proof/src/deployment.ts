import { type AskableRole, rolesOf } from "@agentic-pm/boundary-checks";
import {
  type NamedTemplate,
  packagedTemplates,
  type PackagedService,
  type ResolvedResource,
  resolveTemplates,
} from "@agentic-pm/local-cloud";
import { type PolicyUse, policyUses } from "./policy-uses.ts";

/** What the packaged templates would make, as far as permissions go. */
export interface Deployment {
  /** As packaged, with their functions unresolved. */
  readonly templates: readonly NamedTemplate[];
  readonly resources: readonly ResolvedResource[];
  readonly roles: readonly AskableRole[];
  readonly policies: readonly PolicyUse[];
}

/** Reads what was packaged. @throws AppError SERVICE_NOT_PACKAGED, TEMPLATE_INVALID, POLICY_UNKNOWN. */
export function readDeployment(services: readonly PackagedService[]): Deployment {
  return deploymentOf(packagedTemplates(services));
}

/**
 * The same, for templates in deploy order.
 * @param parameters of the templates that have them, instead of their defaults
 * @throws AppError TEMPLATE_INVALID, POLICY_UNKNOWN.
 */
export function deploymentOf(
  templates: readonly NamedTemplate[],
  parameters: Readonly<Record<string, string>> = {},
): Deployment {
  const resources = resolveTemplates(templates, parameters);
  return { templates, resources, roles: rolesOf(resources), policies: resources.flatMap(policyUses) };
}
