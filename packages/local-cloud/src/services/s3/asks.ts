import { arn, ACCOUNT_ID } from "../../gateway/account.ts";
import type { Ask } from "../../gateway/service-module.ts";
import { copySourceOf } from "./copy-object.ts";
import { keysToDelete } from "./delete-object.ts";
import { tagsOf } from "./object-headers.ts";
import type { ObjectVersion } from "./object-version.ts";
import type { Buckets } from "./buckets.ts";
import type { S3Request } from "./s3-request.ts";

/** The ask on the key that encrypts an object, where the cloud has KMS. */
export type KmsAsk = (action: "kms:GenerateDataKey" | "kms:Decrypt", keyId: string) => Ask;

export interface AskPorts {
  readonly buckets: Buckets;
  readonly kmsAsk?: KmsAsk | undefined;
}

const objectActions: Readonly<Record<string, string>> = {
  GetObject: "GetObject",
  HeadObject: "GetObject",
  GetObjectAttributes: "GetObjectAttributes",
  PutObject: "PutObject",
  CopyObject: "PutObject",
  DeleteObject: "DeleteObject",
  CreateMultipartUpload: "PutObject",
  UploadPart: "PutObject",
  CompleteMultipartUpload: "PutObject",
  AbortMultipartUpload: "AbortMultipartUpload",
  ListParts: "ListMultipartUploadParts",
  GetObjectTagging: "GetObjectTagging",
  PutObjectTagging: "PutObjectTagging",
  DeleteObjectTagging: "DeleteObjectTagging",
  GetObjectRetention: "GetObjectRetention",
  PutObjectRetention: "PutObjectRetention",
  GetObjectLegalHold: "GetObjectLegalHold",
  PutObjectLegalHold: "PutObjectLegalHold",
};

/** Actions that have one of their own for a named version. */
const versioned = new Set([
  "GetObject",
  "DeleteObject",
  "GetObjectAttributes",
  "GetObjectTagging",
  "PutObjectTagging",
  "DeleteObjectTagging",
]);

const bucketActions: Readonly<Record<string, string>> = {
  ListObjects: "ListBucket",
  ListObjectsV2: "ListBucket",
  HeadBucket: "ListBucket",
  ListObjectVersions: "ListBucketVersions",
  ListMultipartUploads: "ListBucketMultipartUploads",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  GetBucketEncryption: "GetEncryptionConfiguration",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  GetBucketNotificationConfiguration: "GetBucketNotification",
  GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
};

function bucketArn(bucket: string): string {
  return arn("s3", bucket, { region: "", account: "" });
}

/** The condition keys that request headers and queries give, by the name of S3's reference. */
function contextOf(request: S3Request): Record<string, string> {
  const context: Record<string, string> = { "s3:ResourceAccount": ACCOUNT_ID };
  const header = (name: string): string | undefined => request.headers[name];
  const put = (key: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined) context[`s3:${key}`] = value;
  };
  for (const name of [
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-acl",
    "x-amz-content-sha256",
    "x-amz-copy-source",
    "x-amz-metadata-directive",
    "x-amz-storage-class",
    "if-none-match",
    "if-match",
  ]) {
    put(name, header(name));
  }
  put("object-lock-mode", header("x-amz-object-lock-mode"));
  put("object-lock-retain-until-date", header("x-amz-object-lock-retain-until-date"));
  put("object-lock-legal-hold", header("x-amz-object-lock-legal-hold"));
  put("VersionId", request.versionId);
  if (request.key === "") {
    put("prefix", request.query.get("prefix"));
    put("delimiter", request.query.get("delimiter"));
    put("max-keys", request.query.get("max-keys"));
  }
  for (const [key, value] of Object.entries(tagsOf(header("x-amz-tagging")) ?? {}))
    put(`RequestObjectTag/${key}`, value);
  return context;
}

function existingTags(version: ObjectVersion | undefined): Record<string, string> {
  const entries = Object.entries(version?.tags ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [`s3:ExistingObjectTag/${key}`, value]));
}

/** The permissions that a request needs, with the bucket's policy. */
export function asksOf(request: S3Request, ports: AskPorts): Ask[] {
  const { operation, bucket } = request;
  if (operation === "ListBuckets") return [{ action: "s3:ListAllMyBuckets", resource: "*" }];
  const asks = new AskList(request, ports);
  if (operation === "DeleteObjects") asks.deletions();
  else if (objectActions[operation] === undefined) asks.add(bucketActions[operation] ?? operation, bucketArn(bucket));
  else asks.object(objectActions[operation]);
  return asks.list;
}

class AskList {
  readonly list: Ask[] = [];
  private readonly request: S3Request;
  private readonly ports: AskPorts;
  private readonly context: Record<string, string>;

  constructor(request: S3Request, ports: AskPorts) {
    this.request = request;
    this.ports = ports;
    this.context = contextOf(request);
  }

  add(action: string, resource: string, further: Record<string, string> = {}, bucket = this.request.bucket): void {
    const policy = this.ports.buckets.find(bucket)?.record.policy;
    const context = { ...this.context, ...further };
    this.list.push({
      action: `s3:${action}`,
      resource,
      context,
      ...(policy === undefined ? {} : { resourcePolicy: policy }),
    });
  }

  /** An action on the object that the request names, and what its headers need beside. */
  object(action: string): void {
    const { bucket, key, versionId, headers, operation } = this.request;
    const resource = `${bucketArn(bucket)}/${key}`;
    const existing = this.version(bucket, key, versionId);
    this.add(
      versionId !== undefined && versioned.has(action) ? versionedAction(action) : action,
      resource,
      existingTags(existing),
    );
    if (headers["x-amz-tagging"] !== undefined) this.add("PutObjectTagging", resource);
    if (headers["x-amz-object-lock-mode"] !== undefined) this.add("PutObjectRetention", resource);
    if (headers["x-amz-object-lock-legal-hold"] !== undefined) this.add("PutObjectLegalHold", resource);
    this.bypass(resource);
    if (operation === "CopyObject") this.copySource();
    if (operation === "GetObject" || operation === "HeadObject") this.key("kms:Decrypt", existing);
    if (action === "PutObject") this.key("kms:GenerateDataKey", undefined);
  }

  deletions(): void {
    for (const { key, versionId } of keysToDelete(this.request.bytes)) {
      const resource = `${bucketArn(this.request.bucket)}/${key}`;
      const version: Record<string, string> = versionId === undefined ? {} : { "s3:VersionId": versionId };
      this.add(versionId === undefined ? "DeleteObject" : "DeleteObjectVersion", resource, version);
      this.bypass(resource);
    }
  }

  private bypass(resource: string): void {
    if (this.request.headers["x-amz-bypass-governance-retention"] === "true")
      this.add("BypassGovernanceRetention", resource);
  }

  private copySource(): void {
    const { bucket, key, versionId } = copySourceOf(this.request.headers["x-amz-copy-source"] ?? "");
    const version = this.version(bucket, key, versionId);
    const action = versionId === undefined ? "GetObject" : "GetObjectVersion";
    this.add(action, `${bucketArn(bucket)}/${key}`, existingTags(version), bucket);
    this.key("kms:Decrypt", version);
  }

  /** S3 uses the caller's permissions on the key that encrypts the object. */
  private key(action: "kms:GenerateDataKey" | "kms:Decrypt", version: ObjectVersion | undefined): void {
    const { headers, bucket } = this.request;
    const wanted = headers["x-amz-server-side-encryption"];
    const asked = { algorithm: wanted, keyId: headers["x-amz-server-side-encryption-aws-kms-key-id"] };
    const byDefault = this.ports.buckets.find(bucket)?.record.settings.encryption;
    const encryption = action === "kms:Decrypt" ? version?.encryption : wanted === undefined ? byDefault : asked;
    if (this.ports.kmsAsk === undefined || !encryption?.algorithm?.startsWith("aws:kms")) return;
    if (encryption.keyId !== undefined) this.list.push(this.ports.kmsAsk(action, encryption.keyId));
  }

  private version(bucket: string, key: string, versionId: string | undefined): ObjectVersion | undefined {
    const versions = this.ports.buckets.find(bucket)?.objects.versionsOf(key);
    return versionId === undefined ? versions?.[0] : versions?.find((version) => version.versionId === versionId);
  }
}

/** GetObject becomes GetObjectVersion, GetObjectTagging GetObjectVersionTagging, and so on. */
function versionedAction(action: string): string {
  return action.replace(/^(Get|Put|Delete)Object/, "$1ObjectVersion");
}
