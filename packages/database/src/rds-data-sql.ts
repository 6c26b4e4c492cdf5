import { AppError } from "@agentic-pm/errors";
import { ExecuteStatementCommand, type RDSDataClient, type SqlParameter } from "@aws-sdk/client-rds-data";

/** Where the database is and as whom it is used. */
export interface DatabaseTarget {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: string;
}

/** A row as the Data API's JSON format gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** One statement at a time through the RDS Data API. Throws DATABASE_UNAVAILABLE (retryable). */
export class RdsDataSql {
  readonly #client: Pick<RDSDataClient, "send">;
  readonly #target: DatabaseTarget;

  constructor(client: Pick<RDSDataClient, "send">, target: DatabaseTarget) {
    this.#client = client;
    this.#target = target;
  }

  /** Runs a statement with named text parameters; null is SQL's null. */
  async rows(sql: string, values: Readonly<Record<string, string | null>>): Promise<Row[]> {
    const parameters = Object.entries(values).map(([name, value]): SqlParameter => ({
      name,
      value: value === null ? { isNull: true } : { stringValue: value },
    }));
    try {
      const answer = await this.#client.send(
        new ExecuteStatementCommand({ ...this.#target, sql, parameters, formatRecordsAs: "JSON" }),
      );
      const rows: unknown = JSON.parse(answer.formattedRecords ?? "[]");
      return Array.isArray(rows) ? rows : [];
    } catch (error) {
      throw new AppError("DATABASE_UNAVAILABLE", {
        cause: `The database did not answer (${error instanceof Error ? error.name : "?"}).`,
        remedy: "It may be waking up; the workflow tries again. Else check the role, the secret and the grants.",
        retryable: true,
        error,
      });
    }
  }
}

/** A column with JSON in it, parsed; undefined where there is none. */
export function jsonIn(row: Row | undefined, column: string): unknown {
  const text = row?.[column];
  return typeof text === "string" ? JSON.parse(text) : undefined;
}
