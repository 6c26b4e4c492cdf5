import { isJsonObject, type Json, type JsonObject } from "./model.ts";
import { readPattern } from "./java-pattern.ts";
import { referencesIn } from "./references.ts";
import { templateError } from "./template-error.ts";

const FORMAT = "2010-09-09";
const LONGEST_DESCRIPTION = 1_024;
const PARAMETER_TYPES = /^(String|Number|List<.+>|CommaDelimitedList|AWS::.+)$/;
const PARAMETER_MEMBERS = [
  "Type",
  "Default",
  "NoEcho",
  "AllowedPattern",
  "AllowedValues",
  "ConstraintDescription",
  "Description",
  "MaxLength",
  "MaxValue",
  "MinLength",
  "MinValue",
];
const OUTPUT_MEMBERS = ["Value", "Description", "Export", "Condition"];

type Refuse = (subject: string, path: string, cause: string, remedy: string) => Error;

/** The parts of a template beside its resources. @throws AppError TEMPLATE_INVALID naming the place. */
export function checkOutline(stackName: string, body: JsonObject): void {
  const refuse: Refuse = (subject, path, cause, remedy) => templateError({ stackName, subject, path }, cause, remedy);
  const { AWSTemplateFormatVersion: format, Description: description } = body;
  if (format !== undefined && format !== FORMAT) {
    throw refuse("AWSTemplateFormatVersion", "", `${JSON.stringify(format)} is no version`, `Write "${FORMAT}".`);
  }
  if (description !== undefined && typeof description !== "string") {
    throw refuse("Description", "", "it is no text", "Make it a text.");
  }
  if (description !== undefined && Buffer.byteLength(description) > LONGEST_DESCRIPTION) {
    throw refuse("Description", "", `it is longer than ${LONGEST_DESCRIPTION} bytes`, "Shorten it.");
  }
  for (const [name, parameter] of membersOf(body, "Parameters")) checkParameter(name, parameter, body, refuse);
  for (const [name, map] of membersOf(body, "Mappings")) checkMap(name, map, refuse);
  for (const [name, output] of membersOf(body, "Outputs")) checkOutput(name, output, body, refuse);
  for (const [name, condition] of membersOf(body, "Conditions"))
    checkConditionNames(`Conditions.${name}`, condition, body, refuse);
  for (const [name, resource] of membersOf(body, "Resources")) {
    if (isJsonObject(resource)) checkConditionNames(name, resource["Properties"] ?? {}, body, refuse);
  }
}

function membersOf(body: JsonObject, section: string): readonly (readonly [string, Json])[] {
  const members = body[section];
  return isJsonObject(members) ? Object.entries(members) : [];
}

function checkParameter(name: string, parameter: Json, body: JsonObject, refuse: Refuse): void {
  const subject = `Parameters.${name}`;
  const type = isJsonObject(parameter) ? parameter["Type"] : undefined;
  if (!isJsonObject(parameter) || typeof type !== "string" || !PARAMETER_TYPES.test(type)) {
    throw refuse(
      subject,
      "Type",
      `${String(type)} is no parameter type.`,
      "Write String, Number or CommaDelimitedList.",
    );
  }
  if (!/^[a-zA-Z0-9]+$/.test(name)) throw refuse(subject, "", "a name is letters and digits", "Rename it.");
  const { Resources: resources } = body;
  if (isJsonObject(resources) && resources[name] !== undefined) {
    throw refuse(subject, "", "a resource has this name too", "Rename one of them.");
  }
  for (const member of Object.keys(parameter)) {
    if (PARAMETER_MEMBERS.includes(member)) continue;
    throw refuse(subject, member, "a parameter has no such member", `Write one of ${PARAMETER_MEMBERS.join(", ")}.`);
  }
  const { Default: fallback, AllowedPattern: pattern, AllowedValues: allowed } = parameter;
  if (fallback !== undefined && typeof fallback === "object") {
    throw refuse(subject, "Default", "a default is a text or a number; functions are not run there", "Write it out.");
  }
  if (allowed !== undefined && !Array.isArray(allowed)) {
    throw refuse(subject, "AllowedValues", "it is no list", "Make it a list.");
  }
  if (pattern !== undefined && (typeof pattern !== "string" || readPattern(pattern) === "malformed")) {
    throw refuse(subject, "AllowedPattern", `${JSON.stringify(pattern)} is no regular expression`, "Correct it.");
  }
}

function checkMap(name: string, map: Json, refuse: Refuse): void {
  const rows = isJsonObject(map) ? Object.entries(map) : [];
  const subject = `Mappings.${name}`;
  if (rows.length === 0) throw refuse(subject, "", "a map has two levels of keys", "Give it a key that holds keys.");
  for (const [key, row] of rows) {
    if (!isJsonObject(row)) throw refuse(subject, key, "a map has two levels of keys", "Give it keys and values.");
    for (const [inner, value] of Object.entries(row)) {
      const isObject = isJsonObject(value);
      if (isObject) throw refuse(subject, `${key}.${inner}`, "a map holds texts and lists", "Write the value out.");
    }
  }
}

function checkOutput(name: string, output: Json, body: JsonObject, refuse: Refuse): void {
  const subject = `Outputs.${name}`;
  if (!isJsonObject(output) || output["Value"] === undefined) {
    throw refuse(subject, "Value", "an output needs a Value", "Give it Value.");
  }
  if (!/^[a-zA-Z0-9]{1,255}$/.test(name)) throw refuse(subject, "", "a name is letters and digits", "Rename it.");
  for (const member of Object.keys(output)) {
    if (OUTPUT_MEMBERS.includes(member)) continue;
    throw refuse(subject, member, "an output has no such member", `Write one of ${OUTPUT_MEMBERS.join(", ")}.`);
  }
  const { Export: exported, Condition: condition, Value: value } = output;
  if (condition !== undefined && !hasCondition(body, condition)) {
    throw refuse(subject, "Condition", `there is no condition ${String(condition)}`, "Define it, or take it out.");
  }
  if (exported !== undefined) {
    const exportName = isJsonObject(exported) ? exported["Name"] : undefined;
    if (exportName === undefined) throw refuse(subject, "Export.Name", "an export needs a Name", "Give it Name.");
    if (mentionsResource(exportName, body)) {
      throw refuse(subject, "Export.Name", "an export's name cannot wait for a resource", "Use parameters only.");
    }
  }
  if (Array.isArray(value)) throw refuse(subject, "Value", "an output's value is a text", "Use Fn::Join.");
  checkConditionNames(subject, value as Json, body, refuse);
}

function hasCondition({ Conditions: conditions }: JsonObject, name: Json): boolean {
  return isJsonObject(conditions) && Object.hasOwn(conditions, String(name));
}

function mentionsResource(value: Json, { Resources: resources }: JsonObject): boolean {
  return referencesIn(value).some(
    ({ name, attribute }) => attribute !== undefined || (isJsonObject(resources) && Object.hasOwn(resources, name)),
  );
}

/** Every Fn::If names a condition that there is, and has its three members. */
function checkConditionNames(subject: string, value: Json, body: JsonObject, refuse: Refuse, path = ""): void {
  if (Array.isArray(value)) {
    (value as readonly Json[]).forEach((inner, index) =>
      checkConditionNames(subject, inner, body, refuse, `${path}[${index}]`),
    );
  } else if (isJsonObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (name === "Fn::If" && Array.isArray(inner) && !hasCondition(body, inner[0] as Json)) {
        throw refuse(
          subject,
          path,
          `Fn::If: there is no condition ${String(inner[0])}.`,
          "Define it in Conditions, or correct the name.",
        );
      }
      const inside = name.startsWith("Fn::") ? path : path === "" ? name : `${path}.${name}`;
      checkConditionNames(subject, inner, body, refuse, inside);
    }
  }
}
