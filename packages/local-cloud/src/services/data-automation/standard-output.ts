import { createHash } from "node:crypto";
import type { Element, ExtractedDocument } from "./extraction/extracted-document.ts";

interface Source {
  readonly jobId: string;
  readonly bucket: string;
  readonly key: string;
}

interface Representation {
  readonly text: string;
  readonly markdown: string;
  readonly html?: string;
  readonly csv?: string;
}

/** The standard output of a document, as Bedrock Data Automation writes it to `result.json`. */
export function standardOutput(document: ExtractedDocument, source: Source): Record<string, unknown> {
  const elements = document.elements.map((element, at) => ({ element, ...described(element, at, source) }));
  const ofPage = (pageIndex: number) =>
    elements.filter(({ element }) => element.locations.some((location) => location.pageIndex === pageIndex));
  return {
    metadata: {
      asset_id: "0",
      logical_subdocument_id: "0",
      semantic_modality: "DOCUMENT",
      s3_bucket: source.bucket,
      s3_key: source.key,
      number_of_pages: document.pages.length,
      start_page_index: 0,
      end_page_index: document.pages.length - 1,
      file_type: "PDF",
    },
    document: summary(elements),
    pages: document.pages.map((_page, pageIndex) => ({
      id: idOf(source, `page ${pageIndex}`),
      page_index: pageIndex,
      ...summary(ofPage(pageIndex)),
    })),
    elements: elements.map(({ element: _element, ...rest }) => rest),
  };
}

/** `job_metadata.json`, which says where the output is. */
export function jobMetadata(source: Source, outputUri: string): Record<string, unknown> {
  return {
    job_id: source.jobId,
    job_status: "PROCESSED",
    semantic_modality: "DOCUMENT",
    output_metadata: [
      {
        asset_id: 0,
        asset_input_path: { s3_bucket: source.bucket, s3_key: source.key },
        segment_metadata: [{ standard_output_path: outputUri }],
      },
    ],
  };
}

function summary(elements: readonly { readonly element: Element; readonly representation: Representation }[]) {
  const join = (form: "text" | "markdown"): string =>
    elements.map(({ representation }) => representation[form]).join("\n\n");
  const text = join("text");
  return {
    representation: { text, markdown: join("markdown") },
    statistics: {
      element_count: elements.length,
      table_count: elements.filter(({ element }) => element.type === "TABLE").length,
      figure_count: 0,
      word_count: text.split(/\s+/).filter((word) => word !== "").length,
      line_count: text.split("\n").filter((line) => line !== "").length,
    },
  };
}

function described(element: Element, at: number, source: Source) {
  const common = {
    id: idOf(source, `element ${at}`),
    type: element.type,
    reading_order: at,
    page_indices: [...new Set(element.locations.map(({ pageIndex }) => pageIndex))],
    locations: element.locations.map(({ pageIndex, box }) => ({ page_index: pageIndex, bounding_box: box })),
  };
  if (element.type === "TEXT") {
    return { ...common, sub_type: element.kind, representation: textForms(element) };
  }
  return { ...common, headers: element.rows[0] ?? [], representation: tableForms(element.rows) };
}

/** The same for the same job, so that a job that is repeated after a crash writes what it would have. */
function idOf({ jobId }: Source, part: string): string {
  const hex = createHash("sha256").update(`${jobId}\n${part}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

function textForms({ kind, text }: Extract<Element, { type: "TEXT" }>): Representation {
  switch (kind) {
    case "TITLE":
      return { text, markdown: `# ${text}` };
    case "SECTION_TITLE":
      return { text, markdown: `## ${text}` };
    case "LIST":
      return { text, markdown: /^(?:\d+[.)]|-)\s/.test(text) ? text : `- ${text.replace(/^[^\p{L}\p{N}(]\s*/u, "")}` };
    default:
      return { text, markdown: text };
  }
}

function tableForms(rows: readonly (readonly string[])[]): Representation {
  const [header = [], ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(" | ")} |`;
  const html = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return {
    text: rows.map((cells) => cells.join("\t")).join("\n"),
    markdown: [line(header), `|${header.map(() => " --- ").join("|")}|`, ...body.map(line)].join("\n"),
    html: `<table><thead>${html(header, "th")}</thead><tbody>${body.map((cells) => html(cells, "td")).join("")}</tbody></table>`,
    csv: rows.map((cells) => cells.map(escapeCsv).join(",")).join("\n"),
  };
}

function escapeCell(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("|", "\\|");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapeCsv(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
