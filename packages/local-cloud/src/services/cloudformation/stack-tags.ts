import { isJsonObject, type JsonObject } from "../../template/model.ts";
import type { ResourceChange } from "../../template/stack-engine.ts";
import type { Tag } from "./stack-book.ts";

/** A change with the tags that the stack gives its resources beside their own. */
export function withStackTags(change: ResourceChange, tags: readonly Tag[]): ResourceChange {
  if (tags.length === 0) return change;
  const { properties, previous } = change;
  return {
    ...change,
    properties: tagged(properties, tags),
    ...(previous === undefined ? {} : { previous: tagged(previous, tags) }),
  };
}

function tagged(properties: JsonObject, tags: readonly Tag[]): JsonObject {
  const own = properties["Tags"] ?? [];
  if (isJsonObject(own)) {
    return { ...properties, Tags: { ...Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])), ...own } };
  }
  const listed = Array.isArray(own) ? own : [];
  const names = new Set(listed.map((tag: unknown) => (isJsonObject(tag) ? tag["Key"] : undefined)));
  const more = tags.filter(({ Key }) => !names.has(Key)).map(({ Key, Value }) => ({ Key, Value }));
  return { ...properties, Tags: [...listed, ...more] };
}
