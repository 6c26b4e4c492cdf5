/** Everything that a value says, in its own order: its members' names, texts and numbers, one a line. */
export function wordsIn(value: unknown): string {
  return [...leavesOf(value)].join("\n");
}

/**
 * Letters and digits alone, in small letters and their plainest form: neither blanks and punctuation nor full-width,
 * mathematical or accented forms tell two texts apart.
 */
export function bare(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function* leavesOf(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "number" || typeof value === "bigint") yield String(value);
  else if (Array.isArray(value)) for (const item of value) yield* leavesOf(item);
  else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      yield name;
      yield* leavesOf(member);
    }
  }
}
