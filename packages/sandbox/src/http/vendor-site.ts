import type { IncomingHttpHeaders } from "node:http";
import type { Vendor } from "../journal/effects.ts";

export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  /** The `{name}` parts of the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface VendorResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent for an empty answer. */
  readonly body?: unknown;
  /** Sent as it is, in place of a JSON body. */
  readonly document?: { readonly type: string; readonly text: string };
  /** True where the request took effect and no answer ever comes. */
  readonly unanswered?: boolean;
}

export interface Route {
  readonly method: string;
  /** Such as `/rest/api/3/issue/{key}`. */
  readonly pattern: string;
  /** True for the one route that hands out credentials. */
  readonly open?: boolean;
  readonly handle: (request: VendorRequest) => VendorResponse;
}

/** What one vendor is, beyond HTTP: its routes, how it knows its callers, and the shape of its errors. */
export interface VendorSite {
  readonly vendor: Vendor;
  readonly routes: readonly Route[];
  /** A refusal, or undefined when the caller may go on. */
  readonly authenticate: (request: VendorRequest) => VendorResponse | undefined;
  readonly unknownRoute: (request: VendorRequest) => VendorResponse;
  readonly wrongMethod: (request: VendorRequest) => VendorResponse;
  readonly malformedJson: () => VendorResponse;
  readonly tooLarge: () => VendorResponse;
  readonly rateLimited: (retryAfterSeconds: number) => VendorResponse;
  readonly serverError: (status: number) => VendorResponse;
  /** Milliseconds that this request has to wait for its answer; none without it. */
  readonly delayMs?: (request: VendorRequest) => number;
  /** Headers on every answer, such as request ids. */
  readonly commonHeaders: (request: VendorRequest) => Record<string, string>;
}

/** A vendor whose code is read at the first request, so that a start does not wait for it. */
export interface DeferredSite {
  readonly vendor: Vendor;
  readonly load: () => Promise<VendorSite>;
}

/** Thrown by `jsonBody`; the server answers with the vendor's own words for it. */
export class MalformedJson extends Error {}

/** The request's JSON object. Arrays, null and scalars count as malformed, as none of these APIs takes them. */
export function jsonBody(request: VendorRequest): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(request.body);
  } catch (error) {
    throw new MalformedJson("The body is not JSON.", { cause: error });
  }
  if (!isRecord(value)) throw new MalformedJson("The body is not a JSON object.");
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first value of a header, or an empty string. */
export function header(request: VendorRequest, name: string): string {
  const value = request.headers[name.toLowerCase()];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** The Idempotency-Key that a caller sent, which only Resend acts upon. */
export function sentKey(request: VendorRequest): string | undefined {
  return header(request, "idempotency-key") || undefined;
}
