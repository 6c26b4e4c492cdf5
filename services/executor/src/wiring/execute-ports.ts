import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { RdsDataSql } from "@agentic-pm/database";
import { awsClientSettings, functionSecret, type LambdaRuntime, stageVerifier } from "@agentic-pm/lambda";
import { DynamoActionRecords } from "../adapters/dynamodb/action-records.dynamodb.ts";
import { DynamoBreakerStore } from "../adapters/dynamodb/breaker-store.dynamodb.ts";
import { DynamoEffectLedger } from "../adapters/dynamodb/effect-ledger.dynamodb.ts";
import { DynamoLimitMembers } from "../adapters/dynamodb/limit-members.dynamodb.ts";
import { DynamoSignalRegistry } from "../adapters/dynamodb/signal-registry.dynamodb.ts";
import { GraphApi } from "../adapters/graph/graph-api.ts";
import { GraphToken } from "../adapters/graph/graph-token.ts";
import { GraphMailHandler } from "../adapters/graph/mail-effect.graph.ts";
import { FetchVendorHttp } from "../adapters/http/vendor-http.fetch.ts";
import { GraphSecret, JiraSecret, ResendSecret } from "../adapters/integration-secrets.ts";
import { JiraApi } from "../adapters/jira/jira-api.ts";
import { JiraCommentHandler } from "../adapters/jira/jira-comment-effect.ts";
import { JiraTransitionHandler } from "../adapters/jira/jira-transition-effect.ts";
import { PostgresArtefactEffect } from "../adapters/postgres/artefact-effect.postgres.ts";
import { ResendNotifyHandler } from "../adapters/resend/notify-effect.resend.ts";
import { type ExecuteConfig, policyOf } from "../config.ts";
import type { EffectHandlers } from "../ports/effect-handler.ts";
import type { ExecutePorts } from "../usecases/execute-action.ts";

/** The real ports of `execute`: the write tokens are here and nowhere else. */
export function executePorts(config: ExecuteConfig, runtime: LambdaRuntime): ExecutePorts {
  const { clock, logger, audit, metrics } = runtime;
  const dynamodb = new DynamoDBClient(awsClientSettings());
  return {
    actions: new DynamoActionRecords(dynamodb, { table: config.ACTIONS_TABLE, clock }),
    registry: new DynamoSignalRegistry(dynamodb, { table: config.REGISTRY_TABLE }),
    effects: new DynamoEffectLedger(dynamodb, { table: config.EFFECTS_TABLE, clock }),
    limits: new DynamoLimitMembers(dynamodb, { table: config.LIMITS_TABLE }),
    breakers: new DynamoBreakerStore(dynamodb, { table: config.EFFECTS_TABLE }),
    handlers: effectHandlers(config, runtime),
    policy: policyOf(config),
    remainingMs: () => runtime.remainingMs(),
    sealedBefore: stageVerifier({ stage: "decide", keyArn: config.DECISION_SEAL_KEY_ARN }),
    audit,
    metrics,
    clock,
    logger,
  };
}

function effectHandlers(config: ExecuteConfig, runtime: LambdaRuntime): EffectHandlers {
  const { clock, logger } = runtime;
  const http = new FetchVendorHttp({ clock, logger, remainingMs: () => runtime.remainingMs() });
  const jira = new JiraApi(functionSecret(config.JIRA_WRITE_SECRET_ARN, JiraSecret, runtime), http);
  const graphSecret = functionSecret(config.GRAPH_WRITE_SECRET_ARN, GraphSecret, runtime);
  const graph = new GraphApi(graphSecret, { http, token: new GraphToken(graphSecret, { http, clock }) });
  const database = new RdsDataSql(new RDSDataClient(awsClientSettings()), {
    resourceArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    database: config.DATABASE_NAME,
  });
  return {
    "jira.comment": new JiraCommentHandler(jira),
    "jira.transition": new JiraTransitionHandler(jira),
    "mail.send": new GraphMailHandler(graph),
    "operator.notify": new ResendNotifyHandler(functionSecret(config.RESEND_SECRET_ARN, ResendSecret, runtime), http),
    "artefact.update": new PostgresArtefactEffect(database),
  };
}
