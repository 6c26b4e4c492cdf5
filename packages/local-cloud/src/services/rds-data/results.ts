import { AwsError } from "../../gateway/aws-error.ts";
import { parseArray, type ArrayMember } from "./postgres/array-text.ts";
import { isFloat, isInteger, jdbcType, type Column } from "./postgres/types.ts";
import { badRequest } from "./rds-errors.ts";

/** A statement's result with every value in Postgres's text form. */
export interface TextResult {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly affectedRows: number;
}

/** How the caller wants numbers. */
export interface ResultSetOptions {
  readonly decimalReturnType?: "STRING" | "DOUBLE_OR_LONG" | undefined;
  readonly longReturnType?: "STRING" | "LONG" | undefined;
}

const unsupportedTypes = new Set(["vector", "halfvec", "sparsevec"]);

function unsupported(what: string): AwsError {
  return new AwsError(
    "UnsupportedResultException",
    `The result contains the unsupported data type ${what.toUpperCase()}.`,
  );
}

type ScalarField =
  | { stringValue: string }
  | { longValue: number }
  | { doubleValue: number }
  | { booleanValue: boolean }
  | { blobValue: string };

function scalarField(text: string, typeName: string, options: ResultSetOptions): ScalarField {
  if (unsupportedTypes.has(typeName)) throw unsupported(typeName);
  if (typeName === "bool") return { booleanValue: text === "t" };
  if (isInteger(typeName))
    return options.longReturnType === "STRING" ? { stringValue: text } : { longValue: Number(text) };
  if (isFloat(typeName)) return { doubleValue: Number(text) };
  if (typeName === "bytea") return { blobValue: Buffer.from(text.slice(2), "hex").toString("base64") };
  if (typeName === "numeric" && options.decimalReturnType === "DOUBLE_OR_LONG") return decimalField(text);
  return { stringValue: typeName === "timestamptz" ? text.replace(/[+-]00$/, "") : text };
}

function decimalField(text: string): ScalarField {
  const number = Number(text);
  return Number.isSafeInteger(number) && !text.includes(".") ? { longValue: number } : { doubleValue: number };
}

function flatMembers(text: string): (string | null)[] {
  return parseArray(text).map((member: ArrayMember) => {
    if (typeof member === "object" && member !== null) throw unsupported("multidimensional array");
    return member;
  });
}

/** An array as one of ArrayValue's members; a NULL among its members cannot be told. */
function arrayField(text: string, memberType: string): object {
  if (unsupportedTypes.has(memberType)) throw unsupported(memberType);
  const members = flatMembers(text);
  if (memberType === "bool") return { arrayValue: { booleanValues: members.map((member) => member === "t") } };
  if (isInteger(memberType)) return { arrayValue: { longValues: members.map(Number) } };
  if (isFloat(memberType)) return { arrayValue: { doubleValues: members.map(Number) } };
  return { arrayValue: { stringValues: members.map((member) => member ?? "null") } };
}

/** A value as a record's field. */
export function fieldOf(text: string | null, typeName: string, options: ResultSetOptions = {}): object {
  if (text === null) return { isNull: true };
  return typeName.startsWith("_") ? arrayField(text, typeName.slice(1)) : scalarField(text, typeName, options);
}

/** A value as it is in formattedRecords. */
export function jsonOf(text: string | null, typeName: string): unknown {
  if (text === null) return null;
  if (typeName.startsWith("_")) return flatMembers(text).map((member) => jsonOf(member, typeName.slice(1)));
  return Object.values(scalarField(text, typeName, {}))[0];
}

/** The rows as formattedRecords has them; column names must be unique. */
export function formattedRecords({ columns, rows }: TextResult): string {
  if (new Set(columns.map(({ name }) => name)).size !== columns.length) {
    throw badRequest("Column names must be unique when the result is formatted as JSON.");
  }
  const record = (row: readonly (string | null)[]): object =>
    Object.fromEntries(columns.map(({ name, typeName }, index) => [name, jsonOf(row[index] ?? null, typeName)]));
  return JSON.stringify(rows.map(record));
}

/** The columns as columnMetadata describes them. */
export function columnMetadata(columns: readonly Column[]): object[] {
  return columns.map(({ name, typeName }) => ({
    name,
    label: name,
    typeName,
    type: jdbcType(typeName),
    nullable: 1,
    precision: 0,
    scale: 0,
    schemaName: "",
    tableName: "",
    arrayBaseColumnType: typeName.startsWith("_") ? jdbcType(typeName.slice(1)) : 0,
    isAutoIncrement: false,
    isCaseSensitive: ["text", "varchar", "bpchar", "name"].includes(typeName),
    isCurrency: false,
    isSigned: isInteger(typeName) || isFloat(typeName) || typeName === "numeric",
  }));
}
