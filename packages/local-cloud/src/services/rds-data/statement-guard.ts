import { badRequest, invalid } from "./rds-errors.ts";
import { sqlPieces } from "./sql-tokens.ts";

/** Statements that would act on the session or transaction that the Data API itself holds. */
const refused = new Set(["BEGIN", "START", "COMMIT", "END", "ABORT", "DISCARD", "COPY"]);

/** The first words of a statement, as Postgres sees them: without comments and leading semicolons. */
function firstWords(sql: string): string[] {
  const words: string[] = [];
  for (const { kind, text } of sqlPieces(sql)) {
    const isComment = kind === "skipped" && (text.startsWith("--") || text.startsWith("/*"));
    if (isComment || text.trim() === "" || (text === ";" && words.length === 0)) continue;
    words.push(text);
    if (words.length === 4) break;
  }
  return words;
}

/**
 * Refuses what would leave the role that the secret stands for, or the transaction. Together with the database's own
 * rules (no languages and no set_config for ordinary roles, one statement at a time) these statements are the only way
 * to another role; see postgres/hardening.ts.
 */
export function guardStatement(sql: string): void {
  const [first = "", second = "", third = ""] = firstWords(sql).map((word) => word.toUpperCase());
  if (first === "") throw badRequest("ERROR: the statement is empty; SQLState: 42601");
  if (refused.has(first)) throw invalid(`${first} isn't supported: use the transaction operations of the Data API.`);
  if (first === "ROLLBACK" && second !== "TO") throw invalid("ROLLBACK isn't supported: use RollbackTransaction.");
  if (first === "PREPARE" && second === "TRANSACTION") throw invalid("PREPARE TRANSACTION isn't supported.");
  if (first === "SET") guardSetting(second === "LOCAL" || second === "SESSION" ? third : second);
  if (first === "RESET") guardSetting(second);
}

function guardSetting(name: string): void {
  const plain = name.startsWith('"') ? name.slice(1, -1) : name;
  // SESSION, after SET, LOCAL or SESSION, begins SESSION AUTHORIZATION; after SET SESSION, AUTHORIZATION alone does.
  const changesUser = ["ROLE", "SESSION_AUTHORIZATION", "SESSION", "AUTHORIZATION"].includes(plain);
  // A name in another notation (U&"...") could be any name.
  const isReadable = /^[A-Z_][A-Z0-9_]*$/.test(plain) && plain !== "U";
  if (changesUser || !isReadable) {
    throw badRequest("ERROR: permission denied to change the session's role; SQLState: 42501");
  }
}
