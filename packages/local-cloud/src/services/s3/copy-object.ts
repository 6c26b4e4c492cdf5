import { checksumOf, namedAlgorithm } from "./checksums.ts";
import { described, tagsOf } from "./object-headers.ts";
import type { ObjectDraft } from "./object-version.ts";
import { checkRead } from "./preconditions.ts";
import { storeObject } from "./put-object.ts";
import { encryptionHeaders, requestedVersion, versionHeaders, xmlResponse, type S3Operation } from "./s3-context.ts";
import { s3Error } from "./s3-errors.ts";

/** The object that a copy reads. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** Reads x-amz-copy-source; throws InvalidArgument. */
export function copySourceOf(header: string): CopySource {
  const [path = "", query = ""] = header.split("?");
  const versionId = new URLSearchParams(query).get("versionId") ?? undefined;
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decodeURIComponent(path)) ?? [];
  if (bucket === undefined || key === undefined) {
    throw s3Error("InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
  }
  return { bucket, key, versionId };
}

/** CopyObject. */
export const copyObject: S3Operation = async (request, ports, scene) => {
  const { headers, key } = request;
  const from = copySourceOf(headers["x-amz-copy-source"] ?? "");
  const sourceBucket = ports.buckets.get(from.bucket);
  const source = requestedVersion(sourceBucket, from);
  checkRead(headers, source, "x-amz-copy-source-");
  const bytes = await sourceBucket.objects.read(source);
  const details = described(headers, ports.buckets.get(request.bucket), ports.now());
  const replaces = headers["x-amz-metadata-directive"] === "REPLACE";
  if (
    !replaces &&
    from.bucket === request.bucket &&
    from.key === key &&
    headers["x-amz-server-side-encryption"] === undefined
  ) {
    throw s3Error(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const { systemHeaders, metadata } = replaces ? details : source;
  const tags = headers["x-amz-tagging-directive"] === "REPLACE" ? tagsOf(headers["x-amz-tagging"]) : source.tags;
  const algorithm = namedAlgorithm(headers["x-amz-checksum-algorithm"]) ?? "crc64nvme";
  const { tags: _ownTags, ...kept } = details;
  const draft: ObjectDraft = {
    ...kept,
    key,
    isDeleteMarker: false,
    size: source.size,
    etag: source.etag,
    systemHeaders,
    metadata,
    checksum: { algorithm, value: checksumOf(algorithm, bytes) },
    ...(tags === undefined ? {} : { tags }),
  };
  const version = await storeObject(request, { draft, bytes, reason: "CopyObject" }, { ports, scene });
  return xmlResponse(
    "CopyObjectResult",
    {
      ETag: `"${version.etag}"`,
      LastModified: new Date(version.lastModified).toISOString(),
      ...checksumElements(version.checksum),
    },
    { ...versionHeaders(version), ...encryptionHeaders(version), ...sourceVersion(source.versionId) },
  );
};

function sourceVersion(versionId: string): Record<string, string> {
  return versionId === "null" ? {} : { "x-amz-copy-source-version-id": versionId };
}

/** A checksum as documents name it. */
export function checksumElements(checksum: ObjectDraft["checksum"]): Record<string, string> {
  return checksum === undefined ? {} : { [`Checksum${checksum.algorithm.toUpperCase()}`]: checksum.value };
}
