import type { ParameterizedStatement } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";

/** A change of one row that stands or falls with the record of it. */
export interface RecordedChange {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  /** Columns and what they become. */
  readonly set: Readonly<Record<string, unknown>>;
  /** What the row has to be for it; undefined where the column must not be there. A row that is not there never is. */
  readonly seen: Readonly<Record<string, unknown>>;
}

/** A row that comes into being with the record of it. One that is there already is never replaced. */
export interface RecordedInsert {
  readonly table: string;
  /** The row with its key; what is undefined is left out. */
  readonly row: Readonly<Record<string, unknown>>;
}

export type RecordedWrite = RecordedChange | RecordedInsert;

/** The write as a PartiQL statement. */
export function statementOf(write: RecordedWrite): ParameterizedStatement {
  return "row" in write ? insertOf(write) : updateOf(write);
}

/** The row as a PartiQL INSERT. Every value is a parameter; names of columns are ours. */
export function insertOf({ table, row }: RecordedInsert): ParameterizedStatement {
  const columns = Object.entries(row).filter(([, value]) => value !== undefined);
  const values = columns.map(([, value]) => value);
  return {
    Statement: `INSERT INTO "${table}" VALUE {${columns.map(([name]) => `'${name}': ?`).join(", ")}}`,
    Parameters: marshall({ values }, { removeUndefinedValues: true })["values"]?.L ?? [],
  };
}

/** The change as a PartiQL UPDATE. Every value is a parameter; names of columns are ours. */
function updateOf({ table, key, set, seen }: RecordedChange): ParameterizedStatement {
  const present = Object.entries({ ...key, ...seen }).filter(([, value]) => value !== undefined);
  const sets = Object.entries(set).filter(([, value]) => value !== undefined);
  const where = Object.entries({ ...key, ...seen }).map(([name, value]) =>
    value === undefined ? `"${name}" IS MISSING` : `"${name}" = ?`,
  );
  const values = [...sets, ...present].map(([, value]) => value);
  return {
    Statement: `UPDATE "${table}" ${sets.map(([name]) => `SET "${name}" = ?`).join(" ")} WHERE ${where.join(" AND ")}`,
    Parameters: marshall({ values }, { removeUndefinedValues: true })["values"]?.L ?? [],
  };
}
