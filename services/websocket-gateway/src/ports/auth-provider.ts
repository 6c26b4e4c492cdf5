import type { Result } from "@agentic-pm/errors";
import type { EmployeeSession, TokenFault } from "../domain/employee-session.ts";

/** Whoever vouches for employees. */
export interface AuthProvider {
  /** The session behind a token. Needs no network; throws only when the provider's key cannot be had. */
  authenticate(token: string): Promise<Result<EmployeeSession, TokenFault>>;
  /** The origins that sockets may come from, each to be compared to the letter. */
  allowedOrigins(): Promise<readonly string[]>;
}
