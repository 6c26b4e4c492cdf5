import { validationError } from "../dynalite-errors.ts";
import type { AttributePath, AttributeValue } from "../item.ts";
import { tokensOf, type Token } from "./tokens.ts";

/** Reads a statement token by token, and takes its parameters in order. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private readonly parameters: readonly AttributeValue[];
  private position = 0;
  private taken = 0;

  constructor(statement: string, parameters: readonly AttributeValue[]) {
    this.tokens = tokensOf(statement);
    this.parameters = parameters;
  }

  peek(ahead = 0): Token {
    return this.tokens[this.position + ahead] ?? { kind: "end", text: "" };
  }

  next(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }

  /** Whether the next token is the keyword or symbol. */
  at(text: string): boolean {
    const token = this.peek();
    return (token.kind === "word" || token.kind === "symbol") && token.text.toUpperCase() === text;
  }

  /** Takes the keyword or symbol if it is next. */
  take(text: string): boolean {
    const found = this.at(text);
    if (found) this.position++;
    return found;
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.malformed(`expected ${text}`);
  }

  /** A table's, index's or attribute's name, quoted or plain. */
  name(): string {
    const token = this.next();
    if (token.kind !== "word" && token.kind !== "quoted") throw this.malformed("expected a name");
    return token.text;
  }

  /** An attribute's path, e.g. `"a".b[3]`. */
  path(): AttributePath {
    const path: AttributePath = [this.name()];
    for (;;) {
      if (this.take(".")) path.push(this.name());
      else if (this.take("[")) {
        const position = Number(this.next().text);
        if (!Number.isInteger(position)) throw this.malformed("expected a list position");
        path.push(position);
        this.expect("]");
      } else return path;
    }
  }

  /** A literal or the next parameter, as an attribute's value. */
  value(): AttributeValue {
    const token = this.next();
    switch (token.kind) {
      case "parameter":
        return this.parameter();
      case "string":
        return { S: token.text };
      case "number":
        return { N: token.text };
      case "word":
        return this.wordValue(token.text);
      case "symbol":
        return this.collection(token.text);
      default:
        throw this.malformed("expected a value");
    }
  }

  /** Throws unless the statement and its parameters are used up. */
  end(): void {
    this.take(";");
    if (this.peek().kind !== "end") throw this.malformed(`unexpected '${this.peek().text}'`);
    if (this.taken !== this.parameters.length) throw this.parameterMismatch();
  }

  malformed(why: string): Error {
    return validationError(`Statement wasn't well formed, can't be processed: ${why} at token ${this.position + 1}`);
  }

  private parameterMismatch(): Error {
    return validationError("Number of parameters in request and statement don't match.");
  }

  private parameter(): AttributeValue {
    const value = this.parameters[this.taken];
    if (value === undefined) throw this.parameterMismatch();
    this.taken++;
    return value;
  }

  private wordValue(word: string): AttributeValue {
    const lower = word.toLowerCase();
    if (lower === "true" || lower === "false") return { BOOL: lower === "true" };
    if (lower === "null") return { NULL: true };
    throw this.malformed(`'${word}' is no value`);
  }

  private collection(open: string): AttributeValue {
    if (open === "[") return { L: this.list("]") };
    if (open === "<<") return this.set(this.list(">>"));
    if (open !== "{") throw this.malformed("expected a value");
    const map: Record<string, AttributeValue> = {};
    while (!this.take("}")) {
      const key = this.next();
      if (key.kind !== "string" && key.kind !== "quoted") throw this.malformed("expected an attribute's name");
      this.expect(":");
      if (Object.hasOwn(map, key.text)) throw this.malformed(`attribute '${key.text}' is given twice`);
      Object.defineProperty(map, key.text, {
        value: this.value(),
        enumerable: true,
        configurable: true,
        writable: true,
      });
      if (!this.at("}")) this.expect(",");
    }
    return { M: map };
  }

  private list(close: string): AttributeValue[] {
    const values: AttributeValue[] = [];
    while (!this.take(close)) {
      values.push(this.value());
      if (!this.at(close)) this.expect(",");
    }
    return values;
  }

  private set(values: readonly AttributeValue[]): AttributeValue {
    if (values.length > 0 && values.every(({ S }) => S !== undefined)) return { SS: values.map(({ S = "" }) => S) };
    if (values.length > 0 && values.every(({ N }) => N !== undefined)) return { NS: values.map(({ N = "" }) => N) };
    throw this.malformed("a set holds strings only or numbers only");
  }
}
