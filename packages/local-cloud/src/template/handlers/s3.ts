import { isDeepStrictEqual } from "node:util";
import type { PolicyDocument } from "@agentic-pm/iam";
import type { BucketSettings, LifecycleRule } from "../../services/s3/bucket-settings.ts";
import type { ServerSideEncryption } from "../../services/s3/object-version.ts";
import type { S3Admin } from "../../services/s3/index.ts";
import { isJsonObject, type JsonObject, type ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler } from "../resource-handler.ts";
import { isTrue, listOf, objectOf, optionalText, present, requiredObject, requiredText } from "./properties.ts";

/** AWS::S3::Bucket. */
export function bucketHandler(admin: S3Admin): ResourceHandler {
  const stateOf = (name: string): ResourceState => ({
    physicalId: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.us-east-1.amazonaws.com`,
    },
  });
  return {
    types: ["AWS::S3::Bucket"],
    immutable: ["BucketName", "ObjectLockEnabled"],
    nameProperty: "BucketName",
    create: async (request) => {
      const name = optionalText(request.properties, "BucketName") ?? generatedName(request, 63).toLowerCase();
      await admin.createBucket(name, settingsOf(request.properties));
      return stateOf(name);
    },
    update: async (request, previous) => {
      await admin.createBucket(previous.physicalId, settingsOf(request.properties));
      return stateOf(previous.physicalId);
    },
    // An earlier version may have kept the same properties as other settings.
    restore: async ({ physicalId, properties }) => {
      const settings = settingsOf(properties);
      if (!admin.hasBucket(physicalId) || isDeepStrictEqual(admin.settingsOf(physicalId), settings)) return;
      await admin.createBucket(physicalId, settings);
    },
    delete: async (record) => {
      if (admin.hasBucket(record.physicalId)) await admin.deleteBucket(record.physicalId);
    },
  };
}

/** AWS::S3::BucketPolicy. */
export function bucketPolicyHandler(admin: S3Admin): ResourceHandler {
  const put = async (bucket: string, document: JsonObject): Promise<ResourceState> => {
    // The evaluator checks the document when it compiles it.
    const policy = { name: `${bucket} bucket policy`, document: document as unknown as PolicyDocument };
    await admin.setPolicy(bucket, policy);
    return { physicalId: bucket, attributes: {} };
  };
  return {
    types: ["AWS::S3::BucketPolicy"],
    immutable: ["Bucket"],
    create: async (request) => await put(requiredText(request, "Bucket"), requiredObject(request, "PolicyDocument")),
    update: async (request, previous) => await put(previous.physicalId, requiredObject(request, "PolicyDocument")),
    delete: async (record) => {
      if (admin.hasBucket(record.physicalId)) await admin.setPolicy(record.physicalId, undefined);
    },
  };
}

function settingsOf(properties: JsonObject): BucketSettings {
  const versioning = optionalText(objectOf(properties, "VersioningConfiguration"), "Status");
  const notifications = objectOf(properties, "NotificationConfiguration");
  const eventBridge = objectOf(notifications, "EventBridgeConfiguration");
  return present<BucketSettings>({
    versioning: versioning === undefined ? undefined : versioning === "Enabled" ? "Enabled" : "Suspended",
    encryption: encryptionOf(properties),
    lifecycle: lifecycleOf(properties),
    objectLock: objectLockOf(properties),
    publicAccessBlock: publicAccessBlockOf(properties),
    eventBridge:
      "EventBridgeConfiguration" in notifications ? isTrue(eventBridge["EventBridgeEnabled"] ?? true) : undefined,
  });
}

function encryptionOf(properties: JsonObject): ServerSideEncryption | undefined {
  const [rule] = listOf(objectOf(properties, "BucketEncryption"), "ServerSideEncryptionConfiguration");
  if (!isJsonObject(rule)) return undefined;
  const byDefault = objectOf(rule, "ServerSideEncryptionByDefault");
  if (byDefault["SSEAlgorithm"] !== "aws:kms") return { algorithm: "AES256" };
  const { BucketKeyEnabled: bucketKeyEnabled } = rule;
  return present<ServerSideEncryption>({
    algorithm: "aws:kms",
    keyId: optionalText(byDefault, "KMSMasterKeyID"),
    bucketKeyEnabled: bucketKeyEnabled === undefined ? undefined : isTrue(bucketKeyEnabled),
  });
}

function lifecycleOf(properties: JsonObject): BucketSettings["lifecycle"] {
  const rules = listOf(objectOf(properties, "LifecycleConfiguration"), "Rules").filter(isJsonObject);
  if (rules.length === 0) return undefined;
  const days = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value));
  return rules.map((rule) =>
    present<LifecycleRule>({
      status: rule["Status"] === "Enabled" ? "Enabled" : "Disabled",
      id: optionalText(rule, "Id"),
      prefix: optionalText(rule, "Prefix"),
      expirationInDays: days(rule["ExpirationInDays"]),
      noncurrentVersionExpirationInDays: days(
        objectOf(rule, "NoncurrentVersionExpiration")["NoncurrentDays"] ?? rule["NoncurrentVersionExpirationInDays"],
      ),
      abortIncompleteMultipartUploadInDays: days(
        objectOf(rule, "AbortIncompleteMultipartUpload")["DaysAfterInitiation"],
      ),
    }),
  );
}

function objectLockOf(properties: JsonObject): BucketSettings["objectLock"] {
  if (!isTrue(properties["ObjectLockEnabled"])) return undefined;
  const rule = objectOf(objectOf(properties, "ObjectLockConfiguration"), "Rule");
  const retention = objectOf(rule, "DefaultRetention");
  const { Days: days, Years: years } = retention;
  if (retention["Mode"] === undefined) return {};
  return {
    defaultRetention: {
      mode: retention["Mode"] === "COMPLIANCE" ? "COMPLIANCE" : "GOVERNANCE",
      ...(days === undefined ? {} : { days: Number(days) }),
      ...(years === undefined ? {} : { years: Number(years) }),
    },
  };
}

function publicAccessBlockOf(properties: JsonObject): BucketSettings["publicAccessBlock"] {
  const block = properties["PublicAccessBlockConfiguration"];
  if (!isJsonObject(block)) return undefined;
  return {
    blockPublicAcls: isTrue(block["BlockPublicAcls"]),
    ignorePublicAcls: isTrue(block["IgnorePublicAcls"]),
    blockPublicPolicy: isTrue(block["BlockPublicPolicy"]),
    restrictPublicBuckets: isTrue(block["RestrictPublicBuckets"]),
  };
}
