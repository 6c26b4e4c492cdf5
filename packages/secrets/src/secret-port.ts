/** A secret, read when it is needed. */
export interface SecretPort<Value> {
  /** Secrets Manager's name or ARN of it. */
  readonly id: string;
  /** The value, at most five minutes old. Throws SECRET_MISSING, SECRET_MALFORMED or SECRET_UNAVAILABLE. */
  get(): Promise<Value>;
  /** Forgets the value, so that the next `get` fetches: for a caller whose credentials were just refused. */
  invalidate(): void;
  /** How many times Secrets Manager was asked, for the metrics. */
  readonly fetches: number;
}
