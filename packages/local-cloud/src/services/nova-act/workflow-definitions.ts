import { arn } from "../../gateway/account.ts";
import type { ActRecords, DefinitionRecord } from "./act-records.ts";
import { conflict, notFound } from "./act-errors.ts";
import type { CreateDefinition } from "./requests.ts";

export function definitionArn(name: string): string {
  return arn("nova-act", `workflow-definition/${name}`);
}

/** @throws AwsError ConflictException where there is one of that name. */
export function createDefinition(records: ActRecords, input: CreateDefinition, now: number): DefinitionRecord {
  const { name, description, exportConfig } = input;
  if (records.definitions.has(name)) {
    throw conflict("workflow-definition", name, `The workflow definition ${name} exists already.`);
  }
  const record: DefinitionRecord = {
    name,
    createdAt: now,
    ...(description === undefined ? {} : { description }),
    ...(exportConfig === undefined ? {} : { exportConfig }),
  };
  records.definitions.put(name, record);
  return record;
}

/** @throws AwsError ResourceNotFoundException. */
export function requireDefinition(records: ActRecords, name: string): DefinitionRecord {
  const record = records.definitions.get(name);
  if (record === undefined) throw notFound("workflow-definition", name);
  return record;
}

/** Removes the definition; its runs stay as records. */
export function deleteDefinition(records: ActRecords, name: string): void {
  records.definitions.remove(name);
}

export function describeDefinition(record: DefinitionRecord) {
  const { name, description, exportConfig, createdAt } = record;
  return {
    name,
    arn: definitionArn(name),
    status: "ACTIVE",
    createdAt: new Date(createdAt).toISOString(),
    ...(description === undefined ? {} : { description }),
    ...(exportConfig === undefined ? {} : { exportConfig }),
  };
}
