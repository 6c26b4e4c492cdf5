const SHOWN = 4;

/** The few names most alike to what was typed, by the pairs of letters that they share; best first. */
export function closest(typed: string, names: readonly string[]): string[] {
  const wanted = pairsOf(typed);
  return names
    .map((name) => ({ name, likeness: likeness(wanted, pairsOf(name)) }))
    .sort((left, right) => right.likeness - left.likeness || left.name.localeCompare(right.name))
    .slice(0, SHOWN)
    .map(({ name }) => name);
}

/** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}

function pairsOf(text: string): Set<string> {
  const letters = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2)));
}
