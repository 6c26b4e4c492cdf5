import { ClauseReceipt } from "@agentic-pm/contracts/travel";

/** A PDF's key in the policy bucket as the policy's name; null where it is none. */
export function policyNameOf(sourceKey: string): string | null {
  const name = /^policies\/([a-z0-9][a-z0-9_-]{0,99})\.pdf$/u.exec(sourceKey)?.[1];
  return ClauseReceipt.shape.document.safeParse(name).success ? (name ?? null) : null;
}

/** A name for the record of a file that has none of its own: what is left of it in letters, digits and hyphens. */
export function recordNameOf(sourceKey: string): string {
  const plain = sourceKey
    .replace(/^policies\//u, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-");
  return plain.replaceAll(/^-+|-+$/gu, "").slice(0, 100) || "unnamed";
}
