import { createHash } from "node:crypto";
import { AppError } from "@agentic-pm/errors";

/**
 * The one spelling of a JSON value that is hashed, signed or compared: keys sorted by code unit, no white space,
 * no `undefined`. Throws `NOT_CANONICAL` for what JSON cannot hold exactly (NaN, infinities, functions, bigint).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw notCanonical(String(value));
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([left], [right]) => (left < right ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
  }
  throw notCanonical(typeof value);
}

/** SHA-256 in lower-case hex, of UTF-8 text or bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 of a value's canonical JSON under a domain, so that a hash made for one purpose never fits another. */
export function canonicalHash(domain: string, value: unknown): string {
  return sha256(`${domain}\n${canonicalJson(value)}`);
}

function notCanonical(what: string): AppError {
  return new AppError("NOT_CANONICAL", {
    cause: `A ${what} has no exact JSON form, so it can be neither hashed nor signed.`,
    remedy: "Use finite numbers, strings, booleans, null, arrays and plain objects.",
  });
}
