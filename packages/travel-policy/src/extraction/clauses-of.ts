import { sha256 } from "@agentic-pm/contracts";
import { ClauseReceipt, policyChunkIdOf, type PolicyChunk } from "@agentic-pm/contracts/travel";
import { cleanText } from "../clean-text.ts";
import { statesOtherCurrency } from "../reading/currency.ts";
import { tableRowText } from "../reading/table-row.ts";
import type { ExtractedElement } from "./extracted-elements.ts";

/** A clause as it was extracted: one paragraph, list item or table row with its headers. */
export interface ExtractedClause extends Pick<PolicyChunk, "section" | "page" | "box" | "text"> {
  /** Place in the document, from 0. */
  readonly ordinal: number;
}

const LONGEST_CLAUSE = 2000;
const LONGEST_SECTION = 160;
/** What frames a page instead of saying something, but for the currency of a document's amounts. */
const FRAME = new Set(["HEADER", "FOOTER", "PAGE_NUMBER", "FOOTNOTE_REFERENCE"]);
const HEADINGS = new Set(["TITLE", "SECTION_TITLE", "SECTION_HEADER", "HEADING"]);

type Box = PolicyChunk["box"];
type Piece = Pick<PolicyChunk, "box" | "text">;

/** The clauses of an extracted document in reading order, each under the heading it stands under. */
export function clausesOf(elements: readonly ExtractedElement[]): ExtractedClause[] {
  const inOrder = elements.toSorted((left, right) => (left.reading_order ?? 0) - (right.reading_order ?? 0));
  const clauses: ExtractedClause[] = [];
  let section = "";
  for (const element of inOrder) {
    const kind = (element.sub_type ?? "").toUpperCase();
    if (FRAME.has(kind) && !statesOtherCurrency(cleanText(wordsOf(element)))) continue;
    if (HEADINGS.has(kind)) {
      section = cleanText(wordsOf(element)).slice(0, LONGEST_SECTION).toWellFormed();
      continue;
    }
    const page = pageOf(element);
    for (const piece of piecesOf(element, kind)) clauses.push({ ...piece, ordinal: clauses.length, section, page });
  }
  return clauses;
}

/** A clause under its document: with ids and the hash of its words. */
export function chunkOf(
  clause: ExtractedClause,
  document: Pick<PolicyChunk, "documentId" | "document" | "version">,
): PolicyChunk {
  const { ordinal, ...words } = clause;
  const chunkId = policyChunkIdOf(document.documentId, ordinal, clause.text);
  return { ...document, chunkId, ...words, textSha256: sha256(clause.text) };
}

function piecesOf(element: ExtractedElement, kind: string): Piece[] {
  const box = boxOf(element);
  if (element.type.toUpperCase() === "TABLE") return rowsOf(element, box);
  const words = wordsOf(element);
  const parts = kind === "LIST" ? words.split(/\n+/u) : [words];
  return parts.flatMap((part) =>
    bounded(cleanText(part).replace(/^(?:[•‣◦▪·*–-]|\d{1,2}[.)])\s+/u, "")).map((text) => ({ box, text })),
  );
}

/** The rows of a table in Markdown, each with the headers over its cells. A box is the row's share of the table's. */
function rowsOf(element: ExtractedElement, box: Box): Piece[] {
  const lines = (element.representation?.markdown ?? "").split("\n").filter((line) => line.includes("|"));
  const table = lines.filter((line) => !/^[\s|:-]+$/u.test(line)).map(cellsOf);
  const [headers, ...rows] = table;
  if (headers === undefined || rows.length === 0)
    return bounded(cleanText(wordsOf(element))).map((text) => ({ box, text }));
  const height = box.height / table.length;
  return rows.flatMap((cells, at) => {
    const rowBox = { ...box, top: Math.min(1, box.top + height * (at + 1)), height };
    return bounded(tableRowText(headers, cells)).map((text) => ({ box: rowBox, text }));
  });
}

function cellsOf(line: string): string[] {
  const trimmed = line.trim().replace(/^\|/u, "").replace(/\|$/u, "");
  return trimmed
    .split(/(?<!\\)\|/u)
    .map((cell) => cleanText(cell.replaceAll(/<br\s*\/?>/giu, " ").replaceAll(/\*\*|\\/gu, "")));
}

/** A text in pieces of bounded length, cut between sentences where there are any. */
function bounded(text: string): string[] {
  if (text.length <= LONGEST_CLAUSE) return text === "" ? [] : [text];
  const end = text.lastIndexOf(". ", LONGEST_CLAUSE - 2);
  const cut = end > LONGEST_CLAUSE / 4 ? end + 1 : LONGEST_CLAUSE;
  return [text.slice(0, cut).toWellFormed(), ...bounded(text.slice(cut).trim())];
}

function wordsOf({ representation }: ExtractedElement): string {
  return representation?.text ?? representation?.markdown ?? "";
}

function pageOf({ locations, page_indices }: ExtractedElement): number {
  return (locations?.[0]?.page_index ?? page_indices?.[0] ?? 0) + 1;
}

/** In fractions of the page; what lies outside is cut. */
function boxOf({ locations }: ExtractedElement): Box {
  const box = locations?.[0]?.bounding_box ?? { left: 0, top: 0, width: 1, height: 1 };
  const fraction = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1e5) / 1e5;
  const { left, top, width, height } = box;
  return ClauseReceipt.shape.box.parse({
    left: fraction(left),
    top: fraction(top),
    width: fraction(width),
    height: fraction(height),
  });
}
