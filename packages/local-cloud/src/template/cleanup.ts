import { AppError } from "@agentic-pm/errors";
import type { ResourceRecord } from "./model.ts";
import type { Permit } from "./resource-change.ts";
import type { ResourceHandler } from "./resource-handler.ts";
import { unwatched, type ResourceStatus, type ResourceWatch } from "./resource-watch.ts";
import type { StackStore } from "./stack-store.ts";

export interface RemovalPorts {
  readonly handlers: ReadonlyMap<string, ResourceHandler>;
  readonly watch?: ResourceWatch | undefined;
  readonly permit?: Permit | undefined;
}

/** Removes what newer resources replaced, and then what nobody wants any more. @throws as `removeRecords`. */
export async function removeObsolete(
  stackName: string,
  gone: readonly ResourceRecord[],
  ports: RemovalPorts & { readonly store: StackStore },
): Promise<void> {
  const { store } = ports;
  const remove = (record: ResourceRecord): void => store.removeReplaced(stackName, record);
  const failures = await attemptRemoval(stackName, store.replaced(stackName), { ...ports, remove });
  const forget = ({ logicalId }: ResourceRecord): void => store.removeResource(stackName, logicalId);
  failures.push(...(await attemptRemoval(stackName, gone, { ...ports, remove: forget })));
  refuseFailures(stackName, failures, ports);
}

/**
 * Removes resources one after the other; those with DeletionPolicy Retain are only forgotten. What cannot be removed
 * stays, with what it depends on, and the others go.
 * @throws AppError RESOURCES_NOT_REMOVED naming those that were tried; what hindered the first, where nobody watches.
 */
export async function removeRecords(
  stackName: string,
  records: readonly ResourceRecord[],
  ports: RemovalPorts & { readonly remove: (record: ResourceRecord) => void },
): Promise<void> {
  refuseFailures(stackName, await attemptRemoval(stackName, records, ports), ports);
}

interface Failure {
  readonly logicalId: string;
  readonly error: unknown;
}

async function attemptRemoval(
  stackName: string,
  records: readonly ResourceRecord[],
  ports: RemovalPorts & { readonly remove: (record: ResourceRecord) => void },
): Promise<Failure[]> {
  const failures: Failure[] = [];
  const needed = new Set<string>();
  for (const record of dependantsFirst(records)) {
    try {
      if (!needed.has(record.logicalId)) {
        await removeRecord(stackName, record, ports);
        ports.remove(record);
        continue;
      }
    } catch (error) {
      failures.push({ logicalId: record.logicalId, error });
    }
    for (const dependency of record.dependsOn) needed.add(dependency);
  }
  return failures;
}

async function removeRecord(
  stackName: string,
  record: ResourceRecord,
  { handlers, permit, watch = unwatched }: RemovalPorts,
): Promise<void> {
  const { logicalId, type, physicalId, properties } = record;
  const tell = (status: ResourceStatus, reason?: string): void =>
    watch({ logicalId, type, physicalId, status, ...(reason === undefined ? {} : { reason }) });
  if (isRetained(record)) return tell("DELETE_SKIPPED");
  tell("DELETE_IN_PROGRESS");
  try {
    permit?.({ stackName, kind: "delete", logicalId, type, physicalId, properties });
    await handlers.get(type)?.delete(record);
  } catch (error) {
    tell("DELETE_FAILED", error instanceof Error ? error.message : String(error));
    throw error;
  }
  tell("DELETE_COMPLETE");
}

function refuseFailures(stackName: string, failures: readonly Failure[], { watch }: RemovalPorts): void {
  const [first] = failures;
  if (first === undefined) return;
  if (watch === undefined) throw first.error;
  throw new AppError("RESOURCES_NOT_REMOVED", {
    cause: `The following resource(s) failed to delete: [${failures.map(({ logicalId }) => logicalId).join(", ")}]. `,
    remedy: "Each one's event says what hindered it: clear that, and remove the stack again.",
    details: { stackName },
    error: first.error,
  });
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
