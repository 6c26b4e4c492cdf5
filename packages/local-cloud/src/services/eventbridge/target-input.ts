import { AwsError } from "../../gateway/aws-error.ts";
import { isJsonObject, type Json, type JsonObject } from "../../template/model.ts";

/** What of the event a target gets; at most one of the three, the whole event without any. */
export interface TargetInput {
  /** A constant, as JSON text. */
  readonly input?: string;
  /** E.g. `$.detail.object`. */
  readonly inputPath?: string;
  readonly transformer?: { readonly paths: Readonly<Record<string, string>>; readonly template: string };
}

const PATH = /^\$(?:\.[A-Za-z0-9_-]+|\[\d+\])*$/;

/** @throws AwsError ValidationException for a path that is not followed here. */
export function checkTargetInput({ inputPath, transformer }: TargetInput): void {
  for (const path of [...(inputPath === undefined ? [] : [inputPath]), ...Object.values(transformer?.paths ?? {})]) {
    if (!PATH.test(path)) throw new AwsError("ValidationException", `The path ${path} is not followed here.`);
  }
}

/** The input of a target, as JSON text. `ruleArn` and `now` (epoch ms) fill the predefined variables. */
export function targetInput(
  event: JsonObject,
  { input, inputPath, transformer }: TargetInput,
  rule: { readonly name: string; readonly arn: string; readonly now: number },
): string {
  if (input !== undefined) return input;
  if (inputPath !== undefined) return JSON.stringify(follow(event, inputPath) ?? {});
  if (transformer === undefined) return JSON.stringify(event);
  const given = Object.entries(transformer.paths).map(([name, path]): [string, Json] => [
    name,
    follow(event, path) ?? "",
  ]);
  const values = new Map<string, Json>([
    ...given,
    ["aws.events.rule-arn", rule.arn],
    ["aws.events.rule-name", rule.name],
    ["aws.events.event.ingestion-time", new Date(rule.now).toISOString()],
    ["aws.events.event.json", event],
    ["aws.events.event", event],
  ]);
  return fill(transformer.template, values);
}

/** Within quotes a value is written as text, elsewhere as JSON. */
function fill(template: string, values: ReadonlyMap<string, Json>): string {
  let isQuoted = false;
  return template.replace(/\\.|"|<([A-Za-z0-9_.-]+)>/g, (part, name: string | undefined) => {
    if (part === '"') isQuoted = !isQuoted;
    if (name === undefined || !values.has(name)) return part;
    const value = values.get(name) as Json;
    if (!isQuoted) return JSON.stringify(value);
    return JSON.stringify(typeof value === "string" ? value : JSON.stringify(value)).slice(1, -1);
  });
}

function follow(event: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = event;
  for (const [, name, index] of path.matchAll(/\.([A-Za-z0-9_-]+)|\[(\d+)\]/g)) {
    if (index !== undefined) value = Array.isArray(value) ? (value as readonly Json[])[Number(index)] : undefined;
    else value = isJsonObject(value) && Object.hasOwn(value, name as string) ? value[name as string] : undefined;
  }
  return value;
}
