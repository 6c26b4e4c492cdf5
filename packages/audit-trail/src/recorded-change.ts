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

/** The change as a PartiQL UPDATE. Every value is a parameter; names of columns are ours. */
export function updateOf({ table, key, set, seen }: RecordedChange): ParameterizedStatement {
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
