import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from "node:crypto";

/**
 * Whether a password fits Postgres's SCRAM-SHA-256 verifier (RFC 5803), e.g.
 * `SCRAM-SHA-256$4096:salt$storedKey:serverKey`. Anything else never fits.
 */
export function passwordFits(verifier: string | null, password: string): boolean {
  const [, iterations, salt, storedKey] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/.exec(verifier ?? "") ?? [];
  if (iterations === undefined || salt === undefined || storedKey === undefined) return false;
  const salted = pbkdf2Sync(password.normalize("NFKC"), Buffer.from(salt, "base64"), Number(iterations), 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const expected = Buffer.from(storedKey, "base64");
  const actual = createHash("sha256").update(clientKey).digest();
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
