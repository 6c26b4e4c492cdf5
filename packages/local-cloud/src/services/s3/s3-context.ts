import type { AwsResponse, Caller } from "../../gateway/service-module.ts";
import type { Bucket, Buckets } from "./buckets.ts";
import type { Notifications } from "./notifications.ts";
import type { ObjectVersion } from "./object-version.ts";
import { s3Error } from "./s3-errors.ts";
import type { S3Request } from "./s3-request.ts";
import { xmlDocument, type XmlElements } from "./xml.ts";

/** What every operation may use. */
export interface S3Ports {
  readonly buckets: Buckets;
  readonly notifications: Notifications;
  readonly now: () => number;
}

/** One operation; it throws S3's errors. */
export type S3Operation = (request: S3Request, ports: S3Ports, scene: OperationScene) => Promise<AwsResponse>;

export interface OperationScene {
  readonly requestId: string;
  readonly caller: Caller;
}

/** An answer without a body. */
export function emptyResponse(status: number, headers: Record<string, string> = {}): AwsResponse {
  return { status, headers, body: "" };
}

/** An answer with a document. */
export function xmlResponse(root: string, content: XmlElements, headers: Record<string, string> = {}): AwsResponse {
  return { status: 200, headers: { "content-type": "application/xml", ...headers }, body: xmlDocument(root, content) };
}

/** The version that a request means; throws NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker. */
export function requestedVersion(bucket: Bucket, request: Pick<S3Request, "key" | "versionId">): ObjectVersion {
  const versions = bucket.objects.versionsOf(request.key);
  if (request.versionId === undefined) {
    const [current] = versions;
    if (current === undefined || current.isDeleteMarker) throw s3Error("NoSuchKey", undefined, { Key: request.key });
    return current;
  }
  const version = versions.find(({ versionId }) => versionId === request.versionId);
  if (version === undefined)
    throw s3Error("NoSuchVersion", undefined, { Key: request.key, VersionId: request.versionId });
  if (version.isDeleteMarker) throw s3Error("MethodNotAllowed", undefined, { ResourceType: "DeleteMarker" });
  return version;
}

/** The headers that name a version. */
export function versionHeaders(version: ObjectVersion): Record<string, string> {
  return version.versionId === "null" ? {} : { "x-amz-version-id": version.versionId };
}

/** The headers that say how an object is encrypted. */
export function encryptionHeaders({ encryption }: Pick<ObjectVersion, "encryption">): Record<string, string> {
  if (encryption === undefined) return {};
  return {
    "x-amz-server-side-encryption": encryption.algorithm,
    ...(encryption.keyId === undefined ? {} : { "x-amz-server-side-encryption-aws-kms-key-id": encryption.keyId }),
    ...(encryption.bucketKeyEnabled === undefined
      ? {}
      : { "x-amz-server-side-encryption-bucket-key-enabled": String(encryption.bucketKeyEnabled) }),
  };
}
