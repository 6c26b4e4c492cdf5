/** True if some text fits both patterns, in which `*` is any run of characters and `?` exactly one. */
export function globsMeet(left: string, right: string): boolean {
  const width = right.length + 1;
  const known = new Int8Array((left.length + 1) * width);
  const meet = (i: number, j: number): boolean => {
    const at = i * width + j;
    if (known[at] === 0) known[at] = decide(i, j) ? 1 : 2;
    return known[at] === 1;
  };
  const decide = (i: number, j: number): boolean => {
    if (left[i] === "*") return meet(i + 1, j) || (j < right.length && meet(i, j + 1));
    if (right[j] === "*") return meet(i, j + 1) || (i < left.length && meet(i + 1, j));
    if (i === left.length || j === right.length) return i === left.length && j === right.length;
    return (left[i] === right[j] || left[i] === "?" || right[j] === "?") && meet(i + 1, j + 1);
  };
  return meet(0, 0);
}
