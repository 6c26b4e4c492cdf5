import { awsClientSettings, type LambdaRuntime, stageSealer, stageVerifier } from "@agentic-pm/lambda";
import { bedrockClient, bedrockModels, DynamoBudgetLedger } from "@agentic-pm/models";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { RdsDataProjectMemory } from "./adapters/project-memory.rds-data.ts";
import { RdsDataRecommendationStore } from "./adapters/recommendation-store.rds-data.ts";
import { RdsDataSql } from "@agentic-pm/database";
import type { Config } from "./config.ts";
import type { RecommendPorts } from "./usecases/recommend-actions.ts";

/** The real ports of `recommend`. */
export function ports(config: Config, runtime: LambdaRuntime): RecommendPorts {
  const settings = awsClientSettings();
  const { clock, ids, audit, logger, metrics } = runtime;
  const limits = { dailyUsd: config.DAILY_BUDGET_USD, monthlyUsd: config.MONTHLY_BUDGET_USD };
  const budget = new DynamoBudgetLedger(
    { table: config.LIMITS_TABLE, ...limits },
    { client: new DynamoDBClient(settings), clock, ids },
  );
  const sql = new RdsDataSql(new RDSDataClient(settings), {
    resourceArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    database: config.DATABASE_NAME,
  });
  return {
    memory: new RdsDataProjectMemory(sql),
    store: new RdsDataRecommendationStore(sql),
    models: bedrockModels({
      client: bedrockClient({ region: settings.region }),
      budget,
      clock,
      cheapModelId: config.HAIKU_MODEL_ID,
      remainingMs: () => runtime.remainingMs(),
    }),
    sealedBefore: stageVerifier({ stage: "sanitise", keyArn: config.TRIAGE_SEAL_KEY_ARN }),
    sealer: stageSealer({ stage: "recommend", keyArn: config.REASONING_SEAL_KEY_ARN }),
    audit,
    metrics,
    clock,
    ids,
    logger,
    modelIds: { haiku: config.HAIKU_MODEL_ID, sonnet: config.SONNET_MODEL_ID },
  };
}
