import { createHash } from "node:crypto";
import { checksumOf, md5Hex, namedAlgorithm, verifiedChecksum, type StoredChecksum } from "./checksums.ts";
import { checksumElements } from "./copy-object.ts";
import { described } from "./object-headers.ts";
import { checksumHeaders, storeObject } from "./put-object.ts";
import { emptyResponse, encryptionHeaders, versionHeaders, xmlResponse, type S3Operation } from "./s3-context.ts";
import { s3Error } from "./s3-errors.ts";
import {
  discardUpload,
  partsOf,
  readPart,
  startUpload,
  storePart,
  uploadOf,
  uploadsOf,
  type UploadedPart,
} from "./uploads.ts";
import { childText, childrenOf, parseXml } from "./xml.ts";

const smallestPart = 5 * 1024 * 1024;

/** CreateMultipartUpload. */
export const createMultipartUpload: S3Operation = async ({ bucket: name, key, headers }, { buckets, now }) => {
  const bucket = buckets.get(name);
  const { encryption } = described(headers, bucket, now());
  const algorithm = namedAlgorithm(headers["x-amz-checksum-algorithm"]);
  const upload = await startUpload(bucket, {
    key,
    initiatedAt: now(),
    headers,
    ...(algorithm === undefined ? {} : { algorithm }),
  });
  return xmlResponse(
    "InitiateMultipartUploadResult",
    { Bucket: name, Key: key, UploadId: upload.uploadId },
    {
      ...encryptionHeaders(encryption === undefined ? {} : { encryption }),
      ...(algorithm === undefined ? {} : { "x-amz-checksum-algorithm": algorithm.toUpperCase() }),
    },
  );
};

/** UploadPart. */
export const uploadPart: S3Operation = async ({ bucket: name, key, query, headers, bytes }, { buckets, now }) => {
  const bucket = buckets.get(name);
  const { uploadId } = await uploadOf(bucket, key, query.get("uploadId") ?? "");
  const partNumber = Number(query.get("partNumber"));
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > 10_000) {
    throw s3Error("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
  }
  const checksum = verifiedChecksum(bytes, headers);
  const record: UploadedPart = { partNumber, size: bytes.length, etag: md5Hex(bytes), checksum, lastModified: now() };
  await storePart(bucket, uploadId, { record, bytes });
  return emptyResponse(200, { etag: `"${record.etag}"`, [`x-amz-checksum-${checksum.algorithm}`]: checksum.value });
};

/** The uploaded parts that CompleteMultipartUpload names; throws InvalidPart, InvalidPartOrder, EntityTooSmall. */
function namedParts(bytes: Buffer, uploaded: readonly UploadedPart[]): UploadedPart[] {
  const wanted = childrenOf(parseXml(bytes), "Part").map((part) => ({
    partNumber: Number(childText(part, "PartNumber")),
    etag: (childText(part, "ETag") ?? "").replaceAll('"', ""),
  }));
  if (wanted.length === 0) throw s3Error("MalformedXML");
  return wanted.map(({ partNumber, etag }, index) => {
    if (index > 0 && partNumber <= (wanted[index - 1]?.partNumber ?? 0)) throw s3Error("InvalidPartOrder");
    const part = uploaded.find((other) => other.partNumber === partNumber);
    if (part === undefined || part.etag !== etag) throw s3Error("InvalidPart");
    if (index < wanted.length - 1 && part.size < smallestPart) throw s3Error("EntityTooSmall");
    return part;
  });
}

/** CRC64NVME is of the whole object; the others are of the parts' checksums, with their number. */
function checksumOfParts(parts: readonly UploadedPart[], bytes: Buffer): StoredChecksum {
  const algorithm = parts[0]?.checksum?.algorithm ?? "crc64nvme";
  if (algorithm === "crc64nvme" || parts.some(({ checksum }) => checksum?.algorithm !== algorithm)) {
    return { algorithm: "crc64nvme", value: checksumOf("crc64nvme", bytes) };
  }
  const digests = Buffer.concat(parts.map(({ checksum }) => Buffer.from(checksum?.value ?? "", "base64")));
  return { algorithm, value: `${checksumOf(algorithm, digests)}-${parts.length}` };
}

/** CompleteMultipartUpload. */
export const completeMultipartUpload: S3Operation = async (request, ports, scene) => {
  const bucket = ports.buckets.get(request.bucket);
  const upload = await uploadOf(bucket, request.key, request.query.get("uploadId") ?? "");
  const parts = namedParts(request.bytes, await partsOf(bucket, upload.uploadId));
  const bytes = Buffer.concat(
    await Promise.all(parts.map(({ partNumber }) => readPart(bucket, upload.uploadId, partNumber))),
  );
  const digests = createHash("md5");
  for (const { etag } of parts) digests.update(Buffer.from(etag, "hex"));
  const draft = {
    key: request.key,
    isDeleteMarker: false,
    size: bytes.length,
    etag: `${digests.digest("hex")}-${parts.length}`,
    checksum: checksumOfParts(parts, bytes),
    ...described(upload.headers, bucket, ports.now()),
  };
  const version = await storeObject(request, { draft, bytes, reason: "CompleteMultipartUpload" }, { ports, scene });
  await discardUpload(bucket, upload.uploadId);
  return xmlResponse(
    "CompleteMultipartUploadResult",
    { Bucket: request.bucket, Key: request.key, ETag: `"${version.etag}"`, ...checksumElements(version.checksum) },
    { ...versionHeaders(version), ...encryptionHeaders(version), ...checksumHeaders(version.checksum) },
  );
};

/** AbortMultipartUpload. */
export const abortMultipartUpload: S3Operation = async ({ bucket: name, key, query }, { buckets }) => {
  const bucket = buckets.get(name);
  const { uploadId } = await uploadOf(bucket, key, query.get("uploadId") ?? "");
  await discardUpload(bucket, uploadId);
  return emptyResponse(204);
};

/** ListParts. */
export const listParts: S3Operation = async ({ bucket: name, key, query }, { buckets }) => {
  const bucket = buckets.get(name);
  const { uploadId } = await uploadOf(bucket, key, query.get("uploadId") ?? "");
  return xmlResponse("ListPartsResult", {
    Bucket: name,
    Key: key,
    UploadId: uploadId,
    IsTruncated: false,
    Part: (await partsOf(bucket, uploadId)).map((part) => ({
      PartNumber: part.partNumber,
      ETag: `"${part.etag}"`,
      Size: part.size,
      LastModified: new Date(part.lastModified).toISOString(),
      ...checksumElements(part.checksum),
    })),
  });
};

/** ListMultipartUploads. */
export const listMultipartUploads: S3Operation = async ({ bucket: name, query }, { buckets }) => {
  const prefix = query.get("prefix") ?? "";
  const uploads = (await uploadsOf(buckets.get(name))).filter(({ key }) => key.startsWith(prefix));
  return xmlResponse("ListMultipartUploadsResult", {
    Bucket: name,
    Prefix: prefix,
    IsTruncated: false,
    Upload: uploads.map(({ key, uploadId, initiatedAt }) => ({
      Key: key,
      UploadId: uploadId,
      Initiated: new Date(initiatedAt).toISOString(),
    })),
  });
};
