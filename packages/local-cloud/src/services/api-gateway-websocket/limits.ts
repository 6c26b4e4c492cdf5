/** What API Gateway puts up with on WebSocket APIs; times in milliseconds, sizes in bytes. */
export interface WebSocketLimits {
  /** A larger frame closes the connection with 1009. */
  readonly frameBytes: number;
  /** A larger message closes the connection with 1009; a larger post is refused with 413. */
  readonly messageBytes: number;
  /** A connection on which no message went either way for so long is closed with 1001. */
  readonly idleMs: number;
  /** A connection that lives so long is closed with 1001. */
  readonly lifetimeMs: number;
  /** New connections of the account in one second; the rest is refused with 429. */
  readonly connectionsPerSecond: number;
  /** Posted bytes that one client has not taken yet; more is refused with LimitExceededException. */
  readonly unsentBytes: number;
  readonly urlLength: number;
  /** The longest answer of an authorizer. */
  readonly authorizerAnswerBytes: number;
}

/** The quotas of the vendor's documentation; none of these can be raised but the connections per second. */
export const WEB_SOCKET_LIMITS: WebSocketLimits = {
  frameBytes: 32 * 1_024,
  messageBytes: 128 * 1_024,
  idleMs: 10 * 60_000,
  lifetimeMs: 2 * 3_600_000,
  connectionsPerSecond: 500,
  unsentBytes: 1_024 * 1_024,
  urlLength: 4_096,
  authorizerAnswerBytes: 8 * 1_024,
};

/** Time, as the connections need it. */
export interface WebSocketClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `task` after so many milliseconds; gives what cancels that. */
  after(ms: number, task: () => void): () => void;
}

export const systemClock: WebSocketClock = {
  now: Date.now,
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
