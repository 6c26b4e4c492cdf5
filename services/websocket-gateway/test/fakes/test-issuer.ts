import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { ClerkSecret } from "../../src/adapters/auth-provider.clerk.ts";

export const ORIGIN = "https://travel.northwind-atlas.example";
export const ADA = "user_2employeeAda";
export const LIN = "user_2employeeLin";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = publicKey.export({ type: "spki", format: "pem" }).toString();

/** What the product knows of the issuer. */
export const clerkSecret: ClerkSecret = {
  issuer: "https://clerk.northwind-atlas.example",
  jwtKey: pem,
  kid: "ins_test",
  authorizedParties: [ORIGIN],
  audience: "agentic-pm-travel",
  allowedOrigins: [ORIGIN],
};

let count = 0;

/** The claims of a token issued at that moment, in seconds. */
export function claimsAt(now: number, changed: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  return {
    iss: clerkSecret.issuer,
    azp: ORIGIN,
    aud: clerkSecret.audience,
    sub: ADA,
    sid: "sess_2ada00000001",
    jti: `jti-of-test-${count}`,
    iat: now,
    nbf: now - 10,
    exp: now + 60,
    sts: "active",
    v: 2,
    ...changed,
  };
}

type Signing = "rs256" | "hs256-with-public-key" | "none" | "stranger";

/** A token with these claims; a claim that is undefined is left out. */
export function tokenOf(
  claims: Record<string, unknown>,
  { header = {}, signing = "rs256" }: { header?: Record<string, unknown>; signing?: Signing } = {},
): string {
  const alg = signing === "none" ? "none" : signing === "hs256-with-public-key" ? "HS256" : "RS256";
  const unsigned = `${encode({ alg, kid: clerkSecret.kid, typ: "JWT", ...header })}.${encode(claims)}`;
  return `${unsigned}.${signatures[signing](unsigned)}`;
}

const signatures: Readonly<Record<Signing, (unsigned: string) => string>> = {
  rs256: (unsigned) => sign("sha256", Buffer.from(unsigned), privateKey).toString("base64url"),
  stranger: (unsigned) => sign("sha256", Buffer.from(unsigned), stranger.privateKey).toString("base64url"),
  "hs256-with-public-key": (unsigned) => createHmac("sha256", pem).update(unsigned).digest("base64url"),
  none: () => "",
};

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
