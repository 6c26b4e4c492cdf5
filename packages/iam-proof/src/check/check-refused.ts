import type { ResolvedResource } from "@agentic-pm/local-cloud";
import { checkRules, checkValues } from "@agentic-pm/local-cloud/schema";
import { type Finding, objectTo } from "../finding.ts";

/**
 * Every value against AWS's schema of its type (enumerations, patterns, lengths), and what AWS refuses beside: sizes of
 * policies, keys of tables, networks that overlap, definitions that do not run.
 */
export function checkRefused(resources: readonly ResolvedResource[]): readonly Finding[] {
  const ruled = resources.map(({ logicalId, type, physicalId, properties, stackName }) => ({
    logicalId,
    type,
    physicalId,
    properties,
    resolved: properties,
    stackName,
  }));
  return resources.flatMap((resource, index) => {
    const own = ruled[index];
    if (own === undefined) return [];
    const objections = [
      ...checkRules(
        own,
        ruled.filter(({ stackName }) => stackName === own.stackName),
      ),
      ...checkValues(resource.type, resource.properties),
    ];
    return objections.map(({ property, cause, remedy }) =>
      objectTo(resource, { kind: "wrong-value", property, cause: `${resource.type}: ${cause}`, remedy }),
    );
  });
}
