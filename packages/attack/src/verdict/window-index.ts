/**
 * Finds verbatim pieces of known texts in other texts. Only letters and digits count, in lower case, so that blanks,
 * punctuation and capitals hide nothing. With `step` 1 every run of `size` characters is found; with a step of `size`
 * every run of twice that length, for a fraction of the memory.
 */
export class WindowIndex {
  readonly #size: number;
  readonly #step: number;
  readonly #owners = new Map<string, Set<string>>();
  readonly #known = new Set<string>();

  constructor(size: number, step: number) {
    this.#size = size;
    this.#step = step;
  }

  /** Adds a text under its owner's name; what was added before is skipped. */
  add(text: string, owner: string): void {
    const bare = bareText(text);
    const key = `${owner}\n${bare}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    for (let at = 0; at + this.#size <= bare.length; at += this.#step) {
      const window = bare.slice(at, at + this.#size);
      const owners = this.#owners.get(window);
      if (owners === undefined) this.#owners.set(window, new Set([owner]));
      else owners.add(owner);
    }
  }

  /** For every piece that is found in the text, who owns it. With steps, others may hold the piece between theirs. */
  ownersIn(text: string): ReadonlySet<string>[] {
    return this.piecesIn(text).flatMap((piece) => this.#owners.get(piece) ?? []);
  }

  /** Every piece that is found in the text, bare. */
  piecesIn(text: string): string[] {
    const bare = bareText(text);
    const found: string[] = [];
    for (let at = 0; at + this.#size <= bare.length; at += 1) {
      const piece = bare.slice(at, at + this.#size);
      if (this.#owners.has(piece)) found.push(piece);
    }
    return found;
  }
}

/** Letters and digits alone, in lower case and in their plain form. */
export function bareText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
