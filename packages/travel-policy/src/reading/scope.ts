export type Scope = "domestic" | "international";

/** The scope that a document's name states. The operator gives the name, so it can be trusted where the text cannot. */
export function scopeOfDocument(name: string): Scope | null {
  return scopeIn(name.replaceAll(/[-_]/gu, " "));
}

/** The one scope that a sentence speaks of; null when it names none or both. */
export function scopeIn(text: string): Scope | null {
  const domestic =
    /\b(?:domestic|within the (?:United States|US|U\.S\.)|inside the (?:United States|US|U\.S\.))\b/iu.test(text);
  const international = /\b(?:international|intercontinental|abroad|overseas|foreign)\b/iu.test(text);
  if (domestic === international) return null;
  return domestic ? "domestic" : "international";
}
