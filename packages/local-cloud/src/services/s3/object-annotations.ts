import { requireObjectLock, validRetention } from "./object-headers.ts";
import type { ObjectVersion, Retention } from "./object-version.ts";
import {
  emptyResponse,
  requestedVersion,
  versionHeaders,
  xmlResponse,
  type S3Operation,
  type S3Ports,
} from "./s3-context.ts";
import { s3Error } from "./s3-errors.ts";
import type { S3Request } from "./s3-request.ts";
import { childText, childrenOf, parseXml } from "./xml.ts";

/** Changes what is kept beside the version that a request names, under the key's lock. */
function changeVersion(
  request: S3Request,
  ports: S3Ports,
  change: (version: ObjectVersion) => Partial<ObjectVersion>,
): Promise<ObjectVersion> {
  return ports.buckets.locks.hold([`${request.bucket}/${request.key}`], () => {
    const bucket = ports.buckets.get(request.bucket);
    const version = requestedVersion(bucket, request);
    return bucket.objects.change(version, change(version));
  });
}

/** GetObjectTagging. */
export const getObjectTagging: S3Operation = async (request, { buckets }) => {
  const version = requestedVersion(buckets.get(request.bucket), request);
  const Tag = Object.entries(version.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return xmlResponse("Tagging", { TagSet: { Tag } }, versionHeaders(version));
};

/** PutObjectTagging. */
export const putObjectTagging: S3Operation = async (request, ports) => {
  const [set] = childrenOf(parseXml(request.bytes), "TagSet");
  const tags = childrenOf(set, "Tag").map(
    (tag) => [childText(tag, "Key") ?? "", childText(tag, "Value") ?? ""] as const,
  );
  if (set === undefined || tags.some(([key]) => key === "")) throw s3Error("MalformedXML");
  if (tags.length > 10) throw s3Error("InvalidArgument", "Object tags cannot be greater than 10");
  const version = await changeVersion(request, ports, () => ({ tags: Object.fromEntries(tags) }));
  return emptyResponse(200, versionHeaders(version));
};

/** DeleteObjectTagging. */
export const deleteObjectTagging: S3Operation = async (request, ports) => {
  const version = await changeVersion(request, ports, () => ({ tags: {} }));
  return emptyResponse(204, versionHeaders(version));
};

/** GetObjectRetention. */
export const getObjectRetention: S3Operation = async (request, { buckets }) => {
  const bucket = buckets.get(request.bucket);
  requireObjectLock(bucket);
  const { retention } = requestedVersion(bucket, request);
  if (retention === undefined) throw s3Error("NoSuchObjectLockConfiguration");
  return xmlResponse("Retention", {
    Mode: retention.mode,
    RetainUntilDate: new Date(retention.retainUntil).toISOString(),
  });
};

/** Throws AccessDenied where the change would loosen a retention that still holds. */
function checkRetentionChange(
  before: Retention | undefined,
  after: Retention,
  how: { now: number; bypass: boolean },
): void {
  if (before === undefined || before.retainUntil <= how.now) return;
  const isLooser =
    after.retainUntil < before.retainUntil || (before.mode === "COMPLIANCE" && after.mode !== "COMPLIANCE");
  const isChange = after.retainUntil < before.retainUntil || after.mode !== before.mode;
  const isRefused = before.mode === "COMPLIANCE" ? isLooser : isChange && after.mode !== "COMPLIANCE" && !how.bypass;
  if (isRefused) throw s3Error("AccessDenied", "Access Denied because object protected by object lock.");
}

/** PutObjectRetention. */
export const putObjectRetention: S3Operation = async (request, ports) => {
  requireObjectLock(ports.buckets.get(request.bucket));
  const document = parseXml(request.bytes);
  const now = ports.now();
  const after = validRetention(childText(document, "Mode") ?? "", childText(document, "RetainUntilDate") ?? "", now);
  const bypass = request.headers["x-amz-bypass-governance-retention"] === "true";
  await changeVersion(request, ports, ({ retention }) => {
    checkRetentionChange(retention, after, { now, bypass });
    return { retention: after };
  });
  return emptyResponse(200);
};

/** GetObjectLegalHold. */
export const getObjectLegalHold: S3Operation = async (request, { buckets }) => {
  const bucket = buckets.get(request.bucket);
  requireObjectLock(bucket);
  return xmlResponse("LegalHold", { Status: requestedVersion(bucket, request).legalHold ? "ON" : "OFF" });
};

/** PutObjectLegalHold. */
export const putObjectLegalHold: S3Operation = async (request, ports) => {
  requireObjectLock(ports.buckets.get(request.bucket));
  const status = childText(parseXml(request.bytes), "Status");
  if (status !== "ON" && status !== "OFF") throw s3Error("MalformedXML");
  await changeVersion(request, ports, () => ({ legalHold: status === "ON" }));
  return emptyResponse(200);
};
