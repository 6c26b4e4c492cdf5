import type { Integration } from "../domain/circuit-breaker.ts";

export interface VendorRequest {
  readonly integration: Integration;
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is, under the content type that the headers name. */
  readonly body?: unknown;
  /** True when sending it twice does no harm: then connection failures and 5xx are repeated too. */
  readonly repeatable: boolean;
}

export interface VendorResponse {
  readonly status: number;
  /** The parsed JSON; null for an empty or unreadable body. */
  readonly body: unknown;
}

/**
 * Calls a vendor. Answers with any status but 408, 429 and 5xx, which it repeats with backoff within the time left.
 * Throws <INTEGRATION>_RATE_LIMITED and VENDOR_UNAVAILABLE (retryable, nothing happened), EFFECT_OUTCOME_UNKNOWN
 * (a call that must not be repeated may have happened) and VENDOR_ANSWER_TOO_LARGE.
 */
export interface VendorHttp {
  send(request: VendorRequest): Promise<VendorResponse>;
}
