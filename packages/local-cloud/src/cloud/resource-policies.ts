import type { NamedPolicy, PolicyDocument } from "@agentic-pm/iam";
import { isJsonObject, type Json, type ResourceRecord } from "../template/model.ts";

/** Where each type keeps the policy of a resource, and which resource it speaks of. */
const POLICIES: Readonly<Record<string, (record: ResourceRecord) => { resource: string; document: Json | undefined }>> =
  {
    "AWS::SecretsManager::ResourcePolicy": ({ properties }) => ({
      resource: String(properties["SecretId"]),
      document: properties["ResourcePolicy"],
    }),
    "AWS::S3::BucketPolicy": ({ properties }) => ({
      resource: `arn:aws:s3:::${String(properties["Bucket"])}`,
      document: properties["PolicyDocument"],
    }),
    "AWS::KMS::Key": ({ attributes, properties }) => ({
      resource: String(attributes["Arn"]),
      document: properties["KeyPolicy"],
    }),
    "AWS::DynamoDB::Table": ({ attributes, properties }) => ({
      resource: String(attributes["Arn"]),
      document: isJsonObject(properties["ResourcePolicy"]) ? properties["ResourcePolicy"]["PolicyDocument"] : undefined,
    }),
  };

/** The policy that a template gives a resource; objects and indexes have their bucket's and table's. */
export function resourcePolicyOf(records: Iterable<ResourceRecord>, resourceArn: string): NamedPolicy | undefined {
  for (const record of records) {
    const found = POLICIES[record.type]?.(record);
    if (found?.document === undefined) continue;
    if (resourceArn !== found.resource && !resourceArn.startsWith(`${found.resource}/`)) continue;
    // The template engine has resolved the document; compiling it refuses what is malformed.
    return { name: `policy of ${record.logicalId}`, document: found.document as unknown as PolicyDocument };
  }
  return undefined;
}
