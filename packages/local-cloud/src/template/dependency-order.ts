import { explicitDependencies } from "./parse-template.ts";
import type { Template } from "./model.ts";
import { referencesIn } from "./references.ts";
import { templateError } from "./template-error.ts";

/**
 * For each resource, the logical ids that must exist before it. In an order in which they can be made.
 * @throws AppError TEMPLATE_INVALID for an unknown name and for a cycle, which it spells out.
 */
export function dependencyOrder(
  stackName: string,
  resources: Template["Resources"],
  knownNames: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const direct = new Map<string, readonly string[]>();
  for (const [logicalId, resource] of Object.entries(resources)) {
    const explicit = explicitDependencies(resource);
    for (const name of explicit) {
      if (!knownNames.has(name)) throw unknownName(stackName, logicalId, "DependsOn", name);
    }
    const implicit = referencesIn(resource.Properties ?? {}, "Properties").filter(
      ({ name }) => !name.startsWith("AWS::"),
    );
    for (const { name, path } of implicit) {
      if (!knownNames.has(name)) throw unknownName(stackName, logicalId, path, name);
    }
    const names = [...explicit, ...implicit.map(({ name }) => name)].filter((name) => Object.hasOwn(resources, name));
    direct.set(logicalId, [...new Set(names)]);
  }
  return sorted(stackName, direct);
}

function unknownName(stackName: string, subject: string, path: string, name: string): Error {
  return templateError({ stackName, subject, path }, `${name} is neither a resource nor a parameter of this template`);
}

function sorted(
  stackName: string,
  direct: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const order = new Map<string, readonly string[]>();
  const visit = (logicalId: string, trail: readonly string[]): void => {
    if (order.has(logicalId)) return;
    const seenAt = trail.indexOf(logicalId);
    if (seenAt >= 0) {
      const cycle = [...trail.slice(seenAt), logicalId].join(" -> ");
      throw templateError({ stackName, subject: logicalId }, `circular dependency between resources: ${cycle}`);
    }
    const dependencies = direct.get(logicalId) ?? [];
    for (const dependency of dependencies) visit(dependency, [...trail, logicalId]);
    order.set(logicalId, dependencies);
  };
  for (const logicalId of direct.keys()) visit(logicalId, []);
  return order;
}
