import type { ResourceRecord } from "./model.ts";
import type { ResourceHandler } from "./resource-handler.ts";
import type { StackStore } from "./stack-store.ts";

/** Removes what the template no longer holds, and what newer resources replaced. */
export async function removeObsolete(
  stackName: string,
  wanted: ReadonlySet<string>,
  ports: { readonly store: StackStore; readonly handlers: ReadonlyMap<string, ResourceHandler> },
): Promise<void> {
  const { store, handlers } = ports;
  await removeRecords(store.replaced(stackName), {
    handlers,
    remove: (record) => store.removeReplaced(stackName, record),
  });
  const gone = [...store.resources(stackName).values()].filter((record) => !wanted.has(record.logicalId));
  await removeRecords(dependantsFirst(gone), {
    handlers,
    remove: (record) => store.removeResource(stackName, record.logicalId),
  });
}

/** Removes resources one after the other; those with DeletionPolicy Retain are only forgotten. */
export async function removeRecords(
  records: readonly ResourceRecord[],
  ports: {
    readonly handlers: ReadonlyMap<string, ResourceHandler>;
    readonly remove: (record: ResourceRecord) => void;
  },
): Promise<void> {
  for (const record of dependantsFirst(records)) {
    if (!record.deletionPolicy.startsWith("Retain")) await ports.handlers.get(record.type)?.delete(record);
    ports.remove(record);
  }
}

function dependantsFirst(records: readonly ResourceRecord[]): readonly ResourceRecord[] {
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
