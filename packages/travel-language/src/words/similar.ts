/**
 * Whether one word is another mistyped: one slip (a letter wrong, missing, doubled or two exchanged) in words of four
 * letters and more, two in those of eight and more, with the same first letter. Work is bounded by the words' length.
 */
export function isMistyped(word: string, meant: string): boolean {
  if (word === meant || word[0] !== meant[0] || Math.min(word.length, meant.length) < 4) return false;
  const most = meant.length >= 7 && word.length >= 6 ? 2 : 1;
  return Math.abs(word.length - meant.length) <= most && distance(word, meant) <= most;
}

function distance(left: string, right: string): number {
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const exchanged =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (exchanged) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      now.push(cost);
    }
    before = last;
    last = now;
  }
  return last[right.length] ?? 0;
}
