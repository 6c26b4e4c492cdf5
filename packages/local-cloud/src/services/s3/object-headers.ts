import type { Bucket } from "./buckets.ts";
import type { DefaultRetention } from "./bucket-settings.ts";
import type { ObjectDraft, ObjectVersion, Retention, ServerSideEncryption } from "./object-version.ts";
import { s3Error } from "./s3-errors.ts";

type Headers = Readonly<Record<string, string>>;

const systemHeaderNames = ["content-type", "cache-control", "content-disposition", "content-language", "expires"];
const algorithms = ["AES256", "aws:kms", "aws:kms:dsse"] as const;

/** What a writing request's headers say of its object: types, metadata, encryption, tags, retention. */
export function described(
  headers: Headers,
  bucket: Bucket,
  now: number,
): Pick<ObjectDraft, "systemHeaders" | "metadata" | "encryption" | "tags" | "retention" | "legalHold"> {
  const { encryption, tags, retention, legalHold } = {
    encryption: encryptionOf(headers, bucket),
    tags: tagsOf(headers["x-amz-tagging"]),
    retention: retentionOf(headers, bucket, now),
    legalHold: legalHoldOf(headers, bucket),
  };
  return {
    systemHeaders: systemHeadersOf(headers),
    metadata: Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("x-amz-meta-"))),
    encryption,
    ...(tags === undefined ? {} : { tags }),
    ...(retention === undefined ? {} : { retention }),
    ...(legalHold ? { legalHold } : {}),
  };
}

function systemHeadersOf(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = { "content-type": "binary/octet-stream" };
  for (const name of systemHeaderNames) if (headers[name] !== undefined) kept[name] = headers[name];
  // aws-chunked is the framing of the upload, not a property of the object.
  const encoding = (headers["content-encoding"] ?? "").split(",").map((part) => part.trim());
  const own = encoding.filter((part) => part !== "" && part !== "aws-chunked");
  if (own.length > 0) kept["content-encoding"] = own.join(",");
  return kept;
}

function encryptionOf(headers: Headers, bucket: Bucket): ServerSideEncryption {
  const wanted = headers["x-amz-server-side-encryption"];
  if (wanted === undefined) return bucket.record.settings.encryption ?? { algorithm: "AES256" };
  const algorithm = algorithms.find((name) => name === wanted);
  if (algorithm === undefined) throw s3Error("InvalidArgument", "The encryption method specified is not supported");
  const keyId = headers["x-amz-server-side-encryption-aws-kms-key-id"];
  const bucketKey = headers["x-amz-server-side-encryption-bucket-key-enabled"];
  return {
    algorithm,
    ...(keyId === undefined ? {} : { keyId }),
    ...(bucketKey === undefined ? {} : { bucketKeyEnabled: bucketKey === "true" }),
  };
}

/** Tags in the form of a query, as the x-amz-tagging header has them. */
export function tagsOf(text: string | undefined): Record<string, string> | undefined {
  if (text === undefined) return undefined;
  const tags = Object.fromEntries(new URLSearchParams(text));
  if (Object.keys(tags).length > 10) throw s3Error("InvalidArgument", "Object tags cannot be greater than 10");
  return tags;
}

function retentionOf(headers: Headers, bucket: Bucket, now: number): Retention | undefined {
  const mode = headers["x-amz-object-lock-mode"];
  const until = headers["x-amz-object-lock-retain-until-date"];
  if (mode === undefined && until === undefined)
    return defaultRetention(bucket.record.settings.objectLock?.defaultRetention, now);
  requireObjectLock(bucket);
  if (mode === undefined || until === undefined) {
    throw s3Error(
      "InvalidArgument",
      "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
    );
  }
  return validRetention(mode, until, now);
}

function defaultRetention(rule: DefaultRetention | undefined, now: number): Retention | undefined {
  if (rule === undefined) return undefined;
  const days = rule.days ?? (rule.years ?? 0) * 365;
  return { mode: rule.mode, retainUntil: now + days * 86_400_000 };
}

/** Throws InvalidRequest for a bucket without Object Lock. */
export function requireObjectLock(bucket: Bucket): void {
  if (bucket.record.settings.objectLock === undefined) {
    throw s3Error("InvalidRequest", "Bucket is missing Object Lock Configuration");
  }
}

/** A retention from its two texts; throws InvalidArgument. */
export function validRetention(mode: string, until: string, now: number): Retention {
  if (mode !== "COMPLIANCE" && mode !== "GOVERNANCE") throw s3Error("InvalidArgument", "Unknown wormMode directive.");
  const retainUntil = Date.parse(until);
  if (Number.isNaN(retainUntil))
    throw s3Error("InvalidArgument", "The retain until date must be provided in ISO 8601 format");
  if (retainUntil <= now) throw s3Error("InvalidArgument", "The retain until date must be in the future!");
  return { mode, retainUntil };
}

function legalHoldOf(headers: Headers, bucket: Bucket): boolean {
  const status = headers["x-amz-object-lock-legal-hold"];
  if (status === undefined) return false;
  requireObjectLock(bucket);
  return status === "ON";
}

/** The headers in which GetObject and HeadObject tell what was kept. */
export function objectHeaders(version: ObjectVersion): Record<string, string> {
  const { retention, tags } = version;
  return {
    ...version.systemHeaders,
    ...version.metadata,
    etag: `"${version.etag}"`,
    "last-modified": new Date(version.lastModified).toUTCString(),
    "accept-ranges": "bytes",
    ...(retention === undefined
      ? {}
      : {
          "x-amz-object-lock-mode": retention.mode,
          "x-amz-object-lock-retain-until-date": new Date(retention.retainUntil).toISOString(),
        }),
    ...(version.legalHold ? { "x-amz-object-lock-legal-hold": "ON" } : {}),
    ...(tags === undefined ? {} : { "x-amz-tagging-count": String(Object.keys(tags).length) }),
  };
}
