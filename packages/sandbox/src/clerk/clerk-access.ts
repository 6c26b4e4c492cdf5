/** A person's session at Clerk, and its tokens. */
export interface SignedIn {
  readonly sessionId: string;
  /** A fresh session token, good for 60 seconds. Throws CLERK_SESSION_ENDED once the session was revoked. */
  token(): Promise<string>;
}

/** What those who check tokens have to know; the value of the secret that the product reads. */
export interface ClerkVerification {
  readonly issuer: string;
  /** The public key, PEM. */
  readonly jwtKey: string;
  readonly kid: string;
  readonly authorizedParties: readonly string[];
  readonly audience: string;
  readonly allowedOrigins: readonly string[];
}

/** A Clerk instance on 127.0.0.1. */
export interface ClerkAccess {
  /** The Frontend API's URL, which is the tokens' `iss`. */
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly jwtKeyPem: string;
  readonly kid: string;
  readonly audience: string;
  /** The application's own origin: `azp`, and the Origin that its sockets come from. */
  readonly authorizedParty: string;
  /** Opens the Backend API, as `Authorization: Bearer …`. */
  readonly secretKey: string;
  readonly verification: ClerkVerification;
  /** Signs a person in. `pending` leaves the session with a task that is not done, which Clerk says in `sts`. */
  signIn(employeeId: string, status?: "active" | "pending"): Promise<SignedIn>;
  /** Ends a session: no token is issued for it any more. Those that are out live to their end. */
  revoke(sessionId: string): Promise<void>;
}
