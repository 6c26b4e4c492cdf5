import { randomBytes } from "node:crypto";
import type { JsonObject, ResourceRecord, ResourceState } from "./model.ts";

/** A resource to make or change; every function in its properties is resolved. */
export interface ResourceRequest {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** The folder with the zip files that the service packaged. */
  readonly artefactsDir: string;
  /** Where code was uploaded, if it was; without it, it lies in the folder. */
  readonly readCode?: ReadCode | undefined;
}

/** Reads an uploaded zip file. @throws AppError or AwsError naming what is not there or may not be read. */
export type ReadCode = (bucket: string, key: string) => Promise<Buffer>;

/** What the engine needs to know about a family of resource types. */
export interface ResourceHandler {
  readonly types: readonly string[];
  /** Properties whose change makes a new resource. */
  readonly immutable: readonly string[];
  /** The property that names the resource; a named one cannot be replaced under the same name. */
  readonly nameProperty?: string;
  /** The property within which the name is unique, where it is not in the whole account. */
  readonly nameScope?: string;
  /** Recorded with an id and nothing else: nothing behind it is simulated. */
  readonly inert?: boolean;
  /** Puts the properties in the form that is compared and kept, e.g. the code's hash instead of where it was uploaded. */
  prepare?(request: ResourceRequest): JsonObject | Promise<JsonObject>;
  /** Makes the resource. Must be able to run again after a crash in the middle. */
  create(request: ResourceRequest): Promise<ResourceState>;
  /** Changes it in place; without it a change replaces the resource. */
  update?(request: ResourceRequest, previous: ResourceRecord): Promise<ResourceState>;
  /** Removes it; a resource that is gone already is no error. */
  delete(record: ResourceRecord): Promise<void>;
  /** Puts back at boot what lives in memory only. */
  restore?(record: ResourceRecord, artefactsDir: string): Promise<void>;
}

/**
 * A name for a resource that the template leaves unnamed, in CloudFormation's form: stack, logical id and twelve
 * characters by chance. Where that is too long, both halves are cut.
 */
export function generatedName(request: ResourceRequest, maxLength = 64): string {
  const suffix = randomBytes(6).toString("hex").toUpperCase();
  const room = maxLength - suffix.length - 2;
  const { stackName, logicalId } = request;
  const half = Math.floor(room / 2);
  const ofLogicalId = Math.min(logicalId.length, Math.max(half, room - stackName.length));
  const ofStackName = Math.min(stackName.length, room - ofLogicalId);
  return `${stackName.slice(0, ofStackName)}-${logicalId.slice(0, ofLogicalId)}-${suffix}`;
}
