/** A stretch of SQL: `skipped` ones (strings, quoted names, comments, casts) are never looked into. */
export interface SqlPiece {
  readonly kind: "skipped" | "parameter" | "other";
  readonly text: string;
}

const patterns: readonly (readonly [SqlPiece["kind"] | "blockComment" | "dollar", RegExp])[] = [
  ["skipped", /[eE]'(?:[^'\\]|\\.|'')*(?:'|$)/sy],
  ["skipped", /'(?:[^']|'')*(?:'|$)/y],
  ["skipped", /"(?:[^"]|"")*(?:"|$)/y],
  ["skipped", /--[^\r\n]*/y],
  ["blockComment", /\/\*/y],
  ["dollar", /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y],
  ["skipped", /::/y],
  ["parameter", /:[A-Za-z_]\w*/y],
  ["other", /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\s+|[^]/y],
];

/** Takes a statement apart as Postgres's own scanner does; the pieces' texts make up the statement again. */
export function sqlPieces(sql: string): SqlPiece[] {
  const pieces: SqlPiece[] = [];
  let position = 0;
  while (position < sql.length) {
    const piece = pieceAt(sql, position);
    pieces.push(piece);
    position += piece.text.length;
  }
  return pieces;
}

function pieceAt(sql: string, position: number): SqlPiece {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const text = pattern.exec(sql)?.[0];
    if (text === undefined) continue;
    if (kind === "blockComment") return { kind: "skipped", text: blockComment(sql, position) };
    if (kind === "dollar") return { kind: "skipped", text: dollarQuoted(sql, position, text) };
    return { kind, text };
  }
  return { kind: "other", text: sql.slice(position) };
}

/** Postgres's block comments nest. */
function blockComment(sql: string, start: number): string {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(sql); match !== null; match = mark.exec(sql)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) return sql.slice(start, mark.lastIndex);
  }
  return sql.slice(start);
}

function dollarQuoted(sql: string, start: number, tag: string): string {
  const end = sql.indexOf(tag, start + tag.length);
  return end < 0 ? sql.slice(start) : sql.slice(start, end + tag.length);
}
