import { awsClientSettings, type LambdaRuntime, stageSealer, stageVerifier } from "@agentic-pm/lambda";
import { bedrockClient, bedrockModels, DynamoBudgetLedger } from "@agentic-pm/models";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RdsDataSql } from "@agentic-pm/database";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { S3Client } from "@aws-sdk/client-s3";
import { S3RequestVault } from "./adapters/request-vault.s3.ts";
import { RdsDataTripStore } from "./adapters/trip-store.rds-data.ts";
import type { RequestConfig } from "./request-config.ts";
import type { SanitiseRequestPorts } from "./usecases/sanitise-request.ts";

/** The real ports of `sanitise-request`. */
export function requestPorts(config: RequestConfig, runtime: LambdaRuntime): SanitiseRequestPorts {
  const settings = awsClientSettings();
  const { clock, ids, audit, logger, metrics } = runtime;
  const limits = { dailyUsd: config.DAILY_BUDGET_USD, monthlyUsd: config.MONTHLY_BUDGET_USD };
  const budget = new DynamoBudgetLedger(
    { table: config.LIMITS_TABLE, ...limits },
    { client: new DynamoDBClient(settings), clock, ids },
  );
  return {
    vault: new S3RequestVault(new S3Client(settings), config.REQUEST_VAULT_BUCKET),
    models: bedrockModels({
      client: bedrockClient({ region: settings.region }),
      budget,
      clock,
      cheapModelId: config.HAIKU_MODEL_ID,
      remainingMs: () => runtime.remainingMs(),
    }),
    store: new RdsDataTripStore(
      new RdsDataSql(new RDSDataClient(settings), {
        resourceArn: config.DATABASE_CLUSTER_ARN,
        secretArn: config.DATABASE_SECRET_ARN,
        database: config.DATABASE_NAME,
      }),
    ),
    sealedBefore: stageVerifier({ stage: "connect", keyArn: config.CONNECT_SEAL_KEY_ARN }),
    sealer: stageSealer({ stage: "sanitise_request", keyArn: config.SANITISE_REQUEST_SEAL_KEY_ARN }),
    audit,
    metrics,
    ids,
    logger,
    modelId: config.HAIKU_MODEL_ID,
  };
}
