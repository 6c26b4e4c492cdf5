export interface VendorRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** Path and query below the vendor's base URL, or a link of the vendor's own below it. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** True when sending it twice does no harm: then connection failures and 5xx are repeated too. */
  readonly repeatable: boolean;
}

export interface VendorResponse {
  readonly status: number;
  readonly body: unknown;
  header(name: string): string | null;
}

/**
 * Calls a vendor. Answers with any status but 429 and 5xx, which it repeats with backoff within the time that is left.
 * Throws VENDOR_RATE_LIMITED and VENDOR_UNAVAILABLE (retryable, nothing happened) and EFFECT_OUTCOME_UNKNOWN
 * (a call that must not be repeated may have happened).
 */
export interface VendorHttp {
  send(request: VendorRequest): Promise<VendorResponse>;
}
