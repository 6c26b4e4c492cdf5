import { decodeJwt, hasValidSignature } from "@clerk/backend/jwt";
import { type Clock, canonicalHash } from "@agentic-pm/contracts";
import { fail, type Result } from "@agentic-pm/errors";
import type { SecretPort } from "@agentic-pm/secrets";
import * as z from "zod";
import { headerFault, sessionOf } from "../domain/session-claims.ts";
import type { EmployeeSession, TokenFault } from "../domain/employee-session.ts";
import type { AuthProvider } from "../ports/auth-provider.ts";

const origin = z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/);

/** The secret `/agentic-pm/clerk/verification`: nothing in it signs anything. */
export const ClerkSecret = z.strictObject({
  issuer: z.url(),
  jwtKey: z.string().startsWith("-----BEGIN PUBLIC KEY-----"),
  kid: z.string().min(1).max(200),
  authorizedParties: z.array(origin).min(1).max(10),
  audience: z.string().min(1).max(200),
  allowedOrigins: z.array(origin).min(1).max(10),
});
export type ClerkSecret = z.infer<typeof ClerkSecret>;

const LARGEST_TOKEN = 4096;
/** Exactly one spelling of a JWT: Clerk's decoder is lenient about what base64url is. */
const JWT = /^[\w-]{2,}\.[\w-]{2,}\.[\w-]{2,}$/;

/** Clerk's session tokens against the instance's public key, without asking Clerk (ADR 0012). */
export class ClerkAuthProvider implements AuthProvider {
  readonly #secret: SecretPort<ClerkSecret>;
  readonly #clock: Clock;

  constructor(secret: SecretPort<ClerkSecret>, clock: Clock) {
    this.#secret = secret;
    this.#clock = clock;
  }

  async allowedOrigins(): Promise<readonly string[]> {
    return (await this.#secret.get()).allowedOrigins;
  }

  async authenticate(token: string): Promise<Result<EmployeeSession, TokenFault>> {
    const expected = await this.#secret.get();
    const jwt = decoded(token);
    if (jwt === null) return refused("TOKEN_MALFORMED");
    const fault = headerFault(jwt.header, expected);
    if (fault !== null) return refused(fault);
    if (!(await isSigned(jwt, expected.jwtKey))) return refused("TOKEN_SIGNATURE");
    const tokenIdOf = (jti: string) => canonicalHash("agentic-pm/session-token/v1", { issuer: expected.issuer, jti });
    return sessionOf(jwt.payload, expected, { now: this.#clock.now(), tokenIdOf });
  }
}

type Decoded = ReturnType<typeof decodeJwt>;

function decoded(token: string): Decoded | null {
  if (token.length > LARGEST_TOKEN || !JWT.test(token)) return null;
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}

async function isSigned(jwt: Decoded, key: string): Promise<boolean> {
  try {
    return await hasValidSignature(jwt, key);
  } catch {
    return false;
  }
}

function refused(code: TokenFault): Result<never, TokenFault> {
  return fail(code, { cause: `The session token was refused (${code}).`, remedy: "Get a fresh session token." });
}
