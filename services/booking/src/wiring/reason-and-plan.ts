import { awsClientSettings, type LambdaRuntime, stageSealer, stageVerifier } from "@agentic-pm/lambda";
import { bedrockClient, bedrockModels, DynamoBudgetLedger } from "@agentic-pm/models";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { RdsDataPlanMemory } from "../adapters/rds-data/plan-memory.ts";
import { RdsDataPlanStore } from "../adapters/rds-data/plan-store.ts";
import { RdsDataSql } from "@agentic-pm/database";
import type { Config } from "../config/reason-and-plan.ts";
import type { PlanPorts } from "../usecases/reason-and-plan.ts";

/** What is kept of the invocation for the plan itself, should the model take all the time it is given. Milliseconds. */
const PLANNING_MS = 5_000;

/** The real ports of `reason-and-plan`. */
export function ports(config: Config, runtime: LambdaRuntime): PlanPorts {
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
  const remainingMs = () => runtime.remainingMs() - PLANNING_MS;
  return {
    memory: new RdsDataPlanMemory(sql),
    store: new RdsDataPlanStore(sql),
    // The month's limit alone holds it: it is the cheapest model there is for this.
    models: bedrockModels({
      client: bedrockClient({ region: settings.region }),
      budget,
      clock,
      cheapModelId: config.NOVA_LITE_MODEL_ID,
      remainingMs,
    }),
    modelId: config.NOVA_LITE_MODEL_ID,
    sealedBefore: stageVerifier({ stage: "retrieve", keyArn: config.RETRIEVE_SEAL_KEY_ARN }),
    sealer: stageSealer({ stage: "plan", keyArn: config.PLAN_SEAL_KEY_ARN }),
    audit,
    metrics,
    clock,
    ids,
    logger,
    remainingMs,
  };
}
