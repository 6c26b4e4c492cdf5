import { ACCOUNT_ID } from "../../gateway/account.ts";
import type { Bucket } from "./buckets.ts";
import type { ObjectVersion } from "./object-version.ts";
import { xmlResponse, type S3Operation } from "./s3-context.ts";
import { s3Error } from "./s3-errors.ts";
import type { XmlElements } from "./xml.ts";

/** One entry of a listing: versions of a key, or a common prefix. */
type Entry =
  | { readonly name: string; readonly versions: readonly ObjectVersion[] }
  | { readonly name: string; readonly prefix: true };

interface Paging {
  readonly prefix: string;
  readonly delimiter: string;
  readonly after: string;
  readonly most: number;
}

function pagingOf(query: URLSearchParams, after: string): Paging {
  const most = Number(query.get("max-keys") ?? 1000);
  if (!Number.isInteger(most) || most < 0) {
    throw s3Error("InvalidArgument", "Argument maxKeys must be an integer between 0 and 2147483647");
  }
  return {
    prefix: query.get("prefix") ?? "",
    delimiter: query.get("delimiter") ?? "",
    after,
    most: Math.min(most, 1000),
  };
}

/** A page of entries; keys beyond the delimiter are rolled up, each common prefix once. */
function pageOf(
  bucket: Bucket,
  paging: Paging,
  shown: (versions: readonly ObjectVersion[]) => readonly ObjectVersion[],
): { entries: Entry[]; isTruncated: boolean } {
  const entries: Entry[] = [];
  let lastPrefix = paging.delimiter !== "" && paging.after.endsWith(paging.delimiter) ? paging.after : undefined;
  for (const key of bucket.objects.keys()) {
    if (!key.startsWith(paging.prefix) || Buffer.compare(Buffer.from(key), Buffer.from(paging.after)) <= 0) continue;
    if (lastPrefix !== undefined && key.startsWith(lastPrefix)) continue;
    const versions = shown(bucket.objects.versionsOf(key));
    if (versions.length === 0) continue;
    if (entries.length === paging.most) return { entries, isTruncated: paging.most > 0 };
    const cut = paging.delimiter === "" ? -1 : key.indexOf(paging.delimiter, paging.prefix.length);
    if (cut < 0) entries.push({ name: key, versions });
    else {
      lastPrefix = key.slice(0, cut + paging.delimiter.length);
      entries.push({ name: lastPrefix, prefix: true });
    }
  }
  return { entries, isTruncated: false };
}

function current(versions: readonly ObjectVersion[]): readonly ObjectVersion[] {
  return versions[0] === undefined || versions[0].isDeleteMarker ? [] : versions.slice(0, 1);
}

function encoderOf(query: URLSearchParams): (text: string) => string {
  return query.get("encoding-type") === "url"
    ? (text) => encodeURIComponent(text).replaceAll("%2F", "/")
    : (text) => text;
}

const owner = { ID: ACCOUNT_ID, DisplayName: ACCOUNT_ID };

function described(version: ObjectVersion, encode: (text: string) => string): XmlElements {
  return {
    Key: encode(version.key),
    LastModified: new Date(version.lastModified).toISOString(),
    ETag: `"${version.etag}"`,
    ChecksumAlgorithm: version.checksum?.algorithm.toUpperCase(),
    Size: version.size,
    StorageClass: "STANDARD",
  };
}

function contents(entries: readonly Entry[], encode: (text: string) => string): XmlElements {
  return {
    Contents: entries.flatMap((entry) =>
      "versions" in entry ? entry.versions.map((version) => described(version, encode)) : [],
    ),
    CommonPrefixes: entries.flatMap((entry) => ("prefix" in entry ? [{ Prefix: encode(entry.name) }] : [])),
  };
}

/** ListObjectsV2. */
export const listObjectsV2: S3Operation = async ({ bucket: name, query }, { buckets }) => {
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after");
  const after = token === null ? (startAfter ?? "") : Buffer.from(token, "base64url").toString("utf8");
  const paging = pagingOf(query, after);
  const { entries, isTruncated } = pageOf(buckets.get(name), paging, current);
  const encode = encoderOf(query);
  return xmlResponse("ListBucketResult", {
    Name: name,
    Prefix: encode(paging.prefix),
    Delimiter: paging.delimiter === "" ? undefined : encode(paging.delimiter),
    StartAfter: startAfter === null ? undefined : encode(startAfter),
    EncodingType: query.get("encoding-type") ?? undefined,
    MaxKeys: paging.most,
    KeyCount: entries.length,
    IsTruncated: isTruncated,
    ContinuationToken: token ?? undefined,
    NextContinuationToken: isTruncated ? Buffer.from(entries.at(-1)?.name ?? "").toString("base64url") : undefined,
    ...contents(entries, encode),
  });
};

/** ListObjects, the first version of it. */
export const listObjects: S3Operation = async ({ bucket: name, query }, { buckets }) => {
  const paging = pagingOf(query, query.get("marker") ?? "");
  const { entries, isTruncated } = pageOf(buckets.get(name), paging, current);
  const encode = encoderOf(query);
  return xmlResponse("ListBucketResult", {
    Name: name,
    Prefix: encode(paging.prefix),
    Marker: encode(paging.after),
    Delimiter: paging.delimiter === "" ? undefined : encode(paging.delimiter),
    EncodingType: query.get("encoding-type") ?? undefined,
    MaxKeys: paging.most,
    IsTruncated: isTruncated,
    NextMarker: isTruncated ? encode(entries.at(-1)?.name ?? "") : undefined,
    ...contents(entries, encode),
  });
};

/** ListObjectVersions; a page never ends within a key, so it may be longer than asked for. */
export const listObjectVersions: S3Operation = async ({ bucket: name, query }, { buckets }) => {
  const bucket = buckets.get(name);
  const paging = pagingOf(query, query.get("key-marker") ?? "");
  const { entries, isTruncated } = pageOf(bucket, paging, (versions) => versions);
  const encode = encoderOf(query);
  const versions = entries.flatMap((entry) => ("versions" in entry ? entry.versions : []));
  const listed = (version: ObjectVersion): XmlElements => ({
    Key: encode(version.key),
    VersionId: version.versionId,
    IsLatest: bucket.objects.versionsOf(version.key)[0]?.sequence === version.sequence,
    LastModified: new Date(version.lastModified).toISOString(),
    Owner: owner,
  });
  return xmlResponse("ListVersionsResult", {
    Name: name,
    Prefix: encode(paging.prefix),
    KeyMarker: encode(paging.after),
    MaxKeys: paging.most,
    IsTruncated: isTruncated,
    NextKeyMarker: isTruncated ? encode(entries.at(-1)?.name ?? "") : undefined,
    EncodingType: query.get("encoding-type") ?? undefined,
    Version: versions
      .filter(({ isDeleteMarker }) => !isDeleteMarker)
      .map((version) => ({
        ...listed(version),
        ETag: `"${version.etag}"`,
        Size: version.size,
        StorageClass: "STANDARD",
      })),
    DeleteMarker: versions.filter(({ isDeleteMarker }) => isDeleteMarker).map(listed),
    CommonPrefixes: entries.flatMap((entry) => ("prefix" in entry ? [{ Prefix: encode(entry.name) }] : [])),
  });
};

/** ListBuckets. */
export const listBuckets: S3Operation = async (_request, { buckets }) =>
  xmlResponse("ListAllMyBucketsResult", {
    Owner: owner,
    Buckets: {
      Bucket: buckets
        .list()
        .map(({ name, createdAt }) => ({ Name: name, CreationDate: new Date(createdAt).toISOString() })),
    },
  });
