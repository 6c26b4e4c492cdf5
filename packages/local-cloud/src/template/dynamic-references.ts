import { isJsonObject, type Json } from "./model.ts";

const REFERENCE = /\{\{resolve:(secretsmanager|ssm|ssm-secure):([^}]+)\}\}/g;

/** Reads what a dynamic reference names. */
export interface DynamicValues {
  secret(secretId: string): Promise<string>;
  parameter(name: string): Promise<string>;
}

/**
 * Replaces `{{resolve:secretsmanager:id:SecretString:key}}` and `{{resolve:ssm:name}}` in every text of a value.
 * Kept apart from the other functions, because AWS too resolves them only when the resource is made.
 */
export async function resolveDynamicReferences(value: Json, values: DynamicValues): Promise<Json> {
  if (typeof value === "string") return value.includes("{{resolve:") ? await replaceIn(value, values) : value;
  if (Array.isArray(value)) {
    return await Promise.all(value.map((inner: Json) => resolveDynamicReferences(inner, values)));
  }
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(async ([key, inner]): Promise<[string, Json]> => [
    key,
    await resolveDynamicReferences(inner, values),
  ]);
  return Object.fromEntries(await Promise.all(members));
}

async function replaceIn(text: string, values: DynamicValues): Promise<string> {
  let result = "";
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    result += text.slice(from, match.index) + (await lookUp(match[1] ?? "", match[2] ?? "", values));
    from = match.index + match[0].length;
  }
  return result + text.slice(from);
}

async function lookUp(kind: string, reference: string, values: DynamicValues): Promise<string> {
  if (kind !== "secretsmanager") return await values.parameter(reference.replace(/:\d+$/, ""));
  const marker = reference.indexOf(":SecretString");
  const secretId = marker < 0 ? reference : reference.slice(0, marker);
  const key = marker < 0 ? "" : (reference.slice(marker + ":SecretString".length + 1).split(":")[0] ?? "");
  const text = await values.secret(secretId);
  if (key === "") return text;
  const parsed: unknown = JSON.parse(text);
  return isJsonObject(parsed) ? String(parsed[key] ?? "") : "";
}
