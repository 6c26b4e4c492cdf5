import type { EmployeeId } from "@agentic-pm/contracts/travel";

/** Who is at the other end, as a token proves it. Instants are ISO. */
export interface EmployeeSession {
  readonly employeeId: EmployeeId;
  readonly sessionId: string;
  /** Names the token without being it: a hash of its `jti`. */
  readonly tokenId: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
}

/** Why a token is no proof. */
export type TokenFault =
  | "TOKEN_MALFORMED"
  | "TOKEN_ALGORITHM"
  | "TOKEN_KEY"
  | "TOKEN_SIGNATURE"
  | "TOKEN_CLAIMS"
  | "TOKEN_ISSUER"
  | "TOKEN_PARTY"
  | "TOKEN_AUDIENCE"
  | "TOKEN_LIFETIME"
  | "TOKEN_EXPIRED"
  | "TOKEN_NOT_YET_VALID"
  | "SESSION_PENDING";
