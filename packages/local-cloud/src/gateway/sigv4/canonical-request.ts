/** Builds the text that AWS Signature Version 4 signs. Source: the "Create a canonical request" chapter of IAM's guide. */

const RESERVED = /[!'()*]/g;

/** Percent-encodes as RFC 3986 does: everything but letters, digits and "-._~". */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(RESERVED, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** S3 signs the path as it is sent; the other services sign it normalised and encoded once more. */
export function canonicalPath(rawPath: string, service: string): string {
  if (rawPath === "/" || rawPath === "") return "/";
  if (service === "s3") return rawPath;
  const segments: string[] = [];
  for (const segment of rawPath.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") segments.pop();
    else segments.push(percentEncode(segment));
  }
  const tail = segments.length > 0 && rawPath.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${tail}`;
}

/** The query sorted by encoded name and value, without the signature itself. */
export function canonicalQuery(query: URLSearchParams): string {
  if (query.size === 0) return "";
  const pairs: [string, string][] = [];
  for (const [name, value] of query) {
    if (name !== "X-Amz-Signature") pairs.push([percentEncode(name), percentEncode(value)]);
  }
  pairs.sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB));
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The signed headers, one a line, in the order the signer named them. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>, signed: readonly string[]): string {
  let text = "";
  for (const name of signed) text += `${name}:${(headers[name] ?? "").trim().replace(/\s+/g, " ")}\n`;
  return text;
}
