import { badRequest, invalid } from "./rds-errors.ts";
import { oid } from "./postgres/types.ts";
import { sqlPieces } from "./sql-tokens.ts";

/** A value in the Data API's JSON. */
export interface Field {
  readonly isNull?: boolean | undefined;
  readonly stringValue?: string | undefined;
  readonly longValue?: number | undefined;
  readonly doubleValue?: number | undefined;
  readonly booleanValue?: boolean | undefined;
  /** In base64. */
  readonly blobValue?: string | undefined;
  readonly arrayValue?: unknown;
}

export interface SqlParameter {
  readonly name: string;
  readonly value: Field;
  readonly typeHint?: string | undefined;
}

/** A statement with positional parameters, as Postgres takes it. */
export interface BoundStatement {
  readonly sql: string;
  readonly values: (string | number | boolean | Uint8Array | null)[];
  /** A type for each value; 0 leaves it to Postgres. */
  readonly types: number[];
}

/** Puts $1, $2 ... in place of :name, outside of strings, quoted names and comments. Throws BadRequestException. */
export function bindParameters(sql: string, parameters: readonly SqlParameter[]): BoundStatement {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const order: string[] = [];
  const text = sqlPieces(sql)
    .map((piece) => {
      if (piece.kind !== "parameter") return piece.text;
      const name = piece.text.slice(1);
      if (!byName.has(name)) throw badRequest(`Cannot find parameter: ${name}`);
      if (!order.includes(name)) order.push(name);
      return `$${order.indexOf(name) + 1}`;
    })
    .join("");
  const bound = order.map((name) => bindValue(byName.get(name) as SqlParameter));
  return { sql: text, values: bound.map(({ value }) => value), types: bound.map(({ type }) => type) };
}

const hintedTypes: Readonly<Record<string, number>> = {
  JSON: oid.json,
  UUID: oid.uuid,
  TIMESTAMP: oid.timestamp,
  DATE: oid.date,
  TIME: oid.time,
  DECIMAL: oid.numeric,
};

function bindValue({ name, value, typeHint }: SqlParameter): { value: BoundStatement["values"][number]; type: number } {
  const hinted = typeHint === undefined ? undefined : hintedTypes[typeHint];
  if (typeHint !== undefined && hinted === undefined)
    throw invalid(`Type hint ${typeHint} of parameter ${name} is unknown`);
  if (value.isNull === true) return { value: null, type: hinted ?? 0 };
  if (value.stringValue !== undefined) return { value: value.stringValue, type: hinted ?? oid.text };
  if (value.longValue !== undefined) return { value: value.longValue, type: oid.int8 };
  if (value.doubleValue !== undefined) return { value: value.doubleValue, type: oid.float8 };
  if (value.booleanValue !== undefined) return { value: value.booleanValue, type: oid.bool };
  if (value.blobValue !== undefined) return { value: Buffer.from(value.blobValue, "base64"), type: oid.bytea };
  if (value.arrayValue !== undefined) throw badRequest("Array parameters are not supported.");
  throw badRequest(`Parameter ${name} has no value`);
}
