import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { backoffMs, retryAfterMs } from "./backoff.ts";

describe("waiting before a repetition", () => {
  test("is anything between nothing and the doubled step, never over the cap", () => {
    const settings = { attempts: 4, baseMs: 100, capMs: 1000 };
    fc.assert(
      fc.property(fc.nat(50), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const wait = backoffMs(attempt, chance, settings);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(1000, 100 * 2 ** attempt));
      }),
    );
  });

  test.each([
    { header: "7", ms: 7000 },
    { header: " 0 ", ms: 0 },
    { header: "Thu, 15 Jan 2026 09:00:30 GMT", ms: 30_000 },
    { header: "Thu, 15 Jan 2026 08:00:00 GMT", ms: 0 },
    { header: "soon", ms: null },
    { header: null, ms: null },
  ])("Retry-After $header is $ms ms", ({ header, ms }) => {
    expect(retryAfterMs(header, new Date("2026-01-15T09:00:00Z"))).toBe(ms);
  });
});
