import { randomBytes } from "node:crypto";

const FORM = /^[A-Za-z0-9_-]{15}=$/;

/** An id in API Gateway's form for connections, requests and messages: 16 characters, e.g. `L0SM9cOFvHcCIhw=`. */
export function newRequestId(): string {
  return `${randomBytes(11).toString("base64url")}=`;
}

/** True for what could be the id of a connection. */
export function isConnectionId(text: string): boolean {
  return FORM.test(text);
}

/** The id of an API: ten characters, lower case. */
export function newApiId(): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
  return [...randomBytes(10)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
}

/** The id of a part of an API: seven characters, lower case. */
export function newPartId(): string {
  return newApiId().slice(0, 7);
}
