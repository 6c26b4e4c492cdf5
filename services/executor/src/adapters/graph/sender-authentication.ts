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

/** The domain that DMARC passed for; null when it did not, or when the header says it twice. */
function passedFor(results: string): string | null {
  const verdicts = statementsOf(results).filter(({ method }) => method === "dmarc");
  const [only, ...others] = verdicts;
  if (only === undefined || others.length > 0 || only.result !== "pass") return null;
  return only.from;
}

interface Statement {
  readonly method: string;
  readonly result: string;
  readonly from: string | null;
}

/** RFC 8601: statements between semicolons, each "method=result" and then properties; comments in brackets go first. */
function statementsOf(results: string): Statement[] {
  return results
    .slice(0, 4000)
    .replace(/\([^()]*\)/g, " ")
    .split(";")
    .map((statement) => {
      const words = statement.trim().toLowerCase().split(/\s+/);
      const [method = "", result = ""] = (words[0] ?? "").split("=");
      const from = words.find((word) => word.startsWith("header.from="))?.slice("header.from=".length) ?? null;
      return { method, result, from };
    });
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
