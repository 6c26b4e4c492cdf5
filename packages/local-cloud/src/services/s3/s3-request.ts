import type { AwsRequest } from "../../gateway/service-module.ts";
import { unchunked } from "./aws-chunked.ts";
import { s3Error } from "./s3-errors.ts";

/** A request with its path taken apart. */
export interface S3Request {
  readonly operation: string;
  readonly bucket: string;
  /** Empty for requests on the bucket itself. */
  readonly key: string;
  readonly versionId: string | undefined;
  readonly query: URLSearchParams;
  /** With the trailing headers of a chunked body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

const bucketReads: Readonly<Record<string, string>> = {
  location: "GetBucketLocation",
  versioning: "GetBucketVersioning",
  lifecycle: "GetBucketLifecycleConfiguration",
  encryption: "GetBucketEncryption",
  policy: "GetBucketPolicy",
  publicAccessBlock: "GetPublicAccessBlock",
  notification: "GetBucketNotificationConfiguration",
  "object-lock": "GetObjectLockConfiguration",
  versions: "ListObjectVersions",
  uploads: "ListMultipartUploads",
};

const objectSubresources: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  tagging: { GET: "GetObjectTagging", PUT: "PutObjectTagging", DELETE: "DeleteObjectTagging" },
  retention: { GET: "GetObjectRetention", PUT: "PutObjectRetention" },
  "legal-hold": { GET: "GetObjectLegalHold", PUT: "PutObjectLegalHold" },
  attributes: { GET: "GetObjectAttributes" },
  uploads: { POST: "CreateMultipartUpload" },
  uploadId: { PUT: "UploadPart", POST: "CompleteMultipartUpload", DELETE: "AbortMultipartUpload", GET: "ListParts" },
};

const unsupported = [
  "acl",
  "torrent",
  "restore",
  "select",
  "renameObject",
  "cors",
  "website",
  "tagging",
  "replication",
  "logging",
  "accelerate",
  "requestPayment",
  "policyStatus",
  "ownershipControls",
  "inventory",
  "metrics",
  "analytics",
  "intelligent-tiering",
  "session",
];

function bucketOperation(method: string, query: URLSearchParams): string | undefined {
  if (method === "HEAD") return "HeadBucket";
  if (method === "POST") return query.has("delete") ? "DeleteObjects" : undefined;
  const subresource = Object.keys(bucketReads).find((name) => query.has(name));
  if (method === "GET" && subresource !== undefined) return bucketReads[subresource];
  if (subresource !== undefined || unsupported.some((name) => query.has(name))) return undefined;
  if (method === "GET") return query.get("list-type") === "2" ? "ListObjectsV2" : "ListObjects";
  return method === "PUT" ? "CreateBucket" : method === "DELETE" ? "DeleteBucket" : undefined;
}

function objectOperation(method: string, query: URLSearchParams, isCopy: boolean): string | undefined {
  const subresource = Object.keys(objectSubresources).find((name) => query.has(name));
  if (subresource === "uploadId" && method === "PUT" && isCopy) return undefined;
  if (subresource !== undefined) return objectSubresources[subresource]?.[method];
  if (unsupported.some((name) => query.has(name))) return undefined;
  if (method === "PUT") return isCopy ? "CopyObject" : "PutObject";
  return { GET: "GetObject", HEAD: "HeadObject", DELETE: "DeleteObject" }[method];
}

function decodedPath(rawPath: string): [bucket: string, key: string] {
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(rawPath) ?? [];
  try {
    return [decodeURIComponent(bucket), decodeURIComponent(key)];
  } catch {
    throw s3Error("InvalidArgument", "The request's path is not valid UTF-8");
  }
}

/** The operation's name; throws NotImplemented for what this engine does not do. */
export function operationOf(request: AwsRequest): string {
  const [bucket, key] = decodedPath(request.rawPath);
  if (bucket === "" && request.method === "GET") return "ListBuckets";
  const isCopy = request.headers["x-amz-copy-source"] !== undefined;
  const operation =
    key === ""
      ? bucketOperation(request.method, request.query)
      : objectOperation(request.method, request.query, isCopy);
  if (operation === undefined) {
    throw s3Error("NotImplemented", `The local S3 does not know ${request.method} ${request.rawPath}?${request.query}`);
  }
  return operation;
}

/** Takes a request apart and frees its body of chunks; throws S3's errors. */
export function parseRequest(request: AwsRequest): S3Request {
  const [bucket, key] = decodedPath(request.rawPath);
  if (Buffer.byteLength(key) > 1024) throw s3Error("KeyTooLongError");
  const { headers, query } = request;
  const isChunked =
    /\baws-chunked\b/.test(headers["content-encoding"] ?? "") ||
    (headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-");
  const { bytes, trailers } = isChunked ? unchunked(request.body) : { bytes: request.body, trailers: {} };
  const declared = headers["x-amz-decoded-content-length"];
  if (isChunked && declared !== undefined && Number(declared) !== bytes.length) throw s3Error("IncompleteBody");
  const versionId = query.get("versionId") ?? undefined;
  return {
    operation: operationOf(request),
    bucket,
    key,
    versionId,
    query,
    headers: { ...headers, ...trailers },
    bytes,
  };
}
