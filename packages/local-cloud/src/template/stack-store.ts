import { randomUUID } from "node:crypto";
import { arn } from "../gateway/account.ts";
import { openDurableMap } from "../state/durable-map.ts";
import type { ResourceRecord, StackRecord } from "./model.ts";

/** Stacks and their resources on disk. */
export interface StackStore {
  stack(stackName: string): StackRecord | undefined;
  stacks(): readonly StackRecord[];
  putStack(record: StackRecord): void;
  removeStack(stackName: string): void;
  resources(stackName: string): ReadonlyMap<string, ResourceRecord>;
  putResource(stackName: string, record: ResourceRecord): void;
  removeResource(stackName: string, logicalId: string): void;
  /** Resources that a newer one has replaced and that are still to be removed. */
  replaced(stackName: string): readonly ResourceRecord[];
  putReplaced(stackName: string, record: ResourceRecord): void;
  removeReplaced(stackName: string, record: ResourceRecord): void;
  close(): void;
}

/** Opens the store whose journals begin with `basePath`. */
export async function openStackStore(basePath: string): Promise<StackStore> {
  const stacks = await openDurableMap<StackRecord>(`${basePath}.stacks.jsonl`);
  const resources = await openDurableMap<ResourceRecord>(`${basePath}.resources.jsonl`);
  const current = (stackName: string): string => `${stackName}/`;
  const old = (stackName: string): string => `${stackName}~`;
  const oldKey = (stackName: string, record: ResourceRecord): string =>
    `${old(stackName)}${record.logicalId}~${record.physicalId}`;
  const under = (prefix: string): readonly ResourceRecord[] =>
    [...resources.entries()].filter(([key]) => key.startsWith(prefix)).map(([, record]) => record);
  return {
    stack: (stackName) => stacks.get(stackName),
    stacks: () => [...stacks.values()],
    putStack: (record) => stacks.put(record.stackName, record),
    removeStack: (stackName) => void stacks.remove(stackName),
    resources: (stackName) => new Map(under(current(stackName)).map((record) => [record.logicalId, record])),
    putResource: (stackName, record) => resources.put(`${current(stackName)}${record.logicalId}`, record),
    removeResource: (stackName, logicalId) => void resources.remove(`${current(stackName)}${logicalId}`),
    replaced: (stackName) => under(old(stackName)),
    putReplaced: (stackName, record) => resources.put(oldKey(stackName, record), record),
    removeReplaced: (stackName, record) => void resources.remove(oldKey(stackName, record)),
    close: () => {
      stacks.close();
      resources.close();
    },
  };
}

/** The id of a new stack. */
export function newStackId(stackName: string): string {
  return arn("cloudformation", `stack/${stackName}/${randomUUID()}`);
}
