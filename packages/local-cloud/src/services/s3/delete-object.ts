import { AwsError } from "../../gateway/aws-error.ts";
import type { Bucket } from "./buckets.ts";
import type { ObjectVersion } from "./object-version.ts";
import { isVersioned } from "./put-object.ts";
import { emptyResponse, xmlResponse, type S3Operation, type S3Ports } from "./s3-context.ts";
import { s3Error } from "./s3-errors.ts";
import { childText, childrenOf, parseXml } from "./xml.ts";

/** What came of a deletion. */
interface Deletion {
  readonly versionId?: string;
  readonly isDeleteMarker: boolean;
}

interface DeletedKey {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly bypassGovernance: boolean;
}

/** Throws AccessDenied for a version that Object Lock protects. */
function checkUnlocked(version: ObjectVersion, now: number, bypassGovernance: boolean): void {
  const { retention, legalHold } = version;
  const isRetained = retention !== undefined && retention.retainUntil > now;
  const isBypassed = retention?.mode === "GOVERNANCE" && bypassGovernance;
  if (legalHold || (isRetained && !isBypassed)) {
    throw s3Error("AccessDenied", "Access Denied because object protected by object lock.");
  }
}

async function deleteVersion(bucket: Bucket, deleted: DeletedKey, now: number): Promise<Deletion> {
  const version = bucket.objects.versionsOf(deleted.key).find(({ versionId }) => versionId === deleted.versionId);
  const named = deleted.versionId === undefined ? {} : { versionId: deleted.versionId };
  if (version === undefined) return { ...named, isDeleteMarker: false };
  checkUnlocked(version, now, deleted.bypassGovernance);
  await bucket.objects.remove(version);
  return { ...named, isDeleteMarker: version.isDeleteMarker };
}

async function hideKey(bucket: Bucket, { key }: DeletedKey, now: number): Promise<Deletion> {
  const marker = { key, isDeleteMarker: true, size: 0, etag: "", systemHeaders: {}, metadata: {} };
  const { versionId } = await bucket.objects.add(marker, new Uint8Array(), { versioned: isVersioned(bucket), now });
  return { versionId, isDeleteMarker: true };
}

/** Deletes a version for good, or hides the key behind a delete marker where the bucket has versions. */
function deleteKey(ports: S3Ports, deleted: DeletedKey): Promise<Deletion> {
  return ports.buckets.locks.hold([`${deleted.bucket}/${deleted.key}`], async () => {
    const bucket = ports.buckets.get(deleted.bucket);
    if (deleted.versionId !== undefined) return deleteVersion(bucket, deleted, ports.now());
    if (bucket.record.settings.versioning !== undefined) return hideKey(bucket, deleted, ports.now());
    const [current] = bucket.objects.versionsOf(deleted.key);
    if (current !== undefined) await bucket.objects.remove(current);
    return { isDeleteMarker: false };
  });
}

/** DeleteObject. */
export const deleteObject: S3Operation = async (request, ports) => {
  const { bucket, key, versionId, headers } = request;
  const bypassGovernance = headers["x-amz-bypass-governance-retention"] === "true";
  const deletion = await deleteKey(ports, { bucket, key, versionId, bypassGovernance });
  return emptyResponse(204, {
    ...(deletion.versionId === undefined ? {} : { "x-amz-version-id": deletion.versionId }),
    ...(deletion.isDeleteMarker ? { "x-amz-delete-marker": "true" } : {}),
  });
};

/** The keys that DeleteObjects names; throws MalformedXML. */
export function keysToDelete(bytes: Buffer): { key: string; versionId: string | undefined }[] {
  const objects = childrenOf(parseXml(bytes), "Object");
  if (objects.length === 0 || objects.length > 1000) throw s3Error("MalformedXML");
  return objects.map((object) => {
    const key = childText(object, "Key");
    if (key === undefined || key === "") throw s3Error("MalformedXML");
    return { key, versionId: childText(object, "VersionId") };
  });
}

/** DeleteObjects: each key by itself, what fails is reported beside what went well. */
export const deleteObjects: S3Operation = async (request, ports) => {
  ports.buckets.get(request.bucket);
  const isQuiet = childText(parseXml(request.bytes), "Quiet") === "true";
  const bypassGovernance = request.headers["x-amz-bypass-governance-retention"] === "true";
  const Deleted = [];
  const failures = [];
  for (const { key, versionId } of keysToDelete(request.bytes)) {
    try {
      const deletion = await deleteKey(ports, { bucket: request.bucket, key, versionId, bypassGovernance });
      const marker = deletion.isDeleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: deletion.versionId } : {};
      Deleted.push({ Key: key, VersionId: versionId, ...marker });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failures.push({ Key: key, VersionId: versionId, Code: error.code, Message: error.message });
    }
  }
  return xmlResponse("DeleteResult", { Deleted: isQuiet ? [] : Deleted, Error: failures });
};
