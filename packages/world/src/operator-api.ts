import { auditRecordOf } from "@agentic-pm/audit-trail";
import { ActionStatus, type AuditRecord, type Clock, ResolvedCommand } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { ExecuteStatementCommand, RDSDataClient } from "@aws-sdk/client-rds-data";
import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { STSClient } from "@aws-sdk/client-sts";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Connection } from "./connection.ts";
import { operatorOf } from "./operator-identity.ts";
import { type OperatorRulings, operatorRulings } from "./rulings/operator-rulings.ts";
import { trailOf } from "./trail-of.ts";

type Item = Record<string, AttributeValue>;

/** A signal's row as the operator sees it. */
export const SignalRow = z.object({
  signalId: z.string(),
  source: z.string(),
  kind: z.string(),
  externalId: z.string(),
  projectKey: z.string(),
  receivedAt: z.string(),
  status: z.string(),
  /** Why it failed or was quarantined. */
  failureCode: z.string().optional(),
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
  /** The id of the action that made it. */
  readonly entryId: string;
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
  readonly #workflows: SFNClient;
  readonly #identities: STSClient;
  readonly #stage: string;
  readonly #signalMachine: string;
  readonly #connection: Connection;

  constructor(connection: Connection) {
    const { endpoint, region, credentials } = connection;
    this.#dynamodb = new DynamoDBClient({ endpoint, region, credentials });
    this.#lambda = new LambdaClient({ endpoint, region, credentials });
    this.#database = new RDSDataClient({ endpoint, region, credentials });
    this.#workflows = new SFNClient({ endpoint, region, credentials });
    this.#identities = new STSClient({ endpoint, region, credentials });
    this.#stage = connection.stage;
    this.#connection = connection;
    this.#signalMachine = `arn:aws:states:${region}:${connection.account}:stateMachine:agentic-pm-signal-${connection.stage}`;
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

  /** One signal, or undefined. */
  async signal(signalId: string): Promise<SignalRow | undefined> {
    return this.#get("signals", { signalId: { S: signalId } }, SignalRow);
  }

  /** One action, or undefined. */
  async action(actionId: string): Promise<ActionRow | undefined> {
    return this.#get("actions", { actionId: { S: actionId } }, ActionRow);
  }

  /** Ids of the signals whose action waits for its hold to pass. */
  async heldSignals(): Promise<ReadonlySet<string>> {
    const held = new Set<string>();
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await this.#dynamodb.send(
        new QueryCommand({
          TableName: this.#table("actions"),
          IndexName: "byStatus",
          KeyConditionExpression: "#status = :held",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: { ":held": { S: "held" } },
          ...(ExclusiveStartKey && { ExclusiveStartKey }),
        }),
      );
      for (const item of page.Items ?? []) held.add(item["signalId"]?.S ?? "");
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return held;
  }

  /** The signals whose `signal` execution has not ended, first start or a later one. */
  async runningSignals(): Promise<string[]> {
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#workflows.send(
        new ListExecutionsCommand({
          stateMachineArn: this.#signalMachine,
          statusFilter: "RUNNING",
          maxResults: 1000,
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
      );
      // A restart is named <signal's id>-r<number>.
      names.push(...(page.executions ?? []).map((execution) => (execution.name ?? "").replace(/-r\d+$/, "")));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return names;
  }

  /** What the trail holds about a signal or an action, oldest first. */
  trailOf(subjectId: string): Promise<AuditRecord[]> {
    return trailOf(subjectId, this.#dynamodb, this.#table("audit"));
  }

  /** The whole audit trail. */
  async auditRecords(): Promise<AuditRecord[]> {
    return (await this.#scanItems("audit")).map(auditRecordOf);
  }

  /** Current artefact entries, oldest first. */
  async artefacts(cluster: { resourceArn: string; secretArn: string }): Promise<ArtefactEntry[]> {
    const answer = await this.#database.send(
      new ExecuteStatementCommand({
        ...cluster,
        database: "agentic_pm",
        sql: "select entry_id, artefact, title, entry, created_at from pm.artefact_entry where withdrawn_at is null order by created_at",
        formatRecordsAs: "JSON",
      }),
    );
    const Row = z.object({
      entry_id: z.string(),
      artefact: z.string(),
      title: z.string(),
      entry: z.string(),
      created_at: z.string(),
    });
    const Entry = z.record(z.string(), z.union([z.string(), z.null()]));
    return z
      .array(Row)
      .parse(JSON.parse(answer.formattedRecords ?? "[]"))
      .map((row) => ({
        entryId: row.entry_id,
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
        remedy: `The log group /aws/lambda/agentic-pm-executor-${this.#stage}-intake has the request.`,
      });
    }
    return payload;
  }

  /** What the holder of these credentials may decide about actions; the trail names them as STS does. */
  async rulings(clock?: Clock): Promise<OperatorRulings> {
    const operator = await operatorOf(this.#identities, this.#stage);
    const clients = { dynamodb: this.#dynamodb, workflows: this.#workflows };
    return operatorRulings({ clients, connection: this.#connection, operator, ...(clock && { clock }) });
  }

  /** Closes the connections. */
  close(): void {
    this.#dynamodb.destroy();
    this.#lambda.destroy();
    this.#database.destroy();
    this.#workflows.destroy();
    this.#identities.destroy();
  }

  async #get<Row>(table: string, Key: Record<string, { S: string }>, schema: z.ZodType<Row>): Promise<Row | undefined> {
    const answer = await this.#dynamodb.send(new GetItemCommand({ TableName: this.#table(table), Key }));
    return answer.Item === undefined ? undefined : schema.parse(unmarshall(answer.Item));
  }

  async #scan<Row>(table: string, schema: z.ZodType<Row>): Promise<Row[]> {
    return (await this.#scanItems(table)).map((item) => schema.parse(unmarshall(item)));
  }

  async #scanItems(table: string): Promise<Item[]> {
    const items: Item[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await this.#dynamodb.send(
        new ScanCommand({ TableName: this.#table(table), ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return items;
  }

  #table(name: string): string {
    return `agentic-pm-${name}-${this.#stage}`;
  }
}
