import type { JsonObject } from "./model.ts";

/** A change of one resource that is about to be made. */
export interface ResourceChange {
  readonly stackName: string;
  readonly kind: "create" | "update" | "delete";
  readonly type: string;
  readonly logicalId: string;
  /** "" before it is made. */
  readonly physicalId: string;
  readonly properties: JsonObject;
  /** What they were. */
  readonly previous?: JsonObject | undefined;
}

/** Lets a change be made or not. @throws AwsError naming what may not be done. */
export type Permit = (change: ResourceChange) => void;
