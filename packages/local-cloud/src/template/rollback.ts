import { planChange } from "./change-plan.ts";
import { dependantsFirst, removeRecords } from "./cleanup.ts";
import { resolveDynamicReferences, type DynamicValues } from "./dynamic-references.ts";
import { canonicalJson, type JsonObject, type ResourceRecord } from "./model.ts";
import type { ResourceHandler } from "./resource-handler.ts";
import type { ResourceWatch } from "./resource-watch.ts";
import type { StackStore } from "./stack-store.ts";

export interface RollbackPorts {
  readonly store: StackStore;
  readonly handlers: ReadonlyMap<string, ResourceHandler>;
  readonly dynamicValues: DynamicValues;
  readonly watch: ResourceWatch;
}

/**
 * Puts a stack's resources back to what they were: by their records, so that neither the former template nor the
 * former package is needed. Can be run again after a kill in the middle.
 */
export async function rollBack(
  stackName: string,
  before: readonly ResourceRecord[],
  ports: RollbackPorts,
): Promise<void> {
  const { store, handlers, watch } = ports;
  for (const record of dependantsFirst(before).toReversed()) {
    const now = store.resources(stackName).get(record.logicalId);
    if (now !== undefined && canonicalJson(now) === canonicalJson(record)) continue;
    const { logicalId, type, physicalId } = record;
    watch({ logicalId, type, physicalId, status: "UPDATE_IN_PROGRESS" });
    const restored = await putBack(stackName, { now, record }, ports);
    if (now !== undefined && now.physicalId !== restored.physicalId) store.putReplaced(stackName, now);
    store.removeReplaced(stackName, record);
    store.putResource(stackName, restored);
    watch({ logicalId, type, physicalId: restored.physicalId, status: "UPDATE_COMPLETE" });
  }
  const known = new Set(before.map(({ logicalId }) => logicalId));
  const created = [...store.resources(stackName).values()].filter(({ logicalId }) => !known.has(logicalId));
  await removeRecords(store.replaced(stackName), {
    handlers,
    watch,
    remove: (record) => store.removeReplaced(stackName, record),
  });
  await removeRecords(created.map(removableAfterCreate), {
    handlers,
    watch,
    remove: (record) => store.removeResource(stackName, record.logicalId),
  });
}

/** RetainExceptOnCreate says what it says; protection is for what held something. */
function removableAfterCreate(record: ResourceRecord): ResourceRecord {
  const { deletionPolicy, properties } = record;
  return {
    ...record,
    deletionPolicy: deletionPolicy === "RetainExceptOnCreate" ? "Delete" : deletionPolicy,
    properties: { ...properties, DeletionProtection: false },
  };
}

async function putBack(
  stackName: string,
  { now, record }: { now: ResourceRecord | undefined; record: ResourceRecord },
  { handlers, dynamicValues }: RollbackPorts,
): Promise<ResourceRecord> {
  const handler = handlers.get(record.type);
  // A replaced resource is removed only when everything else is done: it is still there.
  if (handler === undefined || now === undefined || now.physicalId !== record.physicalId) return record;
  const properties = (await resolveDynamicReferences(record.properties, dynamicValues)) as JsonObject;
  const { logicalId, type } = record;
  const request = { stackName, logicalId, type, properties, artefactsDir: "" };
  const plan = planChange(handler, { type, properties: record.properties }, now);
  if (plan.kind === "update") return { ...record, ...(await handler.update?.(request, now)) };
  if (plan.kind === "replace") return { ...record, ...(await handler.create(request)) };
  return record;
}
