import { randomBytes, randomInt } from "node:crypto";
import type { NamedPolicy } from "@agentic-pm/iam";

/** A key pair that signs requests; a session's has a token and an end. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Epoch milliseconds. */
  readonly expiresAt?: number;
  readonly roleArn: string;
  readonly sessionName: string;
  /** The function that was given this key, where it was one. */
  readonly functionName?: string;
  /** Narrows the session, as AssumeRole's `Policy`. */
  readonly sessionPolicy?: NamedPolicy;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new key pair: AKIA for one that lives on, ASIA for a session's. */
export function newKeyPair(prefix: "AKIA" | "ASIA"): {
  accessKeyId: string;
  secretAccessKey: string;
} {
  return {
    accessKeyId: newIdentifier(prefix),
    secretAccessKey: randomBytes(30).toString("base64"),
  };
}

/** A unique id as IAM makes them: four letters that tell the kind, and sixteen by chance. */
export function newIdentifier(prefix: string): string {
  let id = prefix;
  for (let index = 0; index < 16; index += 1) id += BASE32[randomInt(BASE32.length)];
  return id;
}

/** An opaque session token. */
export function newSessionToken(): string {
  return `FwoG${randomBytes(144).toString("base64")}`;
}
