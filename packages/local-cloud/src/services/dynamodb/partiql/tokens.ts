import { validationError } from "../dynalite-errors.ts";

export type Token =
  | { readonly kind: "word" | "quoted" | "string" | "number" | "symbol"; readonly text: string }
  | { readonly kind: "parameter"; readonly text: "?" }
  | { readonly kind: "end"; readonly text: "" };

const patterns: readonly (readonly [Token["kind"] | "space", RegExp])[] = [
  ["space", /\s+|--[^\n]*/y],
  ["string", /'(?:[^']|'')*'/y],
  ["quoted", /"(?:[^"]|"")*"/y],
  ["number", /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ["word", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["parameter", /\?/y],
  ["symbol", /<<|>>|<>|!=|<=|>=|[{}[\]().,:;*=<>+-]/y],
];

/** Splits a PartiQL statement into tokens; throws ValidationException for what is none. */
export function tokensOf(statement: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < statement.length) {
    const [kind, text] = tokenAt(statement, position);
    position += text.length;
    if (kind === "space") continue;
    tokens.push({ kind, text: unquoted(kind, text) } as Token);
  }
  return tokens;
}

function tokenAt(statement: string, position: number): [Token["kind"] | "space", string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const text = pattern.exec(statement)?.[0];
    if (text !== undefined) return [kind, text];
  }
  throw validationError(
    `Statement wasn't well formed, can't be processed: unexpected character at position ${position + 1}`,
  );
}

function unquoted(kind: string, text: string): string {
  if (kind === "string") return text.slice(1, -1).replaceAll("''", "'");
  if (kind === "quoted") return text.slice(1, -1).replaceAll('""', '"');
  return text;
}
