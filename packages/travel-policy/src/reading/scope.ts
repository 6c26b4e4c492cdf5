export type Scope = "domestic" | "international";

/** The scope that a document's name states. The operator gives the name, so it can be trusted where the text cannot. */
export function scopeOfDocument(name: string): Scope | null {
  return scopeIn(name.replaceAll(/[-_]/gu, " "));
}

/** The scope that a clause stands under: its heading's, else its document's. */
export function scopeAround({ document, section }: { readonly document: string; readonly section: string }) {
  return scopeIn(section) ?? scopeOfDocument(document);
}

const DOMESTIC = /\b(?:domestic(?:ally)?|(?:within|inside) the (?:United States|US|U\.S))\b/iu;
const INTERNATIONAL = /\b(?:international(?:ly)?|intercontinental|abroad|overseas|foreign)\b/iu;

/** The one scope that a sentence speaks of; null when it names none or both. */
export function scopeIn(text: string): Scope | null {
  const domestic = DOMESTIC.test(text);
  if (domestic === INTERNATIONAL.test(text)) return null;
  return domestic ? "domestic" : "international";
}

/** Whether nobody can tell which of a sentence's amounts is for which scope. */
export function namesBothScopes(text: string): boolean {
  return DOMESTIC.test(text) && INTERNATIONAL.test(text);
}
