import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { RdsDataSql } from "@agentic-pm/database";
import { awsClientSettings, functionSecret, type LambdaRuntime } from "@agentic-pm/lambda";
import { DynamoActionRecords } from "../adapters/dynamodb/action-records.dynamodb.ts";
import { DynamoBreakerStore } from "../adapters/dynamodb/breaker-store.dynamodb.ts";
import { DynamoEffectLedger } from "../adapters/dynamodb/effect-ledger.dynamodb.ts";
import { FetchVendorHttp } from "../adapters/http/vendor-http.fetch.ts";
import { JiraSecret } from "../adapters/integration-secrets.ts";
import { JiraApi } from "../adapters/jira/jira-api.ts";
import { JiraCommentReversal } from "../adapters/jira/jira-comment-reversal.ts";
import { JiraTransitionReversal } from "../adapters/jira/jira-transition-reversal.ts";
import { PostgresArtefactReversal } from "../adapters/postgres/artefact-reversal.postgres.ts";
import type { UndoConfig } from "../config.ts";
import type { UndoPorts } from "../usecases/undo-action.ts";

/** The real ports of `undo`: Jira's write token, and no way to send mail. */
export function undoPorts(config: UndoConfig, runtime: LambdaRuntime): UndoPorts {
  const { clock, logger, audit } = runtime;
  const dynamodb = new DynamoDBClient(awsClientSettings());
  const http = new FetchVendorHttp({ clock, logger, remainingMs: () => runtime.remainingMs() });
  const jira = new JiraApi(functionSecret(config.JIRA_WRITE_SECRET_ARN, JiraSecret, runtime), http);
  const database = new RdsDataSql(new RDSDataClient(awsClientSettings()), {
    resourceArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    database: config.DATABASE_NAME,
  });
  return {
    actions: new DynamoActionRecords(dynamodb, { table: config.ACTIONS_TABLE, clock }),
    effects: new DynamoEffectLedger(dynamodb, { table: config.EFFECTS_TABLE, clock }),
    breakers: new DynamoBreakerStore(dynamodb, { table: config.EFFECTS_TABLE }),
    reversals: {
      "jira.comment.delete": new JiraCommentReversal(jira),
      "jira.transition.back": new JiraTransitionReversal(jira),
      "artefact.withdraw": new PostgresArtefactReversal(database),
    },
    remainingMs: () => runtime.remainingMs(),
    audit,
    clock,
    logger,
  };
}
