import { createHmac, hash, timingSafeEqual } from "node:crypto";
import { NotAuthentic } from "./auth-failure.ts";
import { canonicalHeaders, canonicalPath, canonicalQuery } from "./canonical-request.ts";
import { readSignature, type Signature, type Unverified } from "./signature.ts";
import type { CredentialScope, SigningKeys } from "./signing-key.ts";

/** What the verifier must know about an access key. */
export interface KeyMaterial {
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Epoch milliseconds; absent for keys that live on. */
  readonly expiresAt?: number;
}

export interface VerifierPorts<Key extends KeyMaterial> {
  lookup(accessKeyId: string): Key | undefined;
  readonly keys: SigningKeys;
  /** Epoch milliseconds. */
  now(): number;
}

const MOST_SKEW_MS = 15 * 60_000;
const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Verifies a SigV4 signature, in the header or presigned, and returns the key that made it and its scope.
 * Throws NotAuthentic for anything else. Chunk signatures of STREAMING payloads are not checked: the seed is.
 */
export function verifySignature<Key extends KeyMaterial>(
  request: Unverified,
  ports: VerifierPorts<Key>,
): { key: Key; scope: CredentialScope } {
  const signature = readSignature(request);
  const key = ports.lookup(signature.accessKeyId);
  if (key === undefined) throw new NotAuthentic("unknown-key");
  if (!equal(key.sessionToken ?? "", signature.token ?? "")) throw new NotAuthentic("wrong-token");
  checkTime(signature, key, ports.now());
  const expected = createHmac("sha256", ports.keys.derive(signature.accessKeyId, key.secretAccessKey, signature.scope))
    .update(stringToSign(request, signature))
    .digest("hex");
  if (!equal(expected, signature.signature)) throw new NotAuthentic("wrong-signature");
  return { key, scope: signature.scope };
}

function checkTime(signature: Signature, key: KeyMaterial, now: number): void {
  if (key.expiresAt !== undefined && key.expiresAt <= now) throw new NotAuthentic("expired-session");
  const parts = DATE.exec(signature.date);
  if (parts === null || !signature.date.startsWith(signature.scope.day)) throw new NotAuthentic("incomplete");
  const [, year, month, day, hour, minute, second] = parts.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const signedAt = Date.UTC(year, month - 1, day, hour, minute, second);
  if (signature.expiresAfter === undefined) {
    if (Math.abs(now - signedAt) > MOST_SKEW_MS) throw new NotAuthentic("skewed");
    return;
  }
  if (signedAt - now > MOST_SKEW_MS) throw new NotAuthentic("skewed");
  if (now - signedAt > signature.expiresAfter * 1_000) throw new NotAuthentic("expired-link");
}

function stringToSign(request: Unverified, signature: Signature): string {
  const { signedHeaders } = signature;
  if (!signsWhatMatters(request.headers, signedHeaders)) throw new NotAuthentic("wrong-signature");
  const canonical = [
    request.method,
    canonicalPath(request.rawPath, signature.scope.service),
    canonicalQuery(request.query),
    canonicalHeaders(request.headers, signedHeaders),
    signedHeaders.join(";"),
    payloadHash(request, signature),
  ].join("\n");
  return `AWS4-HMAC-SHA256\n${signature.date}\n${signature.scopeText}\n${hash("sha256", canonical)}`;
}

/** The host and every x-amz- header must be signed: an unsigned x-amz-target could turn a read into a write. */
function signsWhatMatters(headers: Readonly<Record<string, string>>, signed: readonly string[]): boolean {
  if (!signed.includes("host") && !signed.includes(":authority")) return false;
  for (const name in headers) {
    if (name.startsWith("x-amz-") && !signed.includes(name)) return false;
  }
  return true;
}

/** The hash that was signed: of the body, or one of the words by which S3's clients leave the body unsigned. */
function payloadHash(request: Unverified, signature: Signature): string {
  const declared = request.headers["x-amz-content-sha256"] ?? request.query.get("X-Amz-Content-Sha256") ?? undefined;
  if (declared === undefined && signature.expiresAfter !== undefined && signature.scope.service === "s3") {
    return "UNSIGNED-PAYLOAD";
  }
  if (declared !== undefined && mayBeUnsigned(declared, signature)) return declared;
  const actual = hash("sha256", request.body);
  if (declared !== undefined && declared !== actual) throw new NotAuthentic("payload-mismatch");
  return actual;
}

function mayBeUnsigned(declared: string, signature: Signature): boolean {
  if (signature.scope.service !== "s3") return declared === "UNSIGNED-PAYLOAD" && signature.expiresAfter !== undefined;
  return declared === "UNSIGNED-PAYLOAD" || declared.startsWith("STREAMING-");
}

/** Compares in a time that does not tell where two texts differ. */
function equal(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
