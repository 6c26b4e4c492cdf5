import { AppError } from "@agentic-pm/errors";
import { planChange } from "./change-plan.ts";
import { dependantsFirst, removeObsolete } from "./cleanup.ts";
import { resolveDynamicReferences, type DynamicValues } from "./dynamic-references.ts";
import { canonicalJson, type JsonObject, type ResourceRecord } from "./model.ts";
import type { Permit } from "./resource-change.ts";
import type { ResourceHandler } from "./resource-handler.ts";
import type { ResourceWatch } from "./resource-watch.ts";
import type { StackStore } from "./stack-store.ts";

export interface RollbackPorts {
  readonly store: StackStore;
  readonly handlers: ReadonlyMap<string, ResourceHandler>;
  readonly dynamicValues: DynamicValues;
  readonly watch: ResourceWatch;
  readonly permit?: Permit | undefined;
  /** An update's: called when all is as it was, and only what was made since remains. What then stays is no failure. */
  readonly onCleanup?: (() => void) | undefined;
}

/**
 * Puts a stack's resources back to what they were: by their records, so that neither the former template nor the
 * former package is needed. Can be run again after a kill in the middle, and after a failure.
 * @throws AppError RESOURCE_NOT_PUT_BACK, RESOURCES_NOT_REMOVED.
 */
export async function rollBack(
  stackName: string,
  before: readonly ResourceRecord[],
  ports: RollbackPorts,
): Promise<void> {
  const { store, onCleanup } = ports;
  for (const record of dependantsFirst(before).toReversed()) await restore(stackName, record, ports);
  const known = new Set(before.map(({ logicalId }) => logicalId));
  const created = [...store.resources(stackName).values()].filter(({ logicalId }) => !known.has(logicalId));
  onCleanup?.();
  try {
    await removeObsolete(stackName, created.map(removableAfterCreate), ports);
  } catch (error) {
    if (onCleanup === undefined) throw error;
  }
}

async function restore(stackName: string, record: ResourceRecord, ports: RollbackPorts): Promise<void> {
  const { store, watch } = ports;
  const { logicalId, type, physicalId } = record;
  const now = store.resources(stackName).get(logicalId);
  if (now !== undefined && canonicalJson(now) === canonicalJson(record)) return;
  watch({ logicalId, type, physicalId, status: "UPDATE_IN_PROGRESS" });
  try {
    const restored = await putBack(stackName, { now, record }, ports);
    if (now !== undefined && now.physicalId !== restored.physicalId) store.putReplaced(stackName, now);
    store.removeReplaced(stackName, record);
    store.putResource(stackName, restored);
    watch({ logicalId, type, physicalId: restored.physicalId, status: "UPDATE_COMPLETE" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    watch({ logicalId, type, physicalId, status: "UPDATE_FAILED", reason });
    throw new AppError("RESOURCE_NOT_PUT_BACK", {
      cause: `The following resource(s) failed to update: [${logicalId}]. `,
      remedy: "Its event says what hindered it: clear that, and continue the rollback.",
      details: { stackName },
      error,
    });
  }
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
  { handlers, dynamicValues, permit }: RollbackPorts,
): Promise<ResourceRecord> {
  const handler = handlers.get(record.type);
  // A replaced resource is removed only when everything else is done: it is still there.
  if (handler === undefined || now === undefined || now.physicalId !== record.physicalId) return record;
  const properties = (await resolveDynamicReferences(record.properties, dynamicValues)) as JsonObject;
  const { logicalId, type } = record;
  const request = { stackName, logicalId, type, properties, artefactsDir: "" };
  const plan = planChange(handler, { type, properties: record.properties }, now);
  if (plan.kind === "keep") return record;
  const kind = plan.kind === "update" ? "update" : "create";
  const { physicalId } = now;
  permit?.({ stackName, kind, type, logicalId, physicalId, properties: record.properties, previous: now.properties });
  if (plan.kind === "update") return { ...record, ...(await handler.update?.(request, now)) };
  return { ...record, ...(await handler.create(request)) };
}
