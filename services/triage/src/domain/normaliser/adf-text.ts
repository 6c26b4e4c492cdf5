import { linkPlaceholder } from "./links.ts";

const BLOCKS = new Set([
  "paragraph",
  "heading",
  "listItem",
  "codeBlock",
  "blockquote",
  "tableRow",
  "panel",
  "rule",
  "hardBreak",
]);
const MOST_NODES = 20_000;

/** The words of an Atlassian document, given as JSON. Null when it is none. Walks without recursion. */
export function adfToText(json: string): string | null {
  const root = parsed(json);
  if (!isNode(root) || root["type"] !== "doc") return null;
  const parts: string[] = [];
  const pending: (string | Record<string, unknown>)[] = [root];
  for (let visited = 0; pending.length > 0 && visited < MOST_NODES; visited += 1) {
    const next = pending.pop();
    if (typeof next === "string") parts.push(next);
    else if (next !== undefined) {
      parts.push(ownText(next));
      if (BLOCKS.has(String(next["type"]))) pending.push("\n");
      pending.push(...childrenOf(next).reverse());
    }
  }
  return parts.join("");
}

function ownText(node: Record<string, unknown>): string {
  const attributes = isNode(node["attrs"]) ? node["attrs"] : {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  switch (node["type"]) {
    case "text":
      return text(node["text"]) + markedLink(node["marks"]);
    case "mention":
    case "emoji":
    case "status":
      return text(attributes["text"]) || text(attributes["shortName"]);
    case "date":
      return dateText(attributes["timestamp"]);
    case "inlineCard":
    case "blockCard":
    case "embedCard":
      return ` ${linkPlaceholder(text(attributes["url"]))} `;
    default:
      return "";
  }
}

function dateText(timestamp: unknown): string {
  const date = new Date(Number(timestamp));
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

function markedLink(marks: unknown): string {
  if (!Array.isArray(marks)) return "";
  const link: unknown = marks.find((mark) => isNode(mark) && mark["type"] === "link");
  const href = isNode(link) && isNode(link["attrs"]) ? link["attrs"]["href"] : undefined;
  return typeof href === "string" ? ` ${linkPlaceholder(href)} ` : "";
}

function childrenOf(node: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(node["content"]) ? node["content"].slice(0, MOST_NODES).filter(isNode) : [];
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
