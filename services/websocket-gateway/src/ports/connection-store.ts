import type { Connection } from "../domain/connection.ts";

/** The sockets that are open, the tokens that opened one, and the sessions that were ended early. */
export interface ConnectionStore {
  /** Keeps the socket and uses up its token in one step; "replayed" when the token had opened one before. */
  open(connection: Connection, ticket: { tokenId: string; issuedAt: string }): Promise<"opened" | "replayed">;
  find(connectionId: string): Promise<Connection | null>;
  isRevoked(sessionId: string): Promise<boolean>;
  /** Lets a socket that is still kept go on. A later end is never replaced by an earlier one. */
  extend(connectionId: string, validUntil: string): Promise<void>;
  close(connectionId: string): Promise<void>;
}

/** Marks sessions as ended early. */
export interface EndedSessions {
  /** From now on, and for longer than the session could live. */
  end(sessionId: string, at: Date): Promise<void>;
}

/** The sockets of one employee, as the sender sees them. */
export interface ConnectionList {
  of(employeeId: string): Promise<readonly Connection[]>;
  isRevoked(sessionId: string): Promise<boolean>;
  close(connectionId: string): Promise<void>;
}
