import { authorize, withResourcePolicy } from "@agentic-pm/iam";
import { arn } from "../../gateway/account.ts";
import type { Caller } from "../../gateway/service-module.ts";
import type { Bucket } from "./buckets.ts";
import { objectHeaders } from "./object-headers.ts";
import type { ObjectVersion } from "./object-version.ts";
import { checkRead } from "./preconditions.ts";
import { checksumHeaders } from "./put-object.ts";
import { encryptionHeaders, requestedVersion, versionHeaders, xmlResponse, type S3Operation } from "./s3-context.ts";
import { s3Error } from "./s3-errors.ts";
import type { S3Request } from "./s3-request.ts";

/** The version, or for callers who may not list the bucket the same 403 whether or not the key is there. */
function visibleVersion(request: S3Request, bucket: Bucket, caller: Caller): ObjectVersion {
  const exists = bucket.objects.versionsOf(request.key).length > 0;
  if (!exists && !mayList(bucket, caller)) throw s3Error("AccessDenied");
  return requestedVersion(bucket, request);
}

function mayList(bucket: Bucket, caller: Caller): boolean {
  return authorize(withResourcePolicy(caller.policies, bucket.record.policy), {
    principal: caller.principal,
    action: "s3:ListBucket",
    resource: arn("s3", bucket.record.name, { region: "", account: "" }),
    context: {},
  }).allowed;
}

/** A byte range; undefined for the whole object, also where the header makes no sense. Throws InvalidRange. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  if (first !== "" && last !== "" && Number(last) < start) return undefined;
  if (start >= size || end <= start) throw s3Error("InvalidRange", undefined, { ActualObjectSize: size });
  return { start, end };
}

const overrides = [
  "content-type",
  "content-language",
  "expires",
  "cache-control",
  "content-disposition",
  "content-encoding",
];

function overridden({ query }: S3Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of overrides) {
    const value = query.get(`response-${name}`);
    if (value !== null) headers[name] = value;
  }
  return headers;
}

/** GetObject and HeadObject. */
export const getObject: S3Operation = async (request, { buckets }, { caller }) => {
  const bucket = buckets.get(request.bucket);
  const version = visibleVersion(request, bucket, caller);
  checkRead(request.headers, version);
  const range = rangeOf(request.headers["range"], version.size);
  const length = range === undefined ? version.size : range.end - range.start;
  const wantsChecksum = request.headers["x-amz-checksum-mode"] === "ENABLED" && range === undefined;
  const headers = {
    ...objectHeaders(version),
    ...versionHeaders(version),
    ...encryptionHeaders(version),
    ...(wantsChecksum ? checksumHeaders(version.checksum) : {}),
    ...(range === undefined ? {} : { "content-range": `bytes ${range.start}-${range.end - 1}/${version.size}` }),
    "content-length": String(length),
    ...overridden(request),
  };
  const status = range === undefined ? 200 : 206;
  if (request.operation === "HeadObject") return { status, headers, body: "" };
  return { status, headers, body: await bucket.objects.read(version, range) };
};

/** GetObjectAttributes. */
export const getObjectAttributes: S3Operation = async (request, { buckets }) => {
  const version = requestedVersion(buckets.get(request.bucket), request);
  const wanted = new Set((request.headers["x-amz-object-attributes"] ?? "").split(",").map((name) => name.trim()));
  const checksum = version.checksum;
  return xmlResponse(
    "GetObjectAttributesResponse",
    {
      ETag: wanted.has("ETag") ? version.etag : undefined,
      ObjectSize: wanted.has("ObjectSize") ? version.size : undefined,
      StorageClass: wanted.has("StorageClass") ? "STANDARD" : undefined,
      Checksum:
        wanted.has("Checksum") && checksum !== undefined
          ? { [`Checksum${checksum.algorithm.toUpperCase()}`]: checksum.value }
          : undefined,
    },
    { "last-modified": new Date(version.lastModified).toUTCString(), ...versionHeaders(version) },
  );
};
