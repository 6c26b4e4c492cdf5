/** A number in [0, 1) that the words alone decide: the portal's fares are the same on every machine and every day. */
export function chance(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join("|")) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A whole number in [from, to] that the words decide. */
export function chanceBetween(from: number, to: number, ...words: readonly (string | number)[]): number {
  return from + Math.floor(chance(...words) * (to - from + 1));
}
