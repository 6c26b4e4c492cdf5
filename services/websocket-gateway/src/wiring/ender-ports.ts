import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { awsClientSettings, type LambdaRuntime } from "@agentic-pm/lambda";
import { DynamoConnectionStore } from "../adapters/connection-store.dynamodb.ts";
import { ApiGatewaySockets } from "../adapters/sockets.api-gateway.ts";
import type { EnderConfig } from "../config.ts";
import type { EndPorts } from "../usecases/end-session.ts";

/** The real ports of `session-ender`: the mark of an ended session, and the sockets. */
export function enderPorts(config: EnderConfig, { audit, clock, logger }: LambdaRuntime): EndPorts {
  const settings = awsClientSettings();
  const connections = new DynamoConnectionStore(new DynamoDBClient(settings), { table: config.CONNECTIONS_TABLE });
  const api = new ApiGatewayManagementApiClient({ ...settings, endpoint: config.CONNECTIONS_ENDPOINT });
  return { sessions: connections, connections, sockets: new ApiGatewaySockets(api), audit, clock, logger };
}
