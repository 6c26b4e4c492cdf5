import { certainProperties } from "./certain-values.ts";
import type { JsonObject, Template } from "./model.ts";
import type { PlanProblem } from "./plan-problem.ts";
import type { RuledResource } from "./schema/index.ts";
import type * as Schema from "./schema/index.ts";
import type { Scope } from "./scope.ts";

/** What is there of each resource before anything is made: values that are certain, and all as far as foretold. */
export function ruledResources(
  active: Template["Resources"],
  resolved: ReadonlyMap<string, JsonObject>,
  scope: Scope,
): readonly RuledResource[] {
  return Object.entries(active).flatMap(([logicalId, { Type: type, Properties: written = {} }]) => {
    const found = resolved.get(logicalId);
    if (found === undefined) return [];
    const physicalId = scope.resources.get(logicalId)?.physicalId ?? logicalId;
    return [{ logicalId, type, physicalId, properties: certainProperties(written, scope), resolved: found }];
  });
}

/** One resource against AWS's schema of its type, and against what AWS refuses beside. */
export function resourceProblems(
  resource: RuledResource,
  known: {
    readonly all: readonly RuledResource[];
    readonly isKnownType: boolean;
  },
  { checkRules, checkSchema, checkValues }: typeof Schema,
): readonly PlanProblem[] {
  const { logicalId, type, properties, resolved } = resource;
  const shape = checkSchema({ logicalId, type, properties: resolved, written: properties });
  const objections = [
    ...shape.filter(({ kind }) => kind !== "unknown-type" || !known.isKnownType),
    ...checkRules(resource, known.all),
    ...checkValues(type, properties),
  ];
  return objections.map(({ property: path, cause, remedy }) => ({ subject: logicalId, path, cause, remedy }));
}
