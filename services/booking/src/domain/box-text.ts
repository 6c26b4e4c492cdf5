import type { Box } from "./page-observation.ts";

/** The number of the smallest element that holds the middle of `<box>top,left,bottom,right</box>`; null if none does. */
export function idAt(text: string, boxes: Readonly<Record<string, Box>>): number | null {
  const [top = 0, left = 0, bottom = 0, right = 0] = (text.match(/-?\d+/g) ?? []).map(Number);
  const x = (left + right) / 2;
  const y = (top + bottom) / 2;
  const holding = Object.entries(boxes)
    .filter(([, box]) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height)
    .toSorted(([, one], [, other]) => one.width * one.height - other.width * other.height);
  return holding[0] === undefined ? null : Number(holding[0][0]);
}
