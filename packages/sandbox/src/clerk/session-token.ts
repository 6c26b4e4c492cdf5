import { createPublicKey, randomBytes, sign } from "node:crypto";
import type { ClerkSession } from "./clerk-store.ts";

/** Seconds; Clerk's default for session tokens. */
export const TOKEN_LIFETIME_S = 60;
/** Clerk dates `nbf` back by the instance's allowed clock skew. */
const NOT_BEFORE_SKEW_S = 10;

/** Who issues, for whom, and from which origin the person asked. */
export interface TokenParties {
  readonly issuer: string;
  readonly audience: string;
  readonly authorizedParty: string;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: string;
}

/** A session token with version 2 of Clerk's claims; `aud` is the one that this instance's customisation adds. */
export function sessionToken(
  session: ClerkSession,
  parties: TokenParties,
  { key, now }: { key: SigningKey; now: Date },
): string {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const claims = {
    aud: parties.audience,
    azp: parties.authorizedParty,
    exp: issuedAt + TOKEN_LIFETIME_S,
    fva: [Math.floor((now.getTime() - session.createdAt) / 60_000), -1],
    iat: issuedAt,
    iss: parties.issuer,
    jti: randomBytes(10).toString("hex"),
    nbf: issuedAt - NOT_BEFORE_SKEW_S,
    sid: session.id,
    sts: session.status,
    sub: session.userId,
    v: 2,
  };
  const unsigned = `${encode({ alg: "RS256", cat: "cl_B7d4PD111AAA", kid: key.kid, typ: "JWT" })}.${encode(claims)}`;
  return `${unsigned}.${sign("sha256", Buffer.from(unsigned), key.privateKey).toString("base64url")}`;
}

/** The instance's key set, as at `/.well-known/jwks.json`. */
export function keySet({ kid, publicKey }: { kid: string; publicKey: string }): { keys: object[] } {
  const { kty, n, e } = createPublicKey(publicKey).export({ format: "jwk" });
  return { keys: [{ use: "sig", kty, kid, alg: "RS256", n, e }] };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
