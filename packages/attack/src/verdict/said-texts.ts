/** Values that code makes in one form only: ids, hashes, instants, codes. Among hexadecimal digits anything can be found. */
const MADE_BY_CODE = /^(?:(?:bkg|opt|doc|chk)_[0-9a-f]{16,32}|[0-9a-f]{64}|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?)$/u;
const BY_CODE_MEMBERS: ReadonlySet<string> = new Set(["requestId", "fareId", "flight"]);

/** Every string in what was said that could hold somebody's words. */
export function textsOf(said: unknown): string[] {
  if (typeof said === "string") return MADE_BY_CODE.test(said) ? [] : [said];
  if (Array.isArray(said)) return said.flatMap(textsOf);
  if (typeof said !== "object" || said === null) return [];
  return Object.entries(said).flatMap(([name, value]) => (BY_CODE_MEMBERS.has(name) ? [] : textsOf(value)));
}
