import type { JsonObject } from "../model.ts";

/** What is wrong at a path inside a resource, and what to do about it. */
export interface Objection {
  /** The path inside the resource's properties. */
  readonly property: string;
  readonly cause: string;
  readonly remedy: string;
}

/** A resource whose values are as certain as they are before the deploy. */
export interface RuledResource {
  readonly logicalId: string;
  readonly type: string;
  /** What Ref answers for it, as far as it can be foretold. */
  readonly physicalId: string;
  /** What is not certain is UNCERTAIN. */
  readonly properties: JsonObject;
  /** With every function resolved, as far as names can be foretold. */
  readonly resolved: JsonObject;
}

/** What AWS refuses beyond its schema of a type. `others` are all resources of the template. */
export type Rule = (resource: RuledResource, others: readonly RuledResource[]) => readonly Objection[];
