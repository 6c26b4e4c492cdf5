/** What goes wrong with the next matching requests. `route` is a part of the path; without it, every route matches. */
export type Fault = { readonly times?: number; readonly route?: string } & (
  | { readonly kind: "rateLimit"; readonly retryAfterSeconds?: number }
  | { readonly kind: "serverError"; readonly status?: number }
  | { readonly kind: "slow"; readonly delayMs: number }
  | { readonly kind: "resetAfterEffect" }
);

/** The faults of one vendor's server. They live in memory: a restart is a healthy vendor. */
export class ApiFaults {
  #pending: { fault: Fault; left: number }[] = [];

  /** The next `times` requests are refused with 429 and this Retry-After, in seconds. */
  rateLimit(times = 1, retryAfterSeconds = 1, route?: string): void {
    this.add({ kind: "rateLimit", times, retryAfterSeconds, ...(route === undefined ? {} : { route }) });
  }

  /** The next `times` requests fail with a 5xx status, without any effect. */
  serverError(times = 1, status = 503, route?: string): void {
    this.add({ kind: "serverError", times, status, ...(route === undefined ? {} : { route }) });
  }

  /** The next `times` requests are answered after `delayMs` milliseconds. */
  slow(times: number, delayMs: number, route?: string): void {
    this.add({ kind: "slow", times, delayMs, ...(route === undefined ? {} : { route }) });
  }

  /** The next `times` writing requests take effect, and then the connection is reset without an answer. */
  resetAfterEffect(times = 1, route?: string): void {
    this.add({ kind: "resetAfterEffect", times, ...(route === undefined ? {} : { route }) });
  }

  add(fault: Fault): void {
    this.#pending.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#pending = [];
  }

  /** Takes the fault for this request, oldest first, and uses it up once. */
  take(method: string, path: string): Fault | undefined {
    const hit = this.#pending.find(({ fault }) => matches(fault, method, path));
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.#pending = this.#pending.filter((pending) => pending !== hit);
    return hit.fault;
  }
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.route !== undefined) return path.includes(fault.route);
  return fault.kind !== "resetAfterEffect" || method !== "GET";
}
