import { isUncertain } from "../../certain-values.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model.ts";
import type { Objection, RuledResource } from "../objection.ts";

export function object(property: string, cause: string, remedy: string): Objection {
  return { property, cause: `${property}: ${cause}`, remedy };
}

/** A text that is known for certain; undefined otherwise. */
export function certainText(value: Json | undefined): string | undefined {
  return typeof value === "string" && !isUncertain(value) ? value : undefined;
}

/** A number that is known for certain, however the template spells it. */
export function certainNumber(value: Json | undefined): number | undefined {
  if (value === undefined || value === null || typeof value === "object" || isUncertain(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The objects of a list, with their index; nothing where there is no list. */
export function objectsOf(value: Json | undefined): readonly (readonly [index: number, member: JsonObject])[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).flatMap((member, index) =>
    isJsonObject(member) ? [[index, member] as const] : [],
  );
}

/** Objects to each member whose name another one before it has. */
export function namedTwice(list: Json | undefined, path: string, name: string): readonly Objection[] {
  const seen = new Set<string>();
  return objectsOf(list).flatMap(([index, member]) => {
    const text = certainText(member[name]);
    // An empty name is none.
    if (text === undefined || text === "") return [];
    if (!seen.has(text)) {
      seen.add(text);
      return [];
    }
    return [object(`${path}[${index}].${name}`, `${JSON.stringify(text)} is there twice.`, "Name each once.")];
  });
}

/** Objects where none of some properties is there. */
export function needsOneOf({ resolved }: RuledResource, names: readonly string[]): readonly Objection[] {
  if (names.some((name) => resolved[name] !== undefined)) return [];
  const [first = ""] = names;
  return [object(first, `none of ${names.join(", ")} is there.`, `Give it ${names.join(" or ")}.`)];
}

/** Objects where two properties stand that exclude each other. */
export function excludesEachOther({ resolved }: RuledResource, one: string, other: string): readonly Objection[] {
  if (resolved[one] === undefined || resolved[other] === undefined) return [];
  return [object(one, `it cannot stand beside ${other}.`, `Take ${one} or ${other} out.`)];
}
