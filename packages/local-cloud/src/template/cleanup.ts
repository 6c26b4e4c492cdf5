import type { ResourceRecord } from "./model.ts";
import type { ResourceHandler } from "./resource-handler.ts";
import { unwatched, type ResourceWatch } from "./resource-watch.ts";
import type { StackStore } from "./stack-store.ts";

/** Removes what the template no longer holds, and what newer resources replaced. */
export async function removeObsolete(
  stackName: string,
  wanted: ReadonlySet<string>,
  ports: {
    readonly store: StackStore;
    readonly handlers: ReadonlyMap<string, ResourceHandler>;
    readonly watch?: ResourceWatch | undefined;
  },
): Promise<void> {
  const { store, handlers, watch } = ports;
  await removeRecords(store.replaced(stackName), {
    handlers,
    watch,
    remove: (record) => store.removeReplaced(stackName, record),
  });
  const gone = [...store.resources(stackName).values()].filter((record) => !wanted.has(record.logicalId));
  await removeRecords(dependantsFirst(gone), {
    handlers,
    watch,
    remove: (record) => store.removeResource(stackName, record.logicalId),
  });
}

/** Removes resources one after the other; those with DeletionPolicy Retain are only forgotten. */
export async function removeRecords(
  records: readonly ResourceRecord[],
  ports: {
    readonly handlers: ReadonlyMap<string, ResourceHandler>;
    readonly remove: (record: ResourceRecord) => void;
    readonly watch?: ResourceWatch | undefined;
  },
): Promise<void> {
  const { handlers, watch = unwatched } = ports;
  for (const record of dependantsFirst(records)) {
    const { logicalId, type, physicalId } = record;
    const tell = (status: Parameters<ResourceWatch>[0]["status"], reason?: string): void =>
      watch({ logicalId, type, physicalId, status, ...(reason === undefined ? {} : { reason }) });
    if (isRetained(record)) {
      tell("DELETE_SKIPPED");
    } else {
      tell("DELETE_IN_PROGRESS");
      try {
        await handlers.get(type)?.delete(record);
      } catch (error) {
        tell("DELETE_FAILED", error instanceof Error ? error.message : String(error));
        throw error;
      }
      tell("DELETE_COMPLETE");
    }
    ports.remove(record);
  }
}

function isRetained({ deletionPolicy }: ResourceRecord): boolean {
  return deletionPolicy.startsWith("Retain");
}

/** Resources so that each comes before those that it depends on. */
export function dependantsFirst(records: readonly ResourceRecord[]): readonly ResourceRecord[] {
  const byId = new Map(records.map((record) => [record.logicalId, record]));
  const ordered = new Set<ResourceRecord>();
  const visit = (record: ResourceRecord): void => {
    if (ordered.has(record)) return;
    for (const dependency of record.dependsOn) {
      const found = byId.get(dependency);
      if (found !== undefined && found !== record) visit(found);
    }
    ordered.add(record);
  };
  for (const record of records) visit(record);
  return [...ordered].toReversed();
}
