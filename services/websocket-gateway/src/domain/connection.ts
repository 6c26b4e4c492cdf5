import type { EmployeeId } from "@agentic-pm/contracts/travel";

/** A socket and the session it was opened for. Instants are ISO. */
export interface Connection {
  readonly connectionId: string;
  readonly employeeId: EmployeeId;
  readonly sessionId: string;
  readonly address: string;
  readonly connectedAt: string;
  /** The end of the newest token that was shown on it. */
  readonly validUntil: string;
}

/** API Gateway ends a socket after two hours; a row that outlives its socket is removed soon after. */
const LONGEST_SOCKET_MS = 2 * 3600 * 1000;
const GRACE_MS = 10 * 60 * 1000;
/** A token opens a socket within this time of its issue, once. */
const OPENS_WITHIN_MS = 30 * 1000;

/** Whether the session was still good at that moment. */
export function isLive({ validUntil }: Connection, now: Date): boolean {
  return now.getTime() < Date.parse(validUntil);
}

/** When the row may be removed, in seconds since 1970. */
export function rowEndOf({ connectedAt }: Connection): number {
  return Math.ceil((Date.parse(connectedAt) + LONGEST_SOCKET_MS + GRACE_MS) / 1000);
}

/** How long the use of a token has to be remembered: longer than anybody could use it again. */
export function ticketEndOf({ issuedAt }: { readonly issuedAt: string }): number {
  return Math.ceil((Date.parse(issuedAt) + GRACE_MS) / 1000);
}

const DAY_S = 24 * 3600;
/** Clerk's sessions end after seven days where an application says nothing, and after a year in most that do. */
const LONGEST_SESSION_DAYS = 400;

/** How long an ended session has to be remembered, in seconds since 1970. */
export function revokedUntil(endedAt: Date): number {
  return Math.ceil(endedAt.getTime() / 1000) + LONGEST_SESSION_DAYS * DAY_S;
}

/** Whether a token is fresh enough to open a socket. */
export function opensSocket({ issuedAt }: { readonly issuedAt: string }, now: Date): boolean {
  return now.getTime() - Date.parse(issuedAt) <= OPENS_WITHIN_MS;
}
