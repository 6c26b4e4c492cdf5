import { ExecuteStatementCommand, type RDSDataClient, type SqlParameter } from "@aws-sdk/client-rds-data";

export interface DatabaseAddress {
  readonly clusterArn: string;
  readonly secretArn: string;
  readonly database: string;
}

/** SQL over the RDS Data API, under the Postgres role of this function's own secret. All values are text. */
export class DataApi {
  readonly #client: RDSDataClient;
  readonly #address: DatabaseAddress;

  constructor(client: RDSDataClient, address: DatabaseAddress) {
    this.#client = client;
    this.#address = address;
  }

  /** Runs a statement with named parameters; null is SQL's null. Answers with the rows' columns as text. */
  async run(sql: string, parameters: Readonly<Record<string, string | null>>): Promise<(string | null)[][]> {
    const { clusterArn, secretArn, database } = this.#address;
    const answer = await this.#client.send(
      new ExecuteStatementCommand({
        resourceArn: clusterArn,
        secretArn,
        database,
        sql,
        parameters: Object.entries(parameters).map(([name, value]): SqlParameter => ({
          name,
          value: value === null ? { isNull: true } : { stringValue: value },
        })),
      }),
    );
    return (answer.records ?? []).map((row) => row.map((field) => field.stringValue ?? null));
  }
}
