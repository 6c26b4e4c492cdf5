import { isJsonObject, type Json } from "../../template/model.ts";

/** A service's JSON with its members named as Step Functions' SDK integrations name them: in PascalCase. */
export function toPascalCase(value: Json): Json {
  return renamed(value, (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
}

/** A task's parameters as the service's own JSON names them. */
export function toCamelCase(value: Json): Json {
  return renamed(value, (name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
}

function renamed(value: Json, rename: (name: string) => string): Json {
  if (Array.isArray(value)) return value.map((inner: Json) => renamed(inner, rename));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [rename(name), renamed(inner, rename)]));
}
