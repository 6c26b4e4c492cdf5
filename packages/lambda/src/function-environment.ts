import { randomUUID } from "node:crypto";
import { DynamoAuditWriter, type RecordingWriter } from "@agentic-pm/audit-trail";
import type { Clock, IdSource } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { powertoolsLogger, powertoolsMetrics, powertoolsTracer } from "@agentic-pm/observability";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { awsClientSettings } from "./aws-client-settings.ts";
import { parseConfig, StackConfig } from "./config.ts";
import type { RuntimeParts } from "./invocation-runtime.ts";

const systemClock: Clock = { now: () => new Date() };
const randomIds: IdSource = { uuid: () => randomUUID() };

/** The parts of the runtime as they are in Lambda, made once per environment. */
export function functionEnvironment(name: string): RuntimeParts {
  const config = parseConfig(StackConfig);
  const options = { service: name };
  return {
    logger: powertoolsLogger({ ...options, level: config.LOG_LEVEL }),
    tracer: powertoolsTracer(options),
    metrics: powertoolsMetrics(options),
    clock: systemClock,
    ids: randomIds,
    audit: config.AUDIT_TABLE === undefined ? noAuditTable : auditWriter(config.AUDIT_TABLE, name),
  };
}

function auditWriter(table: string, actor: string): RecordingWriter {
  const client = new DynamoDBClient(awsClientSettings());
  return new DynamoAuditWriter({ table, actor }, { client, clock: systemClock, ids: randomIds });
}

async function failing(): Promise<never> {
  throw new AppError("CONFIG_INVALID", {
    cause: "The function writes to the audit trail, and AUDIT_TABLE is not set.",
    remedy: "Set AUDIT_TABLE under the function's environment in its serverless.yml.",
    details: { variables: ["AUDIT_TABLE"] },
  });
}

const noAuditTable: RecordingWriter = { append: failing, appendWith: failing };
