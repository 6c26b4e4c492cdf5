import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../../template/model.ts";
import type { ResourceChange } from "../../template/stack-engine.ts";

/** What an update does to one property. */
export interface ChangedParts {
  /** A part of it is new or another than before. */
  readonly isSet: boolean;
  /** A part of it, or all of it, goes. */
  readonly isTaken: boolean;
}

/** By which providers tell the members of a list apart. */
const NAMES = ["Key", "Id", "PolicyName"] as const;

/** Compares a property part by part: tags by their keys, targets and policies by their names, all else as a whole. */
export function changedParts({ properties, previous }: ResourceChange, property: string): ChangedParts {
  const now = partsOf(properties[property]);
  const before = partsOf(previous?.[property]);
  return {
    isSet: [...now].some(([name, value]) => before.get(name) !== value),
    isTaken: [...before.keys()].some((name) => !now.has(name)),
  };
}

/** The properties that a change makes other than they were, those that go with what they were. */
export function changedProperties({ properties, previous = {} }: ResourceChange): JsonObject {
  return Object.fromEntries(
    Object.entries({ ...previous, ...properties }).filter(
      ([name]) => canonicalJson(properties[name]) !== canonicalJson(previous[name]),
    ),
  );
}

function partsOf(value: Json | undefined): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (isJsonObject(value)) return new Map(Object.entries(value).map(([name, part]) => [name, canonicalJson(part)]));
  if (!Array.isArray(value)) return new Map([["", canonicalJson(value)]]);
  return new Map(value.map((part: Json) => [nameOfPart(part), canonicalJson(part)]));
}

function nameOfPart(part: Json): string {
  const name = NAMES.find((each) => isJsonObject(part) && part[each] !== undefined);
  return canonicalJson(name === undefined || !isJsonObject(part) ? part : part[name]);
}
