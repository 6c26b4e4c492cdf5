import { awsClientSettings, type LambdaRuntime, stageSealer, stageVerifier } from "@agentic-pm/lambda";
import { bedrockClient, bedrockModels, DynamoBudgetLedger } from "@agentic-pm/models";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RdsDataSql } from "@agentic-pm/database";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { S3Client } from "@aws-sdk/client-s3";
import { RdsDataSanitisedSignalStore } from "./adapters/sanitised-signal-store.rds-data.ts";
import { S3SignalVault } from "./adapters/signal-vault.s3.ts";
import type { Config } from "./config.ts";
import type { SanitisePorts } from "./usecases/sanitise-signal.ts";

/** The real ports of `sanitise`. */
export function ports(config: Config, runtime: LambdaRuntime): SanitisePorts {
  const settings = awsClientSettings();
  const { clock, ids, audit, logger, metrics } = runtime;
  const limits = { dailyUsd: config.DAILY_BUDGET_USD, monthlyUsd: config.MONTHLY_BUDGET_USD };
  const budget = new DynamoBudgetLedger(
    { table: config.LIMITS_TABLE, ...limits },
    { client: new DynamoDBClient(settings), clock, ids },
  );
  return {
    vault: new S3SignalVault(new S3Client(settings), config.VAULT_BUCKET),
    models: bedrockModels({
      client: bedrockClient({ region: settings.region }),
      budget,
      clock,
      cheapModelId: config.HAIKU_MODEL_ID,
      remainingMs: () => runtime.remainingMs(),
    }),
    store: new RdsDataSanitisedSignalStore(
      new RdsDataSql(new RDSDataClient(settings), {
        resourceArn: config.DATABASE_CLUSTER_ARN,
        secretArn: config.DATABASE_SECRET_ARN,
        database: config.DATABASE_NAME,
      }),
    ),
    sealedBefore: stageVerifier({ stage: "intake", keyArn: config.INTAKE_SEAL_KEY_ARN }),
    sealer: stageSealer({ stage: "sanitise", keyArn: config.TRIAGE_SEAL_KEY_ARN }),
    audit,
    metrics,
    clock,
    ids,
    logger,
    modelId: config.HAIKU_MODEL_ID,
  };
}
