import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { awsClientSettings, type LambdaRuntime } from "@agentic-pm/lambda";
import { DynamoConnectionStore } from "../adapters/connection-store.dynamodb.ts";
import { DynamoOutbox } from "../adapters/outbox.dynamodb.ts";
import { ApiGatewaySockets } from "../adapters/sockets.api-gateway.ts";
import type { SenderConfig } from "../config.ts";
import type { SendPorts } from "../usecases/send-message.ts";

/** The real ports of `response-sender`: the outbox and the sockets. */
export function senderPorts(config: SenderConfig, { clock, logger }: LambdaRuntime): SendPorts {
  const settings = awsClientSettings();
  const dynamodb = new DynamoDBClient(settings);
  const api = new ApiGatewayManagementApiClient({ ...settings, endpoint: config.CONNECTIONS_ENDPOINT });
  return {
    outbox: new DynamoOutbox(dynamodb, { table: config.OUTBOX_TABLE, clock }),
    connections: new DynamoConnectionStore(dynamodb, { table: config.CONNECTIONS_TABLE }),
    sockets: new ApiGatewaySockets(api),
    clock,
    logger,
  };
}
