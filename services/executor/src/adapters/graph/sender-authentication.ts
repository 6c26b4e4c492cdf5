import type { GraphMessage } from "./graph-answers.ts";

/**
 * Whether the tenant's own server vouches for the mail's `From`: it took the mail in from an account of the tenant, or
 * DMARC passed for exactly the domain that the address shows. Exchange renames what a sender writes under these names,
 * so more than one header of a name is not the server's word, and counts as none.
 */
export function isAuthentic({ from, internetMessageHeaders }: GraphMessage): boolean {
  const valuesOf = (name: string) =>
    (internetMessageHeaders ?? []).filter((header) => header.name.toLowerCase() === name).map(({ value }) => value);
  const [authAs, ...otherAuthAs] = valuesOf("x-ms-exchange-organization-authas");
  if (otherAuthAs.length > 0) return false;
  if (authAs?.trim().toLowerCase() === "internal") return true;
  const [results, ...otherResults] = valuesOf("authentication-results");
  if (results === undefined || otherResults.length > 0) return false;
  return passedFor(results) === domainOf(from?.emailAddress.address ?? "");
}

/** RFC 8601: statements between semicolons, "method=result" first; what stands in brackets is a comment. */
const COMMENT = /\([^()]*\)/g;
const DMARC = /(?:^|;)\s*dmarc=[^;]*/gi;

/** The domain that DMARC passed for; null when it did not, or when the header says it twice. */
function passedFor(results: string): string | null {
  const verdicts = results.replace(COMMENT, "").toLowerCase().match(DMARC) ?? [];
  const [, domain = null] = /dmarc=pass\s(?:.*\s)?header\.from=(\S+)/.exec(verdicts.join(" ")) ?? [];
  return verdicts.length > 1 ? null : domain;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
