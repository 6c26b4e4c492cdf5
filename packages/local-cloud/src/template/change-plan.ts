import { canonicalJson, type JsonObject, type ResourceRecord } from "./model.ts";
import type { ResourceHandler } from "./resource-handler.ts";

/** What an apply does with one resource. */
export type Change =
  | { readonly kind: "create" }
  | { readonly kind: "keep" }
  | { readonly kind: "update"; readonly changed: readonly string[] }
  | { readonly kind: "replace"; readonly changed: readonly string[] };

/** Compares what is wanted with what is there. */
export function planChange(
  handler: ResourceHandler,
  wanted: { readonly type: string; readonly properties: JsonObject },
  previous: ResourceRecord | undefined,
): Change {
  if (previous === undefined) return { kind: "create" };
  if (previous.type !== wanted.type) return { kind: "replace", changed: ["Type"] };
  const names = new Set([...Object.keys(wanted.properties), ...Object.keys(previous.properties)]);
  const changed = [...names].filter(
    (name) => canonicalJson(wanted.properties[name]) !== canonicalJson(previous.properties[name]),
  );
  if (changed.length === 0) return { kind: "keep" };
  const replaces = handler.update === undefined || changed.some((name) => handler.immutable.includes(name));
  return { kind: replaces ? "replace" : "update", changed };
}
