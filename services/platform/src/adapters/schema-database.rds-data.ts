import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  type RDSDataClient,
  RollbackTransactionCommand,
  type SqlParameter,
} from "@aws-sdk/client-rds-data";
import { type DatabaseRole, type Migration, passwordStatement } from "../domain/migration.ts";
import type { SchemaDatabase } from "../ports/database.ts";

export interface Cluster {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: string;
}

const HISTORY_TABLE = `create table if not exists public.schema_migration (
  id text primary key,
  applied_at timestamptz not null default now()
)`;

/** The schema's database behind the RDS Data API. */
export class RdsDataSchemaDatabase implements SchemaDatabase {
  readonly #client: RDSDataClient;
  readonly #cluster: Cluster;

  constructor(client: RDSDataClient, cluster: Cluster) {
    this.#client = client;
    this.#cluster = cluster;
  }

  async appliedMigrations(): Promise<ReadonlySet<string>> {
    await this.#execute(HISTORY_TABLE);
    const answer = await this.#execute("select id from public.schema_migration");
    return new Set((answer.records ?? []).map((row) => row[0]?.stringValue ?? ""));
  }

  async ensureRole(role: DatabaseRole): Promise<void> {
    const found = await this.#execute("select 1 from pg_roles where rolname = :name", [
      { name: "name", value: { stringValue: role.name } },
    ]);
    await this.#execute(passwordStatement(role, (found.records ?? []).length > 0));
  }

  async apply(migration: Migration): Promise<void> {
    const { transactionId } = await this.#client.send(new BeginTransactionCommand(this.#cluster));
    if (transactionId === undefined) throw new Error("The Data API began a transaction without an id.");
    const { resourceArn, secretArn } = this.#cluster;
    try {
      for (const statement of migration.statements) await this.#execute(statement, [], transactionId);
      const id = { name: "id", value: { stringValue: migration.id } };
      await this.#execute("insert into public.schema_migration (id) values (:id)", [id], transactionId);
      await this.#client.send(new CommitTransactionCommand({ resourceArn, secretArn, transactionId }));
    } catch (error) {
      await this.#client.send(new RollbackTransactionCommand({ resourceArn, secretArn, transactionId }));
      throw error;
    }
  }

  #execute(sql: string, parameters: SqlParameter[] = [], transactionId?: string) {
    return this.#client.send(
      new ExecuteStatementCommand({
        ...this.#cluster,
        sql,
        parameters,
        ...(transactionId === undefined ? {} : { transactionId }),
      }),
    );
  }
}
