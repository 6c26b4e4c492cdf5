import { escapeXml } from "../../gateway/error-response.ts";
import { s3Error } from "./s3-errors.ts";

export type XmlValue = string | number | boolean | undefined | XmlElements | readonly XmlValue[];
export interface XmlElements {
  readonly [name: string]: XmlValue;
}

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

/** An S3 document. A list writes its element once for each member; undefined writes nothing. */
export function xmlDocument(root: string, content: XmlElements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${elements(content)}</${root}>`;
}

function elements(content: XmlElements): string {
  return Object.entries(content)
    .map(([name, value]) => element(name, value))
    .join("");
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return "";
  if (isList(value)) return value.map((member) => element(name, member)).join("");
  const inner = typeof value === "object" ? elements(value) : escapeXml(String(value));
  return `<${name}>${inner}</${name}>`;
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

/** An element of a request's document. */
export interface XmlNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlNode[];
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Parses a request's document: elements and text only. Throws MalformedXML, also for a DOCTYPE. */
export function parseXml(body: Buffer): XmlNode {
  const text = body.toString("utf8").replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, "");
  const root: { name: string; text: string; children: XmlNode[] } = { name: "", text: "", children: [] };
  const open = [root];
  const token = /<(\/?)([A-Za-z][\w:.-]*)[^<>]*?(\/?)>|([^<]+)|<|$/gy;
  for (let match = token.exec(text); match !== null && token.lastIndex <= text.length; match = token.exec(text)) {
    const [whole, closing, name, empty, characters] = match;
    const current = open.at(-1);
    if (current === undefined || whole === "<") throw s3Error("MalformedXML");
    if (whole === "") break;
    if (characters !== undefined) current.text += decoded(characters);
    else if (closing === "/") {
      if (open.length === 1 || open.pop()?.name !== name) throw s3Error("MalformedXML");
    } else {
      const child = { name: name ?? "", text: "", children: [] };
      current.children.push(child);
      if (empty !== "/") open.push(child);
    }
  }
  const [document] = root.children;
  if (open.length !== 1 || document === undefined || root.children.length > 1) throw s3Error("MalformedXML");
  return document;
}

/** The text of a child element, or undefined. */
export function childText(node: XmlNode | undefined, name: string): string | undefined {
  return node?.children.find((child) => child.name === name)?.text;
}

/** The child elements of a name. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}
