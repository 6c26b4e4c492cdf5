import { emptyResponse, xmlResponse, type S3Operation } from "./s3-context.ts";
import { REGION } from "../../gateway/account.ts";
import { s3Error } from "./s3-errors.ts";
import { xmlDocument } from "./xml.ts";

/** HeadBucket. */
export const headBucket: S3Operation = async ({ bucket }, { buckets }) => {
  if (buckets.find(bucket) === undefined) throw s3Error("NotFound");
  return emptyResponse(200, { "x-amz-bucket-region": REGION });
};

/** GetBucketLocation: empty for us-east-1, as S3 has it. */
export const getBucketLocation: S3Operation = async ({ bucket }, { buckets }) => {
  buckets.get(bucket);
  return { status: 200, headers: { "content-type": "application/xml" }, body: xmlDocument("LocationConstraint", {}) };
};

export const getBucketVersioning: S3Operation = async ({ bucket }, { buckets }) =>
  xmlResponse("VersioningConfiguration", { Status: buckets.get(bucket).record.settings.versioning });

export const getBucketEncryption: S3Operation = async ({ bucket }, { buckets }) => {
  const { encryption = { algorithm: "AES256" as const } } = buckets.get(bucket).record.settings;
  return xmlResponse("ServerSideEncryptionConfiguration", {
    Rule: {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: encryption.algorithm, KMSMasterKeyID: encryption.keyId },
      BucketKeyEnabled: encryption.bucketKeyEnabled ?? false,
    },
  });
};

export const getBucketPolicy: S3Operation = async ({ bucket }, { buckets }) => {
  const { policy } = buckets.get(bucket).record;
  if (policy === undefined) throw s3Error("NoSuchBucketPolicy", undefined, { BucketName: bucket });
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(policy.document) };
};

export const getPublicAccessBlock: S3Operation = async ({ bucket }, { buckets }) => {
  const { publicAccessBlock: block } = buckets.get(bucket).record.settings;
  if (block === undefined) throw s3Error("NoSuchPublicAccessBlockConfiguration", undefined, { BucketName: bucket });
  return xmlResponse("PublicAccessBlockConfiguration", {
    BlockPublicAcls: block.blockPublicAcls,
    IgnorePublicAcls: block.ignorePublicAcls,
    BlockPublicPolicy: block.blockPublicPolicy,
    RestrictPublicBuckets: block.restrictPublicBuckets,
  });
};

export const getBucketNotification: S3Operation = async ({ bucket }, { buckets }) =>
  xmlResponse("NotificationConfiguration", {
    EventBridgeConfiguration: buckets.get(bucket).record.settings.eventBridge ? "" : undefined,
  });

export const getObjectLockConfiguration: S3Operation = async ({ bucket }, { buckets }) => {
  const { objectLock } = buckets.get(bucket).record.settings;
  if (objectLock === undefined)
    throw s3Error("ObjectLockConfigurationNotFoundError", undefined, { BucketName: bucket });
  const { defaultRetention: rule } = objectLock;
  return xmlResponse("ObjectLockConfiguration", {
    ObjectLockEnabled: "Enabled",
    Rule:
      rule === undefined ? undefined : { DefaultRetention: { Mode: rule.mode, Days: rule.days, Years: rule.years } },
  });
};

export const getBucketLifecycle: S3Operation = async ({ bucket }, { buckets }) => {
  const { lifecycle } = buckets.get(bucket).record.settings;
  if (lifecycle === undefined) throw s3Error("NoSuchLifecycleConfiguration", undefined, { BucketName: bucket });
  return xmlResponse("LifecycleConfiguration", {
    Rule: lifecycle.map((rule) => ({
      ID: rule.id,
      Status: rule.status,
      Filter: { Prefix: rule.prefix ?? "" },
      Expiration: rule.expirationInDays === undefined ? undefined : { Days: rule.expirationInDays },
      NoncurrentVersionExpiration:
        rule.noncurrentVersionExpirationInDays === undefined
          ? undefined
          : { NoncurrentDays: rule.noncurrentVersionExpirationInDays },
      AbortIncompleteMultipartUpload:
        rule.abortIncompleteMultipartUploadInDays === undefined
          ? undefined
          : { DaysAfterInitiation: rule.abortIncompleteMultipartUploadInDays },
    })),
  });
};

/** CreateBucket, for callers that are allowed to. */
export const createBucket: S3Operation = async ({ bucket: name, headers }, { buckets, now }) => {
  if (buckets.find(name) !== undefined) throw s3Error("BucketAlreadyOwnedByYou", undefined, { BucketName: name });
  const locked = headers["x-amz-bucket-object-lock-enabled"]?.toLowerCase() === "true";
  const settings = locked ? ({ versioning: "Enabled", objectLock: {} } as const) : {};
  await buckets.save({ name, createdAt: now(), settings });
  return emptyResponse(200, { location: `/${name}` });
};

export const deleteBucket: S3Operation = async ({ bucket }, { buckets }) => {
  await buckets.remove(bucket);
  return emptyResponse(204);
};
