import * as z from "zod";
import { bare, wordsIn } from "./bare-words.ts";
import { canonicalHash } from "./canonical.ts";

/** The token in a vault object: "cv-" and 32 hex digits. */
export const VaultCanary = z.string().regex(/^cv-[0-9a-f]{32}$/);

/** What every canary looks like once case, blanks and punctuation are gone: a vault's (cv) or a prompt's (cw). */
const CANARY = /c[vw][0-9a-f]{32}/gu;

/**
 * The canary of a vault object. It is made of the raw content, so that a repeated intake stores the same bytes and
 * nobody who has not read the content can compute it.
 */
export function vaultCanary(content: unknown): string {
  return `cv-${canonicalHash("agentic-pm/vault-canary/v1", content).slice(0, 32)}`;
}

/** The control word of one model call. `uuid` is random. */
export function promptCanary(uuid: string): string {
  return `cw-${uuid}`;
}

/** What the registry knows of a canary: enough to recognise it, not enough to write it. */
export function canaryHash(canary: string): string {
  return canonicalHash("agentic-pm/canary/v1", canary);
}

/** Everything in the value that has the form of a canary, whoever's it is, in its own spelling. */
export function canariesIn(value: unknown): string[] {
  const found = bare(wordsIn(value)).match(CANARY) ?? [];
  return [...new Set(found.map((canary) => `${canary.slice(0, 2)}-${canary.slice(2)}`))];
}
