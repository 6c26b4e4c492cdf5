import { ActionStatus, AuditRecord, ResolvedCommand } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { DynamoDBClient, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { ExecuteStatementCommand, RDSDataClient } from "@aws-sdk/client-rds-data";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Connection } from "./connection.ts";

/** A signal's row as the operator sees it. */
export const SignalRow = z.object({
  signalId: z.string(),
  source: z.string(),
  kind: z.string(),
  externalId: z.string(),
  projectKey: z.string(),
  receivedAt: z.string(),
  status: z.string(),
});
export type SignalRow = z.infer<typeof SignalRow>;

/** An action's row as the operator sees it; `command` holds the resolved arguments. */
export const ActionRow = z.object({
  actionId: z.string(),
  signalId: z.string(),
  type: z.string(),
  tier: z.string(),
  status: ActionStatus,
  disposition: z.string(),
  reason: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
  commandHash: z.string(),
  command: z
    .string()
    .transform((text) => ResolvedCommand.parse(JSON.parse(text)))
    .optional(),
});
export type ActionRow = z.infer<typeof ActionRow>;

/** An entry of the RAID log, the decision log, the delivery state or the backlog summary. */
export interface ArtefactEntry {
  readonly artefact: string;
  readonly title: string;
  readonly entry: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
}

/** What the operator's role may do, over the same signed API as everybody else. */
export class OperatorApi {
  readonly #dynamodb: DynamoDBClient;
  readonly #lambda: LambdaClient;
  readonly #database: RDSDataClient;
  readonly #stage: string;

  constructor(connection: Connection) {
    const { endpoint, region, credentials } = connection;
    this.#dynamodb = new DynamoDBClient({ endpoint, region, credentials });
    this.#lambda = new LambdaClient({ endpoint, region, credentials });
    this.#database = new RDSDataClient({ endpoint, region, credentials });
    this.#stage = connection.stage;
  }

  /** All signals, newest first. */
  async signals(): Promise<SignalRow[]> {
    const rows = await this.#scan("signals", SignalRow);
    return rows.sort((left, right) => right.receivedAt.localeCompare(left.receivedAt));
  }

  /** All actions, oldest first. */
  async actions(): Promise<ActionRow[]> {
    const rows = await this.#scan("actions", ActionRow);
    return rows.sort((left, right) => left.createdAt.localeCompare(right.createdAt));
  }

  /** Ids of the signals whose action waits for its hold to pass. */
  async heldSignals(): Promise<ReadonlySet<string>> {
    const answer = await this.#dynamodb.send(
      new QueryCommand({
        TableName: this.#table("actions"),
        IndexName: "byStatus",
        KeyConditionExpression: "#status = :held",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":held": { S: "held" } },
      }),
    );
    return new Set((answer.Items ?? []).map((item) => item["signalId"]?.S ?? ""));
  }

  /** The whole audit trail. */
  async auditRecords(): Promise<AuditRecord[]> {
    return this.#scan("audit", AuditRecord.loose() as unknown as z.ZodType<AuditRecord>);
  }

  /** Current artefact entries, oldest first. */
  async artefacts(cluster: { resourceArn: string; secretArn: string }): Promise<ArtefactEntry[]> {
    const answer = await this.#database.send(
      new ExecuteStatementCommand({
        ...cluster,
        database: "agentic_pm",
        sql: "select artefact, title, entry, created_at from pm.artefact_entry where withdrawn_at is null order by created_at",
        formatRecordsAs: "JSON",
      }),
    );
    const Row = z.object({ artefact: z.string(), title: z.string(), entry: z.string(), created_at: z.string() });
    const Entry = z.record(z.string(), z.union([z.string(), z.null()]));
    return z
      .array(Row)
      .parse(JSON.parse(answer.formattedRecords ?? "[]"))
      .map((row) => ({
        artefact: row.artefact,
        title: row.title,
        entry: Entry.parse(JSON.parse(row.entry)),
        createdAt: row.created_at,
      }));
  }

  /** Asks `intake` to poll now; returns what it said. Throws INTAKE_FAILED with the function's own words. */
  async pollNow(): Promise<unknown> {
    const answer = await this.#lambda.send(
      new InvokeCommand({ FunctionName: `agentic-pm-executor-${this.#stage}-intake`, Payload: "{}" }),
    );
    const payload: unknown = JSON.parse(new TextDecoder().decode(answer.Payload));
    if (answer.FunctionError !== undefined) {
      const said = z.object({ errorType: z.string(), errorMessage: z.string() }).safeParse(payload);
      throw new AppError("INTAKE_FAILED", {
        cause: said.success ? `${said.data.errorType}: ${said.data.errorMessage}` : "intake failed without words.",
        remedy: "The function's log has the request: `agentic-pm logs intake`.",
      });
    }
    return payload;
  }

  /** Closes the connections. */
  close(): void {
    this.#dynamodb.destroy();
    this.#lambda.destroy();
    this.#database.destroy();
  }

  async #scan<Row>(table: string, schema: z.ZodType<Row>): Promise<Row[]> {
    const rows: Row[] = [];
    let ExclusiveStartKey: Record<string, never> | undefined;
    do {
      const page = await this.#dynamodb.send(
        new ScanCommand({ TableName: this.#table(table), ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
      );
      rows.push(...(page.Items ?? []).map((item) => schema.parse(unmarshall(item))));
      ExclusiveStartKey = page.LastEvaluatedKey as Record<string, never> | undefined;
    } while (ExclusiveStartKey !== undefined);
    return rows;
  }

  #table(name: string): string {
    return `agentic-pm-${name}-${this.#stage}`;
  }
}
