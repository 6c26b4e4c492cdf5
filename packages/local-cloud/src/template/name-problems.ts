import type { JsonObject, ResourceRecord } from "./model.ts";
import type { PlanProblem } from "./plan-problem.ts";
import type { ResourceHandler } from "./resource-handler.ts";

/** A resource that is to be made. */
interface Wanted {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
}

type AllResources = readonly {
  readonly stackName: string;
  readonly resources: ReadonlyMap<string, ResourceRecord>;
}[];

/**
 * A name that cannot be kept, or a place that cannot be left, as CloudFormation says it, only before anything else has
 * changed.
 */
export function nameProblem(
  handler: ResourceHandler,
  change: { kind: "update" | "replace"; previous: ResourceRecord; properties: JsonObject; changed: readonly string[] },
): PlanProblem | undefined {
  const { nameProperty, nameScope, update } = handler;
  const { kind, previous, properties } = change;
  if (nameProperty === undefined || update === undefined) return undefined;
  const staysInScope = scopeOf(properties, nameScope) === scopeOf(previous.properties, nameScope);
  if (kind === "update") {
    return staysInScope || nameScope === undefined ? undefined : movedProblem(previous, { nameProperty, nameScope });
  }
  const name = properties[nameProperty];
  if (!staysInScope || name === undefined || name !== previous.properties[nameProperty]) return undefined;
  const path = change.changed.find((each) => handler.immutable.includes(each)) ?? nameProperty;
  return {
    subject: previous.logicalId,
    path,
    cause: `CloudFormation cannot update a stack when a custom-named resource requires replacing: ${path} cannot change in place.`,
    remedy: `Rename ${JSON.stringify(name)} (${nameProperty}) and update the stack again, or take the change back.`,
  };
}

/** AWS changes a schedule's group "in place": it looks for the schedule in the new group, and fails. */
function movedProblem(
  { logicalId, type, physicalId }: ResourceRecord,
  { nameProperty, nameScope }: { nameProperty: string; nameScope: string },
): PlanProblem {
  return {
    subject: logicalId,
    path: nameScope,
    cause: `AWS looks for it by the new ${nameScope} and fails: Resource of type '${type}' with identifier '${physicalId}' was not found.`,
    remedy: `Give it another ${nameProperty} too, which makes a new one and removes the old, or take the change back.`,
  };
}

/** Names that are taken: by another resource of the template, or by one that is there already. */
export class TakenNames {
  readonly #all: AllResources;
  readonly #wanted = new Map<string, string>();

  constructor(all: AllResources) {
    this.#all = all;
  }

  /** Remembers a resource of the template, and says who of the template has its name already. */
  claim(
    { nameProperty, nameScope }: ResourceHandler,
    { logicalId, type, properties }: Wanted,
  ): PlanProblem | undefined {
    const name = nameProperty === undefined ? undefined : properties[nameProperty];
    if (nameProperty === undefined || typeof name !== "string") return undefined;
    const key = `${type}\n${scopeOf(properties, nameScope)}\n${name}`;
    const other = this.#wanted.get(key);
    this.#wanted.set(key, other ?? logicalId);
    if (other === undefined) return undefined;
    const cause = `${other} of this template has the name ${JSON.stringify(name)} too.`;
    return { subject: logicalId, path: nameProperty, cause, remedy: `Give it another ${nameProperty}.` };
  }

  /** Says which resources that are there have a new resource's name. */
  takenBy({ nameProperty, nameScope }: ResourceHandler, wanted: Wanted): readonly PlanProblem[] {
    const { stackName: own, logicalId, type, properties } = wanted;
    const name = nameProperty === undefined ? undefined : properties[nameProperty];
    if (nameProperty === undefined || typeof name !== "string") return [];
    return this.#all.flatMap(({ stackName, resources }) =>
      [...resources.values()].flatMap((record) => {
        const isSame =
          record.type === type &&
          record.properties[nameProperty] === name &&
          scopeOf(record.properties, nameScope) === scopeOf(properties, nameScope);
        if (!isSame || (stackName === own && record.logicalId === logicalId)) return [];
        const cause = `Resource of type '${type}' with identifier '${name}' already exists: ${record.logicalId} of stack ${stackName}.`;
        const remedy = `Give it another ${nameProperty}, or remove the other first.`;
        return [{ subject: logicalId, path: nameProperty, cause, remedy }];
      }),
    );
  }
}

/** Within what a name is unique; a group or a bus that is not named is the one called default. */
function scopeOf(properties: JsonObject, nameScope: string | undefined): string {
  return nameScope === undefined ? "" : JSON.stringify(properties[nameScope] ?? "default");
}
