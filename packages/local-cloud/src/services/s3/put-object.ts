import { md5Hex, verifiedChecksum, type StoredChecksum } from "./checksums.ts";
import type { Bucket } from "./buckets.ts";
import type { ObjectCreated } from "./notifications.ts";
import { described } from "./object-headers.ts";
import type { ObjectDraft, ObjectVersion } from "./object-version.ts";
import { checkWrite } from "./preconditions.ts";
import {
  emptyResponse,
  encryptionHeaders,
  versionHeaders,
  type OperationScene,
  type S3Operation,
  type S3Ports,
} from "./s3-context.ts";
import { s3Error } from "./s3-errors.ts";
import type { S3Request } from "./s3-request.ts";

/** The headers that tell a writer which checksum was kept. */
export function checksumHeaders(checksum: StoredChecksum | undefined): Record<string, string> {
  if (checksum === undefined) return {};
  const isComposite = /-\d+$/.test(checksum.value);
  return {
    [`x-amz-checksum-${checksum.algorithm}`]: checksum.value,
    "x-amz-checksum-type": isComposite ? "COMPOSITE" : "FULL_OBJECT",
  };
}

/** A new version and how it came to be. */
export interface NewObject {
  readonly draft: ObjectDraft;
  readonly bytes: Uint8Array;
  readonly reason: ObjectCreated["reason"];
}

/** Stores a version under the key's lock, where the request's conditions hold, and tells the listeners. */
export function storeObject(
  request: Pick<S3Request, "bucket" | "key" | "headers">,
  object: NewObject,
  { ports, scene }: { ports: S3Ports; scene: Pick<OperationScene, "requestId"> },
): Promise<ObjectVersion> {
  return ports.buckets.locks.hold([`${request.bucket}/${request.key}`], async () => {
    const bucket = ports.buckets.get(request.bucket);
    checkWrite(request.headers, bucket.objects.versionsOf(request.key)[0]);
    const version = await bucket.objects.add(object.draft, object.bytes, {
      versioned: isVersioned(bucket),
      now: ports.now(),
    });
    ports.notifications.created(request.bucket, version, { reason: object.reason, requestId: scene.requestId });
    return version;
  });
}

/** Whether new versions get ids of their own. */
export function isVersioned(bucket: Bucket): boolean {
  return bucket.record.settings.versioning === "Enabled";
}

/** PutObject. */
export const putObject: S3Operation = async (request, ports, scene) => {
  const { key, headers, bytes } = request;
  const bucket = ports.buckets.get(request.bucket);
  const details = described(headers, bucket, ports.now());
  const isChecked =
    headers["content-md5"] !== undefined || Object.keys(headers).some((name) => name.startsWith("x-amz-checksum-"));
  if (headers["x-amz-object-lock-mode"] !== undefined && !isChecked) {
    throw s3Error(
      "InvalidRequest",
      "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters",
    );
  }
  const draft: ObjectDraft = {
    key,
    isDeleteMarker: false,
    size: bytes.length,
    etag: md5Hex(bytes),
    checksum: verifiedChecksum(bytes, headers),
    ...details,
  };
  const version = await storeObject(request, { draft, bytes, reason: "PutObject" }, { ports, scene });
  return emptyResponse(200, {
    etag: `"${version.etag}"`,
    ...checksumHeaders(version.checksum),
    ...versionHeaders(version),
    ...encryptionHeaders(version),
  });
};
