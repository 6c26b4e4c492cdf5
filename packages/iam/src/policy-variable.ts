import type { RequestView } from "./request-view.ts";
import { pushLiteral, pushPattern } from "./wildcard.ts";

/** A stretch of a policy's text: plain, escaped (`${*}`), a variable, or a variable that can never be resolved. */
export type Part =
  | { readonly kind: "pattern"; readonly text: string }
  | { readonly kind: "literal"; readonly text: string }
  | {
      readonly kind: "variable";
      readonly key: string;
      readonly lowerKey: string;
      readonly fallback: string | undefined;
    }
  | { readonly kind: "unresolvable"; readonly text: string };

/** A policy's text with its variables found. */
export interface Template {
  readonly text: string;
  readonly parts: readonly Part[];
  /** True when the text holds nothing but plain characters and wildcards. */
  readonly isPlain: boolean;
}

const VARIABLE = /^\s*([^,'{}]+?)\s*(?:,\s*'([^']*)'\s*)?$/;
const REFERENCE = /\$\{((?:[^{}']|'[^']*')*)\}/g;
const ESCAPES = new Set(["*", "?", "$"]);

/** Finds the variables in a text. Before version 2012-10-17 there are none: `${…}` is plain text. */
export function parseTemplate(text: string, hasVariables: boolean): Template {
  const plain: Template = { text, parts: [{ kind: "pattern", text }], isPlain: true };
  if (!hasVariables || !text.includes("${")) return plain;
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    if (match.index > end) parts.push({ kind: "pattern", text: text.slice(end, match.index) });
    parts.push(readReference(match[1] ?? ""));
    end = match.index + match[0].length;
  }
  if (parts.length === 0) return plain;
  if (end < text.length) parts.push({ kind: "pattern", text: text.slice(end) });
  return { text, parts, isPlain: false };
}

function readReference(inner: string): Part {
  if (ESCAPES.has(inner)) return { kind: "literal", text: inner };
  const [, key, fallback] = VARIABLE.exec(inner) ?? [];
  if (key === undefined) return { kind: "unresolvable", text: inner };
  return { kind: "variable", key, lowerKey: key.toLowerCase(), fallback };
}

/** The same template with every variable before the ARN's fifth colon made unresolvable, as AWS has it. */
export function onlyInResourcePart(template: Template): Template {
  let colons = 0;
  const parts = template.parts.map((part): Part => {
    if (part.kind === "pattern") colons += part.text.split(":").length - 1;
    return part.kind === "variable" && colons < 5 ? { kind: "unresolvable", text: part.key } : part;
  });
  return { ...template, parts };
}

/** The text with variables filled in and wildcards as plain characters; nothing when a variable has no single value. */
export function resolveText(template: Template, view: RequestView): string | undefined {
  let text = "";
  for (const part of template.parts) {
    const piece = resolvePart(part, view);
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

/** As `resolveText`, as tokens in which only the policy's own `*` and `?` are wildcards. */
export function resolveTokens(template: Template, view: RequestView): readonly number[] | undefined {
  const tokens: number[] = [];
  for (const part of template.parts) {
    const piece = resolvePart(part, view);
    if (piece === undefined) return undefined;
    if (part.kind === "pattern") pushPattern(tokens, piece);
    else pushLiteral(tokens, piece);
  }
  return tokens;
}

function resolvePart(part: Part, view: RequestView): string | undefined {
  switch (part.kind) {
    case "pattern":
    case "literal":
      return part.text;
    case "unresolvable":
      return undefined;
    case "variable": {
      const value = view.lookup(part.key, part.lowerKey);
      if (value === undefined) return part.fallback;
      if (typeof value === "string") return value;
      return value.length === 1 ? value[0] : undefined;
    }
  }
}
