import { EmployeeId, SessionId } from "@agentic-pm/contracts/travel";
import { fail, ok, type Result } from "@agentic-pm/errors";
import * as z from "zod";
import type { EmployeeSession, TokenFault } from "./employee-session.ts";

/** Seconds by which clocks may differ. */
const CLOCK_SKEW_S = 5;
/** Seconds. A session that was ended lives on in its last token, so no token may live long. */
const LONGEST_LIFE_S = 120;

/** What a token has to say to be one of ours. */
export interface TokenExpectations {
  readonly issuer: string;
  readonly kid: string;
  readonly authorizedParties: readonly string[];
  readonly audience: string;
}

const TokenHeader = z.object({
  alg: z.string(),
  kid: z.string(),
  typ: z.literal("JWT"),
  crit: z.undefined().optional(),
});

const seconds = z.number().int().positive().max(9_999_999_999);
const Claims = z.object({
  iss: z.string(),
  azp: z.string(),
  aud: z.union([z.string(), z.array(z.string()).min(1)]),
  sub: EmployeeId,
  sid: SessionId,
  jti: z.string().min(8).max(200),
  iat: seconds,
  nbf: seconds,
  exp: seconds,
  sts: z.string().optional(),
});
export type Claims = z.infer<typeof Claims>;

/** Whether a token's header names our algorithm and our key. Checked before any signature is. */
export function headerFault(header: unknown, { kid }: TokenExpectations): TokenFault | null {
  const parsed = TokenHeader.safeParse(header);
  if (!parsed.success) return "TOKEN_MALFORMED";
  if (parsed.data.alg !== "RS256") return "TOKEN_ALGORITHM";
  return parsed.data.kid === kid ? null : "TOKEN_KEY";
}

/** The session that signed claims stand for. Clerk's own checks skip what is absent; here everything is required. */
export function sessionOf(
  payload: unknown,
  expected: TokenExpectations,
  { now, tokenIdOf }: { now: Date; tokenIdOf: (jti: string) => string },
): Result<EmployeeSession, TokenFault> {
  const parsed = Claims.safeParse(payload);
  if (!parsed.success) return refused("TOKEN_CLAIMS");
  const claims = parsed.data;
  const fault = partyFault(claims, expected) ?? timeFault(claims, Math.floor(now.getTime() / 1000));
  if (fault !== null) return refused(fault);
  return ok({
    employeeId: claims.sub,
    sessionId: claims.sid,
    tokenId: tokenIdOf(claims.jti),
    issuedAt: instant(claims.iat),
    expiresAt: instant(claims.exp),
  });
}

function partyFault({ iss, azp, aud, sts }: Claims, expected: TokenExpectations): TokenFault | null {
  if (iss !== expected.issuer) return "TOKEN_ISSUER";
  if (!expected.authorizedParties.includes(azp)) return "TOKEN_PARTY";
  if (![aud].flat().includes(expected.audience)) return "TOKEN_AUDIENCE";
  return sts === undefined || sts === "active" ? null : "SESSION_PENDING";
}

function timeFault({ iat, nbf, exp }: Claims, now: number): TokenFault | null {
  if (exp - iat > LONGEST_LIFE_S || exp <= iat) return "TOKEN_LIFETIME";
  if (now >= exp + CLOCK_SKEW_S) return "TOKEN_EXPIRED";
  return now < nbf - CLOCK_SKEW_S || now < iat - CLOCK_SKEW_S ? "TOKEN_NOT_YET_VALID" : null;
}

function instant(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString();
}

function refused(code: TokenFault): Result<never, TokenFault> {
  return fail(code, { cause: `The session token was refused (${code}).`, remedy: "Get a fresh session token." });
}
