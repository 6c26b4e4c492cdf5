/** A box in fractions of its page, from the upper left corner. */
export interface BoundingBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Location {
  /** From 0. */
  readonly pageIndex: number;
  readonly box: BoundingBox;
}

export type TextKind = "TITLE" | "SECTION_TITLE" | "PARAGRAPH" | "LIST" | "HEADER" | "FOOTER" | "PAGE_NUMBER";

/** A part of a document, in reading order. */
export type Element =
  | { readonly type: "TEXT"; readonly kind: TextKind; readonly text: string; readonly locations: readonly Location[] }
  /** The first row is the header. */
  | { readonly type: "TABLE"; readonly rows: readonly (readonly string[])[]; readonly locations: readonly Location[] };

export interface ExtractedDocument {
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  readonly elements: readonly Element[];
}

/** Why a document cannot be read, in the words that its owner gets. */
export interface UnreadableDocument {
  readonly unreadable: string;
}

/** The smallest box round others. */
export function boxAround(boxes: readonly BoundingBox[]): BoundingBox {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}
