import { AwsError } from "../../gateway/aws-error.ts";
import { arn } from "../../gateway/account.ts";
import type { AwsRequest, AwsResponse, ServiceModule } from "../../gateway/service-module.ts";
import { gone, type Connection } from "./connection.ts";
import type { Connections } from "./connections.ts";
import { isConnectionId } from "./request-ids.ts";
import type { WebSocketApis } from "./web-socket-api.ts";

const OPERATIONS: Readonly<Record<string, string>> = {
  POST: "PostToConnection",
  GET: "GetConnection",
  DELETE: "DeleteConnection",
};

/** `@connections`: how functions speak to clients. */
export function connectionsModule(apis: WebSocketApis, connections: Connections): ServiceModule {
  return {
    signingName: "execute-api",
    protocolOf: () => "rest-json",
    operationOf: (request) => targetOf(request).operation,
    asksOf: (request) => {
      const { apiId, stageName, connectionId } = targetOf(request);
      const path = `${apiId}/${stageName}/${request.method}/@connections/${connectionId}`;
      return [{ action: "execute-api:ManageConnections", resource: arn("execute-api", path) }];
    },
    handle: async (request) => {
      const target = targetOf(request);
      if (apis.stage(target.apiId, target.stageName) === undefined) {
        throw new AwsError("ForbiddenException", "Forbidden", { status: 403 });
      }
      if (!isConnectionId(target.connectionId)) {
        throw new AwsError("BadRequestException", `Invalid connectionId: ${target.connectionId}`);
      }
      const connection = connections.find(target.apiId, target.stageName, target.connectionId);
      if (connection === undefined) throw gone();
      return await run(request, connection);
    },
  };
}

interface Target {
  readonly operation: string;
  readonly apiId: string;
  readonly stageName: string;
  readonly connectionId: string;
}

function targetOf(request: AwsRequest): Target {
  const [, apiId, stageName, id] =
    /^\/_execute-api\/([a-z0-9]+)\/([^/]+)\/(?:@|%40)connections\/([^/]+)$/.exec(request.rawPath) ?? [];
  const operation = OPERATIONS[request.method];
  if (apiId === undefined || stageName === undefined || id === undefined || operation === undefined) {
    throw new AwsError("UnknownOperationException", `Unknown operation ${request.method} ${request.rawPath}`, {
      status: 404,
    });
  }
  return { operation, apiId, stageName: decodeURIComponent(stageName), connectionId: decodeURIComponent(id) };
}

async function run(request: AwsRequest, connection: Connection): Promise<AwsResponse> {
  const headers = { "x-amzn-requestid": request.requestId };
  switch (request.method) {
    case "POST":
      await connection.send(request.body);
      return { status: 200, headers, body: "" };
    case "DELETE":
      connection.close({ code: 1000, reason: "" });
      return { status: 204, headers, body: "" };
    default: {
      const { connectedAt, sourceIp, userAgent } = connection.facts;
      const body = {
        connectedAt: new Date(connectedAt).toISOString(),
        identity: { sourceIp, ...(userAgent === undefined ? {} : { userAgent }) },
        lastActiveAt: new Date(connection.lastActiveAt).toISOString(),
      };
      return { status: 200, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
    }
  }
}
