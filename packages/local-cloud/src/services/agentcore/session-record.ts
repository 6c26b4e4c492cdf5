/** CSS pixels. */
export interface ViewPort {
  readonly width: number;
  readonly height: number;
}

/** The size that AWS's browser has where nobody says another. */
export const DEFAULT_VIEW_PORT: ViewPort = { width: 1456, height: 819 };

export type StreamStatus = "ENABLED" | "DISABLED";

/** A browser session as it is kept. */
export interface SessionRecord {
  readonly sessionId: string;
  readonly browserIdentifier: string;
  readonly name?: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly lastUpdatedAt: number;
  readonly sessionTimeoutSeconds: number;
  readonly viewPort: ViewPort;
  readonly status: "READY" | "TERMINATED";
  readonly automation: StreamStatus;
  readonly clientToken?: string;
}
