import { AwsError } from "../../gateway/aws-error.ts";
import type { S3Admin } from "../s3/index.ts";
import { memberTwice } from "./duplicate-names.ts";
import type { StackInput, Tag } from "./stack-book.ts";

const MOST_BODY = 51_200;
const MOST_URL = 1_000_000;

/** Where a template lies that a request names by its address. */
export interface TemplateAddress {
  readonly bucket: string;
  readonly key: string;
}

/** The bucket and key that TemplateURL names, if it is there. @throws AwsError ValidationError. */
export function templateAddress(form: URLSearchParams): TemplateAddress | undefined {
  const text = form.get("TemplateURL");
  if (text === null || text === "") return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw validationError("TemplateURL must be a supported URL.");
  const virtual = /^(.+)\.s3[.-]/.exec(url.hostname);
  const [first = "", ...rest] = url.pathname.slice(1).split("/").map(decodeURIComponent);
  const address =
    virtual?.[1] === undefined
      ? { bucket: first, key: rest.join("/") }
      : { bucket: virtual[1], key: [first, ...rest].join("/") };
  if (address.bucket === "" || address.key === "") {
    throw validationError("TemplateURL must reference a valid S3 object to which you have access.");
  }
  return address;
}

/** The template's text. @throws AwsError ValidationError. */
export async function templateBody(form: URLSearchParams, s3: S3Admin, previous?: string): Promise<string> {
  const address = templateAddress(form);
  if (address !== undefined) {
    const object = s3.hasBucket(address.bucket) ? await s3.readObject(address.bucket, address.key) : undefined;
    if (object === undefined) throw validationError(`S3 error: The specified key does not exist: ${address.key}`);
    if (object.length > MOST_URL) throw validationError(tooLong(MOST_URL));
    return object.toString("utf8");
  }
  const body = form.get("TemplateBody");
  if (body !== null && body !== "") {
    if (Buffer.byteLength(body) > MOST_BODY) throw validationError(tooLong(MOST_BODY));
    return body;
  }
  if (form.get("UsePreviousTemplate") === "true" && previous !== undefined) return previous;
  throw validationError("Either Template URL or Template Body must be specified.");
}

/** The template as JSON. @throws AwsError ValidationError. */
export function parsedTemplate(body: string): unknown {
  const template = jsonOf(body);
  const twice = memberTwice(body);
  if (twice === undefined) return template;
  throw validationError(
    `Template format error: ${twice} is there twice; only the last would count. Leave one of them.`,
  );
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw validationError(`Template format error: JSON not well-formed. ${why}. Correct it (YAML is not read here).`);
  }
}

/** What a request says beside the template. @throws AwsError ValidationError. */
export function stackInput(form: URLSearchParams, body: string, previous?: StackInput): StackInput {
  const parameters = members(form, "Parameters").map((member): [string, string] => {
    const name = member.get("ParameterKey") ?? "";
    const isKept = member.get("UsePreviousValue") === "true";
    const value = isKept ? previous?.parameters[name] : member.get("ParameterValue");
    if (value === undefined) throw validationError(`Parameters: [${name}] has no previous value`);
    return [name, value ?? ""];
  });
  const tags = members(form, "Tags").map((member): Tag => ({
    Key: member.get("Key") ?? "",
    Value: member.get("Value") ?? "",
  }));
  return {
    templateBody: body,
    parameters: Object.fromEntries(parameters),
    tags: tags.length > 0 ? tags : (previous?.tags ?? []),
    capabilities: texts(form, "Capabilities"),
  };
}

/** The texts of a list, e.g. `Capabilities.member.1`. */
export function texts(form: URLSearchParams, name: string): readonly string[] {
  const found: string[] = [];
  for (let index = 1; form.has(`${name}.member.${index}`); index += 1) {
    found.push(form.get(`${name}.member.${index}`) ?? "");
  }
  return found;
}

/** The objects of a list, e.g. `Tags.member.1.Key`. */
function members(form: URLSearchParams, name: string): readonly ReadonlyMap<string, string>[] {
  const found: Map<string, string>[] = [];
  for (const [key, value] of form) {
    const match = new RegExp(`^${name}\\.member\\.(\\d+)\\.(\\w+)$`).exec(key);
    if (match === null) continue;
    const index = Number(match[1]) - 1;
    (found[index] ??= new Map()).set(match[2] ?? "", value);
  }
  return found;
}

export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", message);
}

function tooLong(most: number): string {
  return `1 validation error detected: the template failed to satisfy constraint: Member must have length less than or equal to ${most}`;
}
