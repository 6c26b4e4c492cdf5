import type { AttributePath, AttributeValue } from "../item.ts";
import type { Assignment, Condition, SetOperand, Statement } from "./statement.ts";
import { TokenReader } from "./token-reader.ts";

/**
 * Parses the PartiQL that this engine knows: INSERT, SELECT, UPDATE and DELETE on one table, with conditions
 * joined by AND. Throws ValidationException for all else, and says what is not supported.
 */
export function parseStatement(text: string, parameters: readonly AttributeValue[]): Statement {
  const reader = new TokenReader(text, parameters);
  const verb = reader.next().text.toUpperCase();
  const parse = verbs[verb];
  if (parse === undefined) throw reader.malformed(`'${verb}' is not a statement the local DynamoDB supports`);
  const statement = parse(reader);
  reader.end();
  return statement;
}

const verbs: Readonly<Record<string, (reader: TokenReader) => Statement>> = {
  INSERT: parseInsert,
  SELECT: parseSelect,
  UPDATE: parseUpdate,
  DELETE: parseDelete,
};

function parseInsert(reader: TokenReader): Statement {
  reader.expect("INTO");
  const table = reader.name();
  reader.expect("VALUE");
  const { M: item } = reader.value();
  if (item === undefined) throw reader.malformed("VALUE must be followed by a map");
  return { kind: "insert", table, item };
}

function parseSelect(reader: TokenReader): Statement {
  const projection = reader.take("*") ? undefined : pathList(reader);
  reader.expect("FROM");
  const table = reader.name();
  const index = reader.take(".") ? reader.name() : undefined;
  const where = whereClause(reader);
  return {
    kind: "select",
    table,
    ...(index === undefined ? {} : { index }),
    ...(projection === undefined ? {} : { projection }),
    where,
    ...orderClause(reader),
  };
}

function pathList(reader: TokenReader): AttributePath[] {
  const paths = [reader.path()];
  while (reader.take(",")) paths.push(reader.path());
  return paths;
}

function orderClause(reader: TokenReader): { order?: "ASC" | "DESC" } {
  if (!reader.take("ORDER")) return {};
  reader.expect("BY");
  reader.path();
  if (reader.take("DESC")) return { order: "DESC" };
  reader.take("ASC");
  return { order: "ASC" };
}

function parseUpdate(reader: TokenReader): Statement {
  const table = reader.name();
  const sets: Assignment[] = [];
  const removes: AttributePath[] = [];
  for (;;) {
    if (reader.take("SET")) sets.push(assignment(reader));
    else if (sets.length > 0 && reader.take(",")) sets.push(assignment(reader));
    else if (reader.take("REMOVE")) removes.push(...pathList(reader));
    else break;
  }
  if (sets.length + removes.length === 0) throw reader.malformed("UPDATE needs SET or REMOVE");
  return {
    kind: "update",
    table,
    sets,
    removes,
    where: whereClause(reader),
    ...returningClause(reader),
  };
}

function assignment(reader: TokenReader): Assignment {
  const path = reader.path();
  reader.expect("=");
  const left = operand(reader);
  if (reader.take("+")) return { path, left, operator: "+", right: operand(reader) };
  if (reader.take("-")) return { path, left, operator: "-", right: operand(reader) };
  return { path, left };
}

function operand(reader: TokenReader): SetOperand {
  const token = reader.peek();
  const isLiteral = token.kind === "word" && ["TRUE", "FALSE", "NULL"].includes(token.text.toUpperCase());
  if (token.kind === "quoted" || (token.kind === "word" && !isLiteral)) {
    if (reader.peek(1).text === "(") throw reader.malformed(`the function '${token.text}' is not supported in SET`);
    return { path: reader.path() };
  }
  return { value: reader.value() };
}

function parseDelete(reader: TokenReader): Statement {
  reader.expect("FROM");
  const table = reader.name();
  return { kind: "delete", table, where: whereClause(reader), ...returningClause(reader) };
}

function returningClause(reader: TokenReader): { returning?: string } {
  if (!reader.take("RETURNING")) return {};
  const extent = reader.take("ALL") ? "ALL" : (reader.expect("MODIFIED"), "UPDATED");
  const age = reader.take("OLD") ? "OLD" : (reader.expect("NEW"), "NEW");
  reader.expect("*");
  return { returning: `${extent}_${age}` };
}

function whereClause(reader: TokenReader): Condition[] {
  if (!reader.take("WHERE")) return [];
  const conditions = [condition(reader)];
  while (reader.take("AND")) conditions.push(condition(reader));
  if (reader.at("OR")) throw reader.malformed("OR is not supported by the local DynamoDB");
  return conditions;
}

const comparisons = ["=", "<>", "!=", "<=", ">=", "<", ">"];

function condition(reader: TokenReader): Condition {
  if (reader.at("NOT") || reader.at("("))
    throw reader.malformed("NOT and brackets are not supported by the local DynamoDB");
  if (reader.peek(1).text === "(") return functionCondition(reader);
  const path = reader.path();
  if (reader.take("BETWEEN")) {
    const low = reader.value();
    reader.expect("AND");
    return { kind: "between", path, low, high: reader.value() };
  }
  if (reader.take("IN")) return { kind: "in", path, values: reader.value().L ?? [] };
  if (reader.take("IS")) {
    const negated = reader.take("NOT");
    reader.expect("MISSING");
    return { kind: "missing", path, negated };
  }
  const operator = comparisons.find((symbol) => reader.take(symbol));
  if (operator === undefined) throw reader.malformed("expected a comparison");
  return {
    kind: "compare",
    path,
    operator: operator === "!=" ? "<>" : operator,
    value: reader.value(),
  };
}

function functionCondition(reader: TokenReader): Condition {
  const name = reader.name().toLowerCase();
  if (name !== "begins_with" && name !== "contains") throw reader.malformed(`the function '${name}' is not supported`);
  reader.expect("(");
  const path = reader.path();
  reader.expect(",");
  const value = reader.value();
  reader.expect(")");
  return { kind: name, path, value };
}
