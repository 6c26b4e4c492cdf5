import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { awsClientSettings, functionSecret, type LambdaRuntime, stageSealer } from "@agentic-pm/lambda";
import { S3SignalVault } from "../adapters/aws/signal-vault.s3.ts";
import { SfnSignalWorkflow } from "../adapters/aws/signal-workflow.sfn.ts";
import { DynamoCheckpoints } from "../adapters/dynamodb/checkpoints.dynamodb.ts";
import { DynamoEntityRegistrar } from "../adapters/dynamodb/entity-registrar.dynamodb.ts";
import { DynamoFailedSignals } from "../adapters/dynamodb/failed-signals.dynamodb.ts";
import { DynamoSignalLedger } from "../adapters/dynamodb/signal-ledger.dynamodb.ts";
import { GraphApi } from "../adapters/graph/graph-api.ts";
import { GraphToken } from "../adapters/graph/graph-token.ts";
import { GraphPeopleDirectory } from "../adapters/graph/people-directory.graph.ts";
import { OutlookSource } from "../adapters/graph/signal-source.outlook.ts";
import { FetchVendorHttp } from "../adapters/http/vendor-http.fetch.ts";
import { GraphSecret, JiraSecret } from "../adapters/integration-secrets.ts";
import { JiraApi } from "../adapters/jira/jira-api.ts";
import { JiraProjectLead } from "../adapters/jira/project-lead.jira.ts";
import { JiraSource } from "../adapters/jira/signal-source.jira.ts";
import type { IntakeConfig } from "../config.ts";
import type { SignalSource } from "../ports/signal-source.ts";
import type { PollPorts } from "../usecases/poll-source.ts";

/** The real ports of `intake`. */
export function intakePorts(
  config: IntakeConfig,
  runtime: LambdaRuntime,
): { sources: SignalSource[]; poll: PollPorts } {
  const { clock, logger } = runtime;
  const dynamodb = new DynamoDBClient(awsClientSettings());
  const http = new FetchVendorHttp({ clock, logger, remainingMs: () => runtime.remainingMs() });
  const jira = new JiraApi(functionSecret(config.JIRA_READ_SECRET_ARN, JiraSecret, runtime), http);
  const graphSecret = functionSecret(config.GRAPH_READ_SECRET_ARN, GraphSecret, runtime);
  const graph = new GraphApi(graphSecret, { http, token: new GraphToken(graphSecret, { http, clock }) });
  const directory = new GraphPeopleDirectory(graph, { clock });
  const projectLead = new JiraProjectLead(jira, { directory, logger });
  return {
    sources: [
      new JiraSource(jira, { directory, clock, logger }),
      new OutlookSource(graph, { directory, projectLead, logger, projectKey: config.MAILBOX_PROJECT_KEY }),
    ],
    poll: {
      vault: new S3SignalVault(new S3Client(awsClientSettings()), { bucket: config.VAULT_BUCKET }),
      registrar: new DynamoEntityRegistrar(dynamodb, { table: config.REGISTRY_TABLE, clock }),
      ledger: new DynamoSignalLedger(dynamodb, { table: config.SIGNALS_TABLE, clock }),
      failed: new DynamoFailedSignals(dynamodb, { table: config.SIGNALS_TABLE, clock }),
      clock,
      checkpoints: new DynamoCheckpoints(dynamodb, { table: config.CHECKPOINTS_TABLE, clock }),
      workflow: new SfnSignalWorkflow(new SFNClient(awsClientSettings()), {
        stateMachineArn: config.SIGNAL_STATE_MACHINE_ARN,
      }),
      sealer: stageSealer({ stage: "intake", keyArn: config.INTAKE_SEAL_KEY_ARN }),
      audit: runtime.audit,
      logger,
      remainingMs: () => runtime.remainingMs(),
    },
  };
}
