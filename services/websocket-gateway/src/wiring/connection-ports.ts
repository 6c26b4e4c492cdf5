import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { awsClientSettings, functionSecret, type LambdaRuntime, stageSealer } from "@agentic-pm/lambda";
import { ClerkAuthProvider, ClerkSecret } from "../adapters/auth-provider.clerk.ts";
import { DynamoBookingStore } from "../adapters/booking-store.dynamodb.ts";
import { SfnBookingWorkflows } from "../adapters/booking-workflows.sfn.ts";
import { DynamoConnectionStore } from "../adapters/connection-store.dynamodb.ts";
import { DynamoEmployeeDirectory } from "../adapters/employee-directory.dynamodb.ts";
import { DynamoOutbox } from "../adapters/outbox.dynamodb.ts";
import { DynamoRateCounters } from "../adapters/rate-counters.dynamodb.ts";
import { S3RequestVault } from "../adapters/request-vault.s3.ts";
import { ApiGatewaySockets } from "../adapters/sockets.api-gateway.ts";
import { type ConnectionConfig, ratesOf } from "../config.ts";
import type { MessagePorts } from "../usecases/answer-message.ts";

/** The real ports of `connection-manager`. It starts workflows; it reads no vault and calls no model. */
export function connectionPorts(config: ConnectionConfig, runtime: LambdaRuntime): MessagePorts {
  const { clock, logger, audit } = runtime;
  const settings = awsClientSettings();
  const dynamodb = new DynamoDBClient(settings);
  const secret = functionSecret(config.CLERK_SECRET_ARN, ClerkSecret, runtime);
  const api = new ApiGatewayManagementApiClient({ ...settings, endpoint: config.CONNECTIONS_ENDPOINT });
  return {
    auth: new ClerkAuthProvider(secret, clock),
    connections: new DynamoConnectionStore(dynamodb, { table: config.CONNECTIONS_TABLE }),
    bookings: new DynamoBookingStore(dynamodb, { table: config.BOOKINGS_TABLE, clock, trail: audit }),
    outbox: new DynamoOutbox(dynamodb, { table: config.OUTBOX_TABLE, clock }),
    employees: new DynamoEmployeeDirectory(dynamodb, { table: config.EMPLOYEES_TABLE }),
    rates: new DynamoRateCounters(dynamodb, { table: config.LIMITS_TABLE, clock }),
    vault: new S3RequestVault(new S3Client(settings), { bucket: config.REQUEST_VAULT_BUCKET }),
    workflows: new SfnBookingWorkflows(new SFNClient(settings), {
      planArn: config.BOOKING_PLAN_STATE_MACHINE_ARN,
      bookArn: config.BOOKING_EXECUTE_STATE_MACHINE_ARN,
    }),
    sockets: new ApiGatewaySockets(api),
    sealer: stageSealer({ stage: "connect", keyArn: config.CONNECT_SEAL_KEY_ARN }),
    settings: ratesOf(config),
    audit,
    clock,
    logger,
  };
}
