import { checkOutline } from "./check-outline.ts";
import { isJsonObject, type Json, type JsonObject, type Template, type TemplateResource } from "./model.ts";
import { templateError } from "./template-error.ts";

const SECTIONS = new Set([
  "AWSTemplateFormatVersion",
  "Description",
  "Metadata",
  "Parameters",
  "Mappings",
  "Conditions",
  "Resources",
  "Outputs",
  "Rules",
  "Transform",
]);
const RESOURCE_MEMBERS = new Set([
  "Type",
  "Properties",
  "DependsOn",
  "Condition",
  "DeletionPolicy",
  "UpdateReplacePolicy",
  "Metadata",
  "CreationPolicy",
  "UpdatePolicy",
]);

const LIMITS = { Parameters: 200, Mappings: 200, Resources: 500, Outputs: 200 };
const SNAPSHOT_TYPES = new Set([
  "AWS::DocDB::DBCluster",
  "AWS::EC2::Volume",
  "AWS::ElastiCache::CacheCluster",
  "AWS::ElastiCache::ReplicationGroup",
  "AWS::Neptune::DBCluster",
  "AWS::RDS::DBCluster",
  "AWS::RDS::DBInstance",
  "AWS::Redshift::Cluster",
]);
const DELETION_POLICIES = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"];

/**
 * Reads a packaged template and checks its outline: known sections, resources with a type.
 * @throws AppError TEMPLATE_INVALID naming the stack and the place.
 */
export function parseTemplate(stackName: string, body: unknown): Template {
  if (!isJsonObject(body)) throw templateError({ stackName }, "the template is not an object");
  for (const name of Object.keys(body)) {
    if (SECTIONS.has(name)) continue;
    throw templateError({ stackName, subject: name }, "unknown section", `Write one of ${[...SECTIONS].join(", ")}.`);
  }
  if (body["Transform"] !== undefined)
    throw templateError({ stackName, subject: "Transform" }, "macros are not run here");
  const resources = section(stackName, body, "Resources");
  if (Object.keys(resources).length === 0)
    throw templateError({ stackName, subject: "Resources" }, "the template has no resources");
  for (const [name, most] of Object.entries(LIMITS)) {
    const count = Object.keys(section(stackName, body, name)).length;
    if (count > most)
      throw templateError({ stackName, subject: name }, `${count} of them; a template has at most ${most}`);
  }
  for (const [logicalId, resource] of Object.entries(resources)) checkResource(stackName, logicalId, resource);
  checkOutline(stackName, body);
  return {
    Parameters: section(stackName, body, "Parameters") as unknown as Template["Parameters"],
    Mappings: section(stackName, body, "Mappings"),
    Conditions: section(stackName, body, "Conditions"),
    Resources: resources as unknown as Template["Resources"],
    Outputs: section(stackName, body, "Outputs") as unknown as Template["Outputs"],
  };
}

function section(stackName: string, body: JsonObject, name: string): JsonObject {
  const value = body[name] ?? {};
  if (!isJsonObject(value)) throw templateError({ stackName, subject: name }, "the section is not an object");
  return value;
}

function checkResource(stackName: string, logicalId: string, resource: Json | undefined): void {
  const place = { stackName, subject: logicalId };
  if (!/^[A-Za-z0-9]{1,255}$/.test(logicalId)) throw templateError(place, "a logical id is letters and digits only");
  if (!isJsonObject(resource)) throw templateError(place, "the resource is not an object");
  if (typeof resource["Type"] !== "string") throw templateError({ ...place, path: "Type" }, "a resource needs a Type");
  for (const member of Object.keys(resource)) {
    if (!RESOURCE_MEMBERS.has(member)) throw templateError({ ...place, path: member }, "unknown member of a resource");
  }
  for (const member of ["DeletionPolicy", "UpdateReplacePolicy"]) {
    const policy = resource[member];
    if (policy !== undefined && !DELETION_POLICIES.includes(String(policy))) {
      throw templateError(
        { ...place, path: member },
        `${typeof policy === "string" ? policy : JSON.stringify(policy)} is no policy`,
        `Write one of ${DELETION_POLICIES.join(", ")}.`,
      );
    }
  }
  checkNames(place, resource);
  if (resource["DeletionPolicy"] === "Snapshot" && !SNAPSHOT_TYPES.has(String(resource["Type"]))) {
    const cause = `${String(resource["Type"])} has no snapshots`;
    throw templateError({ ...place, path: "DeletionPolicy" }, cause, "Write Delete or Retain.");
  }
  if (resource["Properties"] !== undefined && !isJsonObject(resource["Properties"])) {
    throw templateError({ ...place, path: "Properties" }, "Properties is not an object");
  }
}

/** DependsOn and Condition name things; functions are not run there. */
function checkNames(place: { readonly stackName: string; readonly subject: string }, resource: JsonObject): void {
  const { DependsOn: waits, Condition: condition } = resource;
  if (condition !== undefined && typeof condition !== "string") {
    throw templateError({ ...place, path: "Condition" }, "it is no name", "Name one of Conditions.");
  }
  const names: readonly Json[] = waits === undefined ? [] : Array.isArray(waits) ? waits : [waits];
  if (names.some((name) => typeof name !== "string")) {
    throw templateError({ ...place, path: "DependsOn" }, "it is no name", "Name one resource, or a list of them.");
  }
  if (names.includes(place.subject)) {
    throw templateError({ ...place, path: "DependsOn" }, "circular dependency: it waits for itself", "Take it out.");
  }
}

/** The logical ids a resource names in DependsOn. */
export function explicitDependencies(resource: TemplateResource): readonly string[] {
  const { DependsOn } = resource;
  if (DependsOn === undefined) return [];
  return typeof DependsOn === "string" ? [DependsOn] : DependsOn;
}
