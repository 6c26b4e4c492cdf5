import { isRecord } from "../http/vendor-site.ts";
import type { AdfNode } from "./jira-types.ts";

/**
 * Plain text as an ADF document: blank lines part paragraphs, lines with "- " make bullet lists,
 * `@[Name|accountId]` becomes a mention.
 */
export function textToAdf(text: string): AdfNode {
  const blocks = text.split(/\n{2,}/).filter((block) => block !== "");
  return { type: "doc", version: 1, content: blocks.map(blockOf) };
}

function blockOf(block: string): AdfNode {
  const lines = block.split("\n");
  if (!lines.every((line) => line.startsWith("- "))) return { type: "paragraph", content: inlineLines(lines) };
  const items = lines.map((line) => ({
    type: "listItem",
    content: [{ type: "paragraph", content: inlineOf(line.slice(2)) }],
  }));
  return { type: "bulletList", content: items };
}

function inlineLines(lines: readonly string[]): AdfNode[] {
  return lines.flatMap((line, index) => (index === 0 ? inlineOf(line) : [{ type: "hardBreak" }, ...inlineOf(line)]));
}

function inlineOf(line: string): AdfNode[] {
  const parts = line.split(/@\[([^\]|]+)\|([^\]]+)\]/);
  const nodes: AdfNode[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    const text = parts[at] ?? "";
    if (text !== "") nodes.push({ type: "text", text });
    const [name, id] = [parts[at + 1], parts[at + 2]];
    if (name !== undefined && id !== undefined) nodes.push({ type: "mention", attrs: { id, text: `@${name}` } });
  }
  return nodes;
}

const BLOCKS = new Set(["paragraph", "heading", "listItem", "codeBlock", "blockquote", "tableRow", "panel", "rule"]);

/** The words of a document. Blocks end with a newline; mentions, emoji, dates and cards give their text. */
export function adfToText(node: AdfNode | null): string {
  return node === null
    ? ""
    : rawText(node)
        .replace(/\n{3,}/g, "\n\n")
        .trimEnd();
}

function rawText(node: AdfNode): string {
  if (node.type === "text") return node.text ?? "";
  if (node.type === "hardBreak") return "\n";
  const label = node.attrs?.["text"] ?? node.attrs?.["shortName"] ?? node.attrs?.["url"];
  const own = node.content === undefined && typeof label === "string" ? label : "";
  const inner = (node.content ?? []).map(rawText).join("");
  return own + inner + (BLOCKS.has(node.type) && !inner.endsWith("\n") ? "\n" : "");
}

const DEEPEST = 100;

/** True for a document that Jira would store: a `doc` of version 1 whose nodes all have a type and sound children. */
export function isAdfDocument(value: unknown): value is AdfNode {
  return isRecord(value) && value["type"] === "doc" && value["version"] === 1 && isNode(value, 0);
}

function isNode(value: unknown, depth: number): boolean {
  if (!isRecord(value) || typeof value["type"] !== "string" || depth > DEEPEST) return false;
  if (value["type"] === "text") return typeof value["text"] === "string" && value["text"] !== "";
  if (value["attrs"] !== undefined && !isRecord(value["attrs"])) return false;
  const content = value["content"];
  if (content === undefined) return value["type"] !== "doc";
  return Array.isArray(content) && content.every((child) => isNode(child, depth + 1));
}
