import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoDb } from "@agentic-pm/local-cloud/dynamodb";

/** The tables of the executor, by their key attribute. */
const TABLES = {
  signals: "signalId",
  registry: "entityId",
  checkpoints: "sourceId",
  actions: "actionId",
  limits: "limitId",
  effects: "effectId",
} as const;

/** As services/platform has it. */
const SIGNALS_INDEX = {
  AttributeDefinitions: ["signalId", "status", "updatedAt"].map((AttributeName) => ({
    AttributeName,
    AttributeType: "S",
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: "byStatus",
      KeySchema: [
        { AttributeName: "status", KeyType: "HASH" },
        { AttributeName: "updatedAt", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
};

/** The local cloud's DynamoDB with our tables, behind the SDK's client without the network between. */
export async function localDynamoDb() {
  const dataDir = await mkdtemp(join(tmpdir(), "executor-dynamodb-"));
  const service = await createDynamoDb({ dataDir, sweepIntervalMs: 0 });
  for (const [TableName, key] of Object.entries(TABLES)) {
    await service.admin.createTable({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: key, AttributeType: "S" }],
      KeySchema: [{ AttributeName: key, KeyType: "HASH" }],
      ...(TableName === "signals" ? SIGNALS_INDEX : {}),
    });
  }
  const send = async (command: { constructor: { name: string }; input: object }): Promise<unknown> => {
    const operation = command.constructor.name.replace(/Command$/, "");
    try {
      return await service.call(operation, JSON.parse(JSON.stringify(command.input)));
    } catch (error) {
      // The SDK names its errors by their code.
      if (error instanceof Error && "code" in error) error.name = String(error.code);
      throw error;
    }
  };
  return {
    // The adapters use nothing of the client but `send`.
    client: { send } as unknown as DynamoDBClient,
    stop: async () => {
      await service.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
