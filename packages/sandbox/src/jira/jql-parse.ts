import { fail, ok, type Result } from "@agentic-pm/errors";

type JqlOperator = "=" | "!=" | ">" | ">=" | "<" | "<=" | "in" | "not in" | "is" | "is not" | "~";
export type JqlValue =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "function"; readonly text: string };

export type JqlExpression =
  | { readonly kind: "and" | "or"; readonly parts: readonly JqlExpression[] }
  | { readonly kind: "not"; readonly part: JqlExpression }
  | {
      readonly kind: "clause";
      readonly field: string;
      readonly operator: JqlOperator;
      readonly values: readonly JqlValue[];
    };

interface JqlOrder {
  readonly field: string;
  readonly descending: boolean;
}

export interface JqlQuery {
  readonly where: JqlExpression | undefined;
  readonly orderBy: readonly JqlOrder[];
}

interface Token {
  readonly kind: "word" | "string" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s+|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(>=|<=|!=|!~|[=<>~(),])|([^\s"'=<>!~(),]+)/y;

/** Raised inside the parser only; `parseJql` turns it into a failure. */
class JqlSyntaxError extends Error {}

/** Parses JQL's grammar; whether its fields and values exist is decided when it is matched. */
export function parseJql(jql: string): Result<JqlQuery, "JQL_SYNTAX"> {
  try {
    return ok(new JqlParser(tokenise(jql)).query());
  } catch (error) {
    if (!(error instanceof JqlSyntaxError)) throw error;
    return fail("JQL_SYNTAX", { cause: `Error in the JQL Query: ${error.message}`, remedy: "Correct the query." });
  }
}

function tokenise(jql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < jql.length) {
    const at = TOKEN.lastIndex;
    const hit = TOKEN.exec(jql);
    if (hit === null) throw new JqlSyntaxError(`The character '${jql[at]}' is not understood here. ${position(at)}`);
    const quoted = hit[1] ?? hit[2];
    if (quoted !== undefined) tokens.push({ kind: "string", text: quoted.replace(/\\(.)/g, "$1"), at });
    else if (hit[3] !== undefined) tokens.push({ kind: "symbol", text: hit[3], at });
    else if (hit[4] !== undefined) tokens.push({ kind: "word", text: hit[4], at });
  }
  return [...tokens, { kind: "end", text: "end of query", at: jql.length }];
}

function position(at: number): string {
  return `(line 1, character ${at + 1})`;
}

class JqlParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): JqlQuery {
    const startsWithOrder = this.#isWord("order") || this.#peek().kind === "end";
    const where = startsWithOrder ? undefined : this.#or();
    const orderBy = this.#isWord("order") ? this.#orderBy() : [];
    if (this.#peek().kind !== "end") throw this.#unexpected("either 'OR' or 'AND'");
    return { where, orderBy };
  }

  #or(): JqlExpression {
    const parts = [this.#and()];
    while (this.#takeWord("or")) parts.push(this.#and());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "or", parts };
  }

  #and(): JqlExpression {
    const parts = [this.#unary()];
    while (this.#takeWord("and")) parts.push(this.#unary());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "and", parts };
  }

  #unary(): JqlExpression {
    if (this.#takeWord("not")) return { kind: "not", part: this.#unary() };
    if (!this.#takeSymbol("(")) return this.#clause();
    const inner = this.#or();
    if (!this.#takeSymbol(")")) throw this.#unexpected("')'");
    return inner;
  }

  #clause(): JqlExpression {
    const field = this.#name("a field name");
    const operator = this.#operator();
    const isList = operator === "in" || operator === "not in";
    return { kind: "clause", field, operator, values: isList ? this.#list() : [this.#value()] };
  }

  #operator(): JqlOperator {
    const { kind, text } = this.#peek();
    if (kind === "symbol" && ["=", "!=", ">", ">=", "<", "<=", "~"].includes(text)) {
      this.#at += 1;
      return text as JqlOperator; // one of the seven just compared with
    }
    if (this.#takeWord("in")) return "in";
    if (this.#takeWord("is")) return this.#takeWord("not") ? "is not" : "is";
    if (this.#takeWord("not") && this.#takeWord("in")) return "not in";
    throw this.#unexpected("operator");
  }

  #list(): JqlValue[] {
    // `sprint in openSprints()` takes a function that gives a list, without parentheses of its own.
    if (!this.#takeSymbol("(")) return [this.#value()];
    const values = [this.#value()];
    while (this.#takeSymbol(",")) values.push(this.#value());
    if (!this.#takeSymbol(")")) throw this.#unexpected("')' or ','");
    return values;
  }

  #value(): JqlValue {
    const token = this.#peek();
    if (token.kind !== "word" && token.kind !== "string") throw this.#unexpected("either a value, list or function");
    this.#at += 1;
    if (token.kind === "string" || !this.#takeSymbol("(")) return { kind: "literal", text: token.text };
    if (!this.#takeSymbol(")")) throw this.#unexpected("')'");
    return { kind: "function", text: token.text };
  }

  #orderBy(): JqlOrder[] {
    this.#at += 1;
    if (!this.#takeWord("by")) throw this.#unexpected("'BY'");
    const orders: JqlOrder[] = [];
    do {
      const field = this.#name("a field name");
      const descending = this.#takeWord("desc");
      if (!descending) this.#takeWord("asc");
      orders.push({ field, descending });
    } while (this.#takeSymbol(","));
    return orders;
  }

  #name(expected: string): string {
    const token = this.#peek();
    if (token.kind !== "word" && token.kind !== "string") throw this.#unexpected(expected);
    this.#at += 1;
    return token.text;
  }

  #peek(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error("The parser has passed the end token.");
    return token;
  }

  #isWord(word: string): boolean {
    const token = this.#peek();
    return token.kind === "word" && token.text.toLowerCase() === word;
  }

  #takeWord(word: string): boolean {
    if (!this.#isWord(word)) return false;
    this.#at += 1;
    return true;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#peek();
    if (token.kind !== "symbol" || token.text !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #unexpected(expected: string): JqlSyntaxError {
    const { text, at } = this.#peek();
    return new JqlSyntaxError(`Expecting ${expected} but got '${text}'. ${position(at)}`);
  }
}
