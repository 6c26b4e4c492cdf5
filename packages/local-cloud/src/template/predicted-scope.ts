import { REGION } from "../gateway/account.ts";
import { conditionsOf, includedResources } from "./conditions.ts";
import { resolveValue } from "./intrinsics.ts";
import type { Json, ResourceState, Template } from "./model.ts";
import { namePropertyOf, predictedState } from "./predicted-state.ts";
import { parameterValues, type Scope } from "./scope.ts";

/** What is known of a stack whose resources are not all there. */
export interface KnownState {
  readonly stackName: string;
  readonly importValue: (name: string) => string | undefined;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Resources that were made before. */
  readonly existing?: ReadonlyMap<string, ResourceState>;
}

/** A scope in which resources that were never made answer as they will, as far as their names tell. */
export function predictedScope(template: Template, known: KnownState): Scope {
  const { stackName, importValue, parameters = {}, existing = new Map<string, ResourceState>() } = known;
  const stackId = `arn:aws:cloudformation:${REGION}:predicted:stack/${stackName}`;
  const base = {
    stackName,
    mappings: template.Mappings,
    parameters: parameterValues({ stackName, stackId }, template, parameters),
    resources: new Map<string, ResourceState>(),
    importValue,
  };
  const scope: Scope = { ...base, conditionHolds: conditionsOf(template.Conditions, base) };
  // In the order of the template: a name that is made of another resource's name has to stand after it.
  // What its condition leaves out is not there: a reference to it is an error, as in AWS.
  for (const [logicalId, resource] of Object.entries(includedResources(template, scope))) {
    const given = resource.Properties?.[namePropertyOf(resource.Type) ?? ""];
    const state =
      existing.get(logicalId) ?? predictedState(logicalId, resource, nameOf(given, scope, logicalId) ?? undefined);
    base.resources.set(logicalId, state);
  }
  return scope;
}

function nameOf(given: Json | undefined, scope: Scope, logicalId: string): string | undefined {
  if (given === undefined) return undefined;
  return String(resolveValue(given, scope, { subject: logicalId, path: "Properties" }));
}
