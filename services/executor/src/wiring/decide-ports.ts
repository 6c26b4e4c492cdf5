import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { RdsDataSql } from "@agentic-pm/database";
import { awsClientSettings, type LambdaRuntime, stageSealer, stageVerifier } from "@agentic-pm/lambda";
import { DynamoActionInserts } from "../adapters/dynamodb/action-inserts.dynamodb.ts";
import { DynamoActionLimits } from "../adapters/dynamodb/action-limits.dynamodb.ts";
import { DynamoSignalRegistry } from "../adapters/dynamodb/signal-registry.dynamodb.ts";
import { PostgresRecommendationStore } from "../adapters/postgres/recommendation-store.postgres.ts";
import { type DecideConfig, policyOf } from "../config.ts";
import type { DecidePorts } from "../usecases/decide-ports.ts";

/** The real ports of `decide`: stores only. No integration, no secret of one, no model. */
export function decidePorts(config: DecideConfig, runtime: LambdaRuntime): DecidePorts {
  const { clock, logger, audit, metrics } = runtime;
  const dynamodb = new DynamoDBClient(awsClientSettings());
  const database = new RdsDataSql(new RDSDataClient(awsClientSettings()), {
    resourceArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    database: config.DATABASE_NAME,
  });
  return {
    recommendations: new PostgresRecommendationStore(database),
    registry: new DynamoSignalRegistry(dynamodb, { table: config.REGISTRY_TABLE }),
    actions: new DynamoActionInserts(dynamodb, { table: config.ACTIONS_TABLE }),
    limits: new DynamoActionLimits(dynamodb, { table: config.LIMITS_TABLE, clock }),
    policy: policyOf(config),
    sealedBefore: stageVerifier({ stage: "recommend", keyArn: config.REASONING_SEAL_KEY_ARN }),
    sealer: stageSealer({ stage: "decide", keyArn: config.DECISION_SEAL_KEY_ARN }),
    audit,
    clock,
    metrics,
    logger,
  };
}
