import { NotAuthentic } from "./auth-failure.ts";
import type { CredentialScope } from "./signing-key.ts";

/** What a request says about its signature, in its header or, for a presigned URL, in its query. */
export interface Signature {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** The scope as it was written: day/region/service/aws4_request. */
  readonly scopeText: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** ISO 8601 basic form, e.g. 20260102T030405Z. */
  readonly date: string;
  readonly token: string | undefined;
  /** Seconds that a presigned URL lives; undefined for a signed header. */
  readonly expiresAfter: number | undefined;
}

export interface Unverified {
  readonly method: string;
  readonly rawPath: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const HEADER = /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;
const WEEK = 604_800;

/** Reads the signature; throws NotAuthentic "missing" or "incomplete". */
export function readSignature(request: Unverified): Signature {
  const header = request.headers["authorization"];
  if (header !== undefined) return fromHeader(header, request.headers);
  if (request.query.has("X-Amz-Signature")) return fromQuery(request.query);
  throw new NotAuthentic("missing");
}

function fromHeader(header: string, headers: Readonly<Record<string, string>>): Signature {
  const [, credential, signedHeaders, signature] = HEADER.exec(header) ?? [];
  const date = headers["x-amz-date"];
  if (credential === undefined || signedHeaders === undefined || signature === undefined || date === undefined) {
    throw new NotAuthentic("incomplete");
  }
  const token = headers["x-amz-security-token"];
  return {
    ...readCredential(credential),
    signedHeaders: signedHeaders.split(";"),
    signature,
    date,
    token,
    expiresAfter: undefined,
  };
}

function fromQuery(query: URLSearchParams): Signature {
  const read = (name: string): string => {
    const value = query.get(name);
    if (value === null) throw new NotAuthentic("incomplete");
    return value;
  };
  const expiresAfter = Number(read("X-Amz-Expires"));
  if (!Number.isInteger(expiresAfter) || expiresAfter < 1 || expiresAfter > WEEK) throw new NotAuthentic("incomplete");
  return {
    ...readCredential(read("X-Amz-Credential")),
    signedHeaders: read("X-Amz-SignedHeaders").split(";"),
    signature: read("X-Amz-Signature"),
    date: read("X-Amz-Date"),
    token: query.get("X-Amz-Security-Token") ?? undefined,
    expiresAfter,
  };
}

function readCredential(credential: string): Pick<Signature, "accessKeyId" | "scope" | "scopeText"> {
  const [accessKeyId, day, region, service, end, rest] = credential.split("/");
  if (!accessKeyId || !day || !region || !service || end !== "aws4_request" || rest !== undefined) {
    throw new NotAuthentic("incomplete");
  }
  return {
    accessKeyId,
    scope: { day, region, service },
    scopeText: `${day}/${region}/${service}/aws4_request`,
  };
}

/** The service a request is meant for, as far as its unverified signature tells; for writing errors only. */
export function claimedService(request: Unverified): string | undefined {
  const credential = request.headers["authorization"] ?? request.query.get("X-Amz-Credential") ?? "";
  return /\/([a-z0-9-]+)\/aws4_request/.exec(credential)?.[1];
}
