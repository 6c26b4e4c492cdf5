import { type AttributeValue, type DynamoDBClient, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { AuditHead, type Clock, HandleView, SignalRecord } from "@agentic-pm/contracts";
import * as z from "zod";
import type { FailedSignal, FailedSignals } from "../../ports/signal-stores.ts";
import { isConditionFailed } from "./condition-failed.ts";

const MOST = 1000;
const STATUSES = ["failed", "restarting"] as const;

const { signalId, source, kind, projectKey, vaultKey, rawSha256, rawLength } = SignalRecord.shape;
const FailedRow = z.object({
  signalId,
  source,
  kind,
  projectKey,
  vaultKey,
  rawSha256,
  rawLength,
  readers: z.array(z.string()),
  handleViews: z.array(HandleView),
  lastAudit: AuditHead,
  failureCode: z.string(),
  status: z.enum(STATUSES),
  restarts: z.number().int().nonnegative().default(0),
  updatedAt: z.iso.datetime(),
});

/** The signals table by the index `byStatus`. A workflow's role writes the failure; intake's takes it from there. */
export class DynamoFailedSignals implements FailedSignals {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async find(): Promise<FailedSignal[]> {
    const found = await Promise.all(STATUSES.map((status) => this.#ofStatus(status)));
    return found.flat().flatMap((item) => {
      const row = FailedRow.safeParse(unmarshall(item));
      return row.success ? [row.data] : [];
    });
  }

  /** The index lags behind the table: the condition is asked of the row itself. */
  claim(signal: FailedSignal, restart: number): Promise<boolean> {
    return this.#change(signal.signalId, {
      set: "SET #status = :next, restarts = :restart, updatedAt = :now",
      condition: "#status = :seen AND (restarts = :restarts OR (attribute_not_exists(restarts) AND :restarts = :zero))",
      values: {
        ":next": "restarting",
        ":restart": restart,
        ":now": this.#clock.now().toISOString(),
        ":seen": signal.status,
        ":restarts": signal.restarts,
        ":zero": 0,
      },
    });
  }

  async markRestarted(id: string, executionArn: string): Promise<void> {
    await this.#change(id, {
      set: "SET #status = :next, executionArn = :arn",
      condition: "#status = :seen",
      values: { ":next": "received", ":seen": "restarting", ":arn": executionArn },
    });
  }

  async abandon(signal: FailedSignal): Promise<void> {
    await this.#change(signal.signalId, {
      set: "SET #status = :next",
      condition: "#status = :seen",
      values: { ":next": "abandoned", ":seen": "failed" },
    });
  }

  async #ofStatus(status: string): Promise<Record<string, AttributeValue>[]> {
    const items: Record<string, AttributeValue>[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: "byStatus",
          KeyConditionExpression: "#status = :status",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: marshall({ ":status": status }),
          Limit: MOST,
          ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
        }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined && items.length < MOST);
    return items;
  }

  async #change(
    id: string,
    { set, condition, values }: { set: string; condition: string; values: Record<string, string | number> },
  ): Promise<boolean> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ signalId: id }),
          UpdateExpression: set,
          ConditionExpression: condition,
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: marshall(values),
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }
}
