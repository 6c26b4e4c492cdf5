import { randomBytes } from "node:crypto";

/** A new X-Ray trace header, sampled. */
export function newTraceHeader(now: number): string {
  const seconds = Math.floor(now / 1_000).toString(16);
  const root = `1-${seconds}-${randomBytes(12).toString("hex")}`;
  return `Root=${root};Parent=${randomBytes(8).toString("hex")};Sampled=1`;
}

/** The trace id of a header, e.g. "1-6740...-...". */
export function traceIdOf(header: string): string {
  return /Root=([^;]+)/.exec(header)?.[1] ?? "";
}
