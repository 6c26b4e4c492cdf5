import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditRecordOf } from "@agentic-pm/audit-trail";
import type { AuditRecord } from "@agentic-pm/contracts";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoDb } from "@agentic-pm/local-cloud/dynamodb";

type Item = Parameters<typeof auditRecordOf>[0];
interface Key {
  readonly name: string;
  readonly type: "S" | "N";
}
const text = (name: string): Key => ({ name, type: "S" });

/** The tables of the gateway, as services/platform has them. */
const TABLES: Readonly<Record<string, { keys: readonly Key[]; index?: { name: string; keys: readonly Key[] } }>> = {
  connections: {
    keys: [text("connectionId")],
    index: { name: "byEmployee", keys: [text("employeeId"), text("connectionId")] },
  },
  bookings: { keys: [text("bookingId")] },
  audit: { keys: [text("subjectId"), text("entryId")] },
  outbox: { keys: [text("employeeId"), { name: "seq", type: "N" }] },
  employees: { keys: [text("employeeId")] },
  limits: { keys: [text("limitId")] },
};

/** The local cloud's DynamoDB with our tables, behind the SDK's client without the network between. */
export async function localDynamoDb() {
  const dataDir = await mkdtemp(join(tmpdir(), "gateway-dynamodb-"));
  const service = await createDynamoDb({ dataDir, sweepIntervalMs: 0 });
  const schema = (keys: readonly Key[]) =>
    keys.map(({ name }, place) => ({ AttributeName: name, KeyType: place === 0 ? "HASH" : "RANGE" }));
  for (const [TableName, { keys, index }] of Object.entries(TABLES)) {
    const all = new Map([...keys, ...(index?.keys ?? [])].map(({ name, type }) => [name, type]));
    await service.admin.createTable({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [...all].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: schema(keys),
      ...(index === undefined
        ? {}
        : {
            GlobalSecondaryIndexes: [
              { IndexName: index.name, KeySchema: schema(index.keys), Projection: { ProjectionType: "ALL" } },
            ],
          }),
    });
  }
  const send = async (command: { constructor: { name: string }; input: object }): Promise<unknown> => {
    const operation = command.constructor.name.replace(/Command$/, "");
    try {
      return await service.call(operation, JSON.parse(JSON.stringify(command.input)));
    } catch (error) {
      throw asTheSdkNamesIt(error);
    }
  };
  return {
    // The adapters use nothing of the client but `send`.
    client: { send } as unknown as DynamoDBClient,
    records: async (): Promise<AuditRecord[]> => {
      const { Items = [] } = (await service.call("Scan", { TableName: "audit" })) as { Items?: Item[] };
      return Items.map(auditRecordOf);
    },
    stop: async () => {
      await service.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The SDK names its errors by their code, and lifts a cancelled transaction's reasons. */
function asTheSdkNamesIt(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  error.name = String(error.code);
  return Object.assign(error, "members" in error ? error.members : {});
}
