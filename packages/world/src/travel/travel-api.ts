import type { AuditRecord } from "@agentic-pm/contracts";
import { BookingRow, type Traveller } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { ExecuteStatementCommand, RDSDataClient } from "@aws-sdk/client-rds-data";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Connection } from "../connection.ts";
import { trailOf } from "../trail-of.ts";
import { QuestionEmbedder } from "./question-embedder.ts";

/** A version of a policy, as the operator sees it. */
export const PolicyRow = z.object({
  document_id: z.string(),
  name: z.string(),
  version: z.number(),
  status: z.enum(["indexing", "active", "superseded", "failed"]),
  reason: z.string().nullable(),
  pages: z.number().nullable(),
  clauses: z.number(),
  sha256: z.string(),
  created_at: z.string(),
  /** Who made its vectors; null where it has none. */
  embedding_model: z.string().nullable(),
});
export type PolicyRow = z.infer<typeof PolicyRow>;

const POLICIES_SQL = `select d.document_id, d.name, d.version, d.status, d.reason, d.pages, d.sha256, d.created_at,
  (select count(*) from travel.policy_chunk c where c.document_id = d.document_id)::int as clauses,
  (select min(c.embedding_model) from travel.policy_chunk c where c.document_id = d.document_id) as embedding_model
  from travel.policy_document d order by d.name, d.version`;

const LOCKS = "lock#";
const EFFECTS = "effect#";

type TravelPlace = Pick<Connection, "endpoint" | "region" | "account" | "credentials" | "exports" | "stage">;

/** What the operator's role may do about travel, over the same signed API as everybody else. */
export class TravelApi {
  readonly #tables: DynamoDBClient;
  readonly #database: RDSDataClient;
  readonly #buckets: S3Client;
  readonly #parameters: SSMClient;
  readonly #workflows: SFNClient;
  readonly #connection: TravelPlace;

  constructor(connection: TravelPlace) {
    const { endpoint, region, credentials } = connection;
    const access = { endpoint, region, credentials };
    this.#tables = new DynamoDBClient(access);
    this.#database = new RDSDataClient(access);
    this.#buckets = new S3Client({ ...access, forcePathStyle: true });
    this.#parameters = new SSMClient(access);
    this.#workflows = new SFNClient(access);
    this.#connection = connection;
  }

  /** All bookings, the newest first. */
  async bookings(): Promise<BookingRow[]> {
    const rows: BookingRow[] = [];
    let ExclusiveStartKey: Record<string, never> | undefined;
    do {
      const page = await this.#tables.send(
        new ScanCommand({ TableName: this.#table("bookings"), ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
      );
      for (const item of page.Items ?? []) {
        const key = item["bookingId"]?.S ?? "";
        if (!key.startsWith(LOCKS) && !key.startsWith(EFFECTS)) rows.push(BookingRow.parse(unmarshall(item)));
      }
      ExclusiveStartKey = page.LastEvaluatedKey as Record<string, never> | undefined;
    } while (ExclusiveStartKey !== undefined);
    return rows.sort((left, right) => right.createdAt.localeCompare(left.createdAt));
  }

  /** One booking, or undefined. */
  async booking(bookingId: string): Promise<BookingRow | undefined> {
    const Key = { bookingId: { S: bookingId } };
    const { Item } = await this.#tables.send(new GetItemCommand({ TableName: this.#table("bookings"), Key }));
    return Item === undefined ? undefined : BookingRow.parse(unmarshall(Item));
  }

  /** All versions of all policies, by name and version. */
  async policies(): Promise<PolicyRow[]> {
    return this.query(POLICIES_SQL, PolicyRow);
  }

  /** Who makes vectors now: those of another are not found. Throws EMBEDDING_MALFORMED. */
  async embeddingModel(): Promise<string> {
    const embedder = new QuestionEmbedder(this.#connection);
    try {
      return (await embedder.embed("Which model answers?")).model;
    } finally {
      embedder.close();
    }
  }

  /** Puts a PDF where it is read from and comes into force. */
  async putPolicy(name: string, pdf: Uint8Array): Promise<void> {
    await this.#buckets.send(
      new PutObjectCommand({
        Bucket: this.#export("PolicyBucketName"),
        Key: `policies/${name}.pdf`,
        Body: pdf,
        ContentType: "application/pdf",
      }),
    );
  }

  /** Whether PDFs are being read at this moment. */
  async isReadingPolicies(): Promise<boolean> {
    const { region, account, stage } = this.#connection;
    const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:agentic-pm-policy-ingestion-${stage}`;
    const running = new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING", maxResults: 1 });
    return ((await this.#workflows.send(running)).executions ?? []).length > 0;
  }

  /** What the trail holds about a booking, oldest first. */
  trailOf(bookingId: string): Promise<AuditRecord[]> {
    return trailOf(bookingId, this.#tables, this.#table("audit"));
  }

  async putEmployee(employee: Traveller): Promise<void> {
    await this.#tables.send(new PutItemCommand({ TableName: this.#table("employees"), Item: marshall(employee) }));
  }

  /** Says where the travel portal is. */
  async namePortal(origin: string): Promise<void> {
    await this.#parameters.send(
      new PutParameterCommand({
        Name: "/agentic-pm/portal/base-url",
        Value: origin,
        Type: "String",
        Overwrite: true,
      }),
    );
  }

  /** Rows of a statement under the operator's Postgres role, parsed one by one. */
  async query<Row>(sql: string, schema: z.ZodType<Row>, values: Readonly<Record<string, string>> = {}): Promise<Row[]> {
    const answer = await this.#database.send(
      new ExecuteStatementCommand({
        resourceArn: this.#export("DatabaseClusterArn"),
        secretArn: this.#export("DatabaseSecretArnOperator"),
        database: "agentic_pm",
        sql,
        parameters: Object.entries(values).map(([name, stringValue]) => ({ name, value: { stringValue } })),
        formatRecordsAs: "JSON",
      }),
    );
    return z.array(schema).parse(JSON.parse(answer.formattedRecords ?? "[]"));
  }

  /** Closes the connections. */
  close(): void {
    for (const client of [this.#tables, this.#database, this.#buckets, this.#parameters, this.#workflows])
      client.destroy();
  }

  #table(name: string): string {
    return `agentic-pm-${name}-${this.#connection.stage}`;
  }

  #export(name: string): string {
    const value = this.#connection.exports[`agentic-pm-${this.#connection.stage}-${name}`];
    if (value !== undefined) return value;
    throw new AppError("EXPORT_MISSING", {
      cause: `No stack exports ${name}.`,
      remedy: "The cloud runs another version of the services: stop it, and start it again.",
    });
  }
}
