/** How calls to a vendor are repeated. Times in milliseconds. */
export interface BackoffSettings {
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
}

export const DEFAULT_BACKOFF: BackoffSettings = { attempts: 4, baseMs: 200, capMs: 5_000 };

/** Full jitter: anything between nothing and the doubled step, so that callers do not return in step. */
export function backoffMs(attempt: number, chance: number, { baseMs, capMs }: BackoffSettings): number {
  return Math.floor(chance * Math.min(capMs, baseMs * 2 ** attempt));
}

/** Retry-After in milliseconds: seconds or an HTTP date; null when the header says nothing usable. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header.trim()) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
