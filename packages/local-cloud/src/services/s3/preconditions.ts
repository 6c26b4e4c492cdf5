import type { ObjectVersion } from "./object-version.ts";
import { s3Error } from "./s3-errors.ts";

type Headers = Readonly<Record<string, string>>;

function names(header: string, version: ObjectVersion): boolean {
  return header.split(",").some((tag) => ["*", version.etag].includes(tag.trim().replace(/^(?:W\/)?"(.*)"$/, "$1")));
}

/** Checks If-Match and its kin for a read; throws PreconditionFailed or NotModified. */
export function checkRead(headers: Headers, version: ObjectVersion, prefix = ""): void {
  const seconds = Math.floor(version.lastModified / 1000) * 1000;
  const match = headers[`${prefix}if-match`];
  const noneMatch = headers[`${prefix}if-none-match`];
  const unmodifiedSince = Date.parse(headers[`${prefix}if-unmodified-since`] ?? "");
  const modifiedSince = Date.parse(headers[`${prefix}if-modified-since`] ?? "");
  if (match !== undefined && !names(match, version))
    throw s3Error("PreconditionFailed", undefined, { Condition: "If-Match" });
  if (match === undefined && seconds > unmodifiedSince) {
    throw s3Error("PreconditionFailed", undefined, { Condition: "If-Unmodified-Since" });
  }
  const unchanged = prefix === "" ? s3Error("NotModified") : s3Error("PreconditionFailed");
  if (noneMatch !== undefined && names(noneMatch, version)) throw unchanged;
  if (noneMatch === undefined && seconds <= modifiedSince) throw unchanged;
}

/** Checks If-None-Match: * and If-Match for a write over the current version. */
export function checkWrite(headers: Headers, current: ObjectVersion | undefined): void {
  const noneMatch = headers["if-none-match"];
  if (noneMatch !== undefined && noneMatch !== "*") {
    throw s3Error("NotImplemented", "If-None-Match of a write takes * only", { Header: "If-None-Match" });
  }
  const exists = current !== undefined && !current.isDeleteMarker;
  if (noneMatch === "*" && exists) throw s3Error("PreconditionFailed", undefined, { Condition: "If-None-Match" });
  const match = headers["if-match"];
  if (match === undefined) return;
  if (!exists) throw s3Error("NoSuchKey");
  if (!names(match, current)) throw s3Error("PreconditionFailed", undefined, { Condition: "If-Match" });
}
