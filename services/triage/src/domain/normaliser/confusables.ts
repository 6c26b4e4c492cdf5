const LATIN = String.raw`\p{Script=Latin}`;
/** Cyrillic at large, and the Greek letters that look Latin; \u03BC and \u0394 stay out, as units and differences use them. */
const LOOKALIKE = String.raw`\p{Script=Cyrillic}\u0391\u0392\u0395-\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7\u03BD\u03BF\u03C1`;
const MIXED_WORD = new RegExp(`[${LATIN}][${LOOKALIKE}]|[${LOOKALIKE}][${LATIN}]`, "u");
/** Phonetic letters that pass for a, g and i; styled mathematical and full-width Latin. */
const DISGUISED = /[\u0251\u0261\u026A\u{1D400}-\u{1D7FF}\uFF21-\uFF3A\uFF41-\uFF5A]/u;

/** True when a word mixes look-alike alphabets or wears styled letters. The text itself is left as it is. */
export function hasConfusables(text: string): boolean {
  return MIXED_WORD.test(text) || DISGUISED.test(text);
}
