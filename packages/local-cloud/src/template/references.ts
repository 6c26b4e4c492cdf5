import { isJsonObject, type Json } from "./model.ts";

/** One mention of another part of the template. */
export interface Reference {
  readonly name: string;
  /** The attribute, for Fn::GetAtt and `${Name.Attribute}`. */
  readonly attribute?: string;
  readonly path: string;
}

const SUB_VARIABLE = /\$\{(!?)([^}]+)\}/g;

/** Every Ref, Fn::GetAtt and Fn::Sub variable in a value, with the path where it stands. */
export function referencesIn(value: Json | undefined, path = ""): readonly Reference[] {
  if (Array.isArray(value)) return value.flatMap((inner: Json, index) => referencesIn(inner, `${path}[${index}]`));
  if (!isJsonObject(value)) return [];
  const { Ref: ref, "Fn::GetAtt": getAtt, "Fn::Sub": sub } = value;
  if (typeof ref === "string") return [{ name: ref, path }];
  if (getAtt !== undefined) return getAttReference(getAtt, path);
  if (sub !== undefined) return subReferences(sub, path);
  return Object.entries(value).flatMap(([key, inner]) => referencesIn(inner, path === "" ? key : `${path}.${key}`));
}

/** The two parts of a Fn::GetAtt in either of its spellings. */
export function splitGetAtt(value: Json): readonly [string, Json] | undefined {
  if (typeof value === "string") {
    const dot = value.indexOf(".");
    return dot < 1 ? undefined : [value.slice(0, dot), value.slice(dot + 1)];
  }
  if (!Array.isArray(value) || value.length !== 2 || typeof value[0] !== "string") return undefined;
  return [value[0], value[1] as Json];
}

/** The variables of a Fn::Sub text; `${!literal}` is none. */
export function subVariables(text: string): readonly string[] {
  return [...text.matchAll(SUB_VARIABLE)].filter((match) => match[1] === "").map((match) => (match[2] ?? "").trim());
}

/** Replaces the variables of a Fn::Sub text. */
export function replaceSubVariables(text: string, valueOf: (name: string) => string): string {
  return text.replace(SUB_VARIABLE, (_all, literal: string, name: string) =>
    literal === "!" ? `\${${name}}` : valueOf(name.trim()),
  );
}

function getAttReference(value: Json, path: string): readonly Reference[] {
  const parts = splitGetAtt(value);
  if (parts === undefined) return [];
  const [name, attribute] = parts;
  return typeof attribute === "string"
    ? [{ name, attribute, path }]
    : [{ name, path }, ...referencesIn(attribute, path)];
}

function subReferences(value: Json, path: string): readonly Reference[] {
  const text = Array.isArray(value) ? value[0] : value;
  const given = Array.isArray(value) && isJsonObject(value[1]) ? value[1] : {};
  if (typeof text !== "string") return [];
  const free = subVariables(text).filter((name) => !Object.hasOwn(given, name));
  return [
    ...free.map((name) => {
      const [first = "", ...rest] = name.split(".");
      return rest.length === 0 ? { name: first, path } : { name: first, attribute: rest.join("."), path };
    }),
    ...Object.entries(given).flatMap(([key, inner]) => referencesIn(inner, `${path}.${key}`)),
  ];
}
