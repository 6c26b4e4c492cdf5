const SPECIAL: Readonly<Record<string, string>> = { ø: "o", ß: "ss", ł: "l", æ: "ae", œ: "oe", ı: "i", đ: "d", ð: "d" };

/** A word as it is looked up: small letters without accents, apostrophes, dots and hyphens. */
export function fold(word: string): string {
  return word
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\p{M}'’ʻ`.]/gu, "")
    .replaceAll(/[øßłæœıđð]/gu, (letter) => SPECIAL[letter] ?? letter)
    .normalize("NFKC");
}

/** A name of several words as it is looked up. "Saint" and "St" are one. */
export function foldName(name: string): string {
  const words = name.split(/[\s\-–/,]+/u).map(fold);
  return words
    .filter((word) => word !== "")
    .map((word) => (word === "saint" ? "st" : word))
    .join(" ");
}
