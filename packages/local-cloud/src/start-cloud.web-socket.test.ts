import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { puppetProvider, startCloud, type LocalCloud } from "./index.ts";
import { packageService } from "./test-support/package-service.ts";
import { lambdaFunction, role } from "./test-support/templates.ts";
import { connectTo } from "./test-support/web-socket-scene.ts";

const HANDLERS = {
  authorizer: `
    export const handler = async (event) => ({
      principalId: "ada",
      context: { employeeId: "ada" },
      policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke",
        Effect: event.headers["Sec-WebSocket-Protocol"].includes("bearer.good") ? "Allow" : "Deny", Resource: event.methodArn }] },
    });`,
  manager: `
    export const handler = async ({ body, requestContext: { routeKey, connectionId, authorizer } }) =>
      routeKey === "$connect"
        ? { statusCode: 200, headers: { "Sec-WebSocket-Protocol": "chat.v1" } }
        : { statusCode: 200, body: JSON.stringify({ routeKey, connectionId, employee: authorizer.employeeId, endpoint: process.env.CONNECTIONS_ENDPOINT }) };`,
};

const invocationOf = (logicalId: string) => ({
  "Fn::Join": [
    "",
    [
      "arn:",
      { Ref: "AWS::Partition" },
      ":apigateway:us-east-1:lambda:path/2015-03-31/functions/",
      { "Fn::GetAtt": [logicalId, "Arn"] },
      "/invocations",
    ],
  ],
});
const apiPart = (type: string, properties: object) => ({
  Type: `AWS::ApiGatewayV2::${type}`,
  Properties: { ApiId: { Ref: "WebsocketsApi" }, ...properties },
});
const toManager = { Target: { "Fn::Join": ["/", ["integrations", { Ref: "ManagerIntegration" }]] } };
const permission = (logicalId: string, source: string) => ({
  Type: "AWS::Lambda::Permission",
  Properties: {
    FunctionName: { "Fn::GetAtt": [logicalId, "Arn"] },
    Action: "lambda:InvokeFunction",
    Principal: "apigateway.amazonaws.com",
    SourceArn: { "Fn::Sub": `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${WebsocketsApi}/${source}` },
  },
});

/** As osls packages `websocket` events. */
const template = (managerSource = "dev/*") => ({
  Resources: {
    ...lambdaFunction("Authorizer", "authorizer"),
    ...lambdaFunction("Manager", "manager", {
      properties: {
        Environment: {
          Variables: {
            CONNECTIONS_ENDPOINT: {
              "Fn::Sub": "https://${WebsocketsApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/dev",
            },
          },
        },
      },
    }),
    WebsocketsApi: {
      Type: "AWS::ApiGatewayV2::Api",
      Properties: { Name: "chat", ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.action" },
    },
    ManagerIntegration: apiPart("Integration", {
      IntegrationType: "AWS_PROXY",
      IntegrationUri: invocationOf("Manager"),
    }),
    ChatAuthorizer: apiPart("Authorizer", {
      Name: "authorizer",
      AuthorizerType: "REQUEST",
      AuthorizerUri: invocationOf("Authorizer"),
      IdentitySource: ["route.request.header.Sec-WebSocket-Protocol"],
    }),
    ConnectRoute: apiPart("Route", {
      RouteKey: "$connect",
      AuthorizationType: "CUSTOM",
      AuthorizerId: { Ref: "ChatAuthorizer" },
      ...toManager,
    }),
    AskRoute: apiPart("Route", { RouteKey: "ask", AuthorizationType: "NONE", ...toManager }),
    AskResponse: apiPart("RouteResponse", { RouteId: { Ref: "AskRoute" }, RouteResponseKey: "$default" }),
    PingRoute: apiPart("Route", {
      RouteKey: "ping",
      Target: { "Fn::Join": ["/", ["integrations", { Ref: "Pong" }]] },
    }),
    PingResponse: apiPart("RouteResponse", { RouteId: { Ref: "PingRoute" }, RouteResponseKey: "$default" }),
    Pong: apiPart("Integration", {
      IntegrationType: "MOCK",
      RequestTemplates: { "200": '{"statusCode": 200}' },
      TemplateSelectionExpression: "200",
    }),
    PongText: apiPart("IntegrationResponse", {
      IntegrationId: { Ref: "Pong" },
      IntegrationResponseKey: "$default",
      ResponseTemplates: { "200": '{"action":"pong"}' },
    }),
    Deployment: { ...apiPart("Deployment", {}), DependsOn: ["ConnectRoute", "AskRoute"] },
    Stage: apiPart("Stage", { StageName: "dev", DeploymentId: { Ref: "Deployment" } }),
    ManagerPermission: permission("Manager", managerSource),
    AuthorizerPermission: permission("Authorizer", "authorizers/*"),
    SpeakerRole: {
      ...(role("lambda.amazonaws.com", [
        {
          Sid: "Speak",
          Action: "execute-api:ManageConnections",
          Resource: {
            "Fn::Sub": "arn:aws:execute-api:us-east-1:${AWS::AccountId}:${WebsocketsApi}/dev/POST/@connections/*",
          },
        },
      ]) as object),
    },
  },
  Outputs: {
    ApiId: { Value: { Ref: "WebsocketsApi" } },
    Endpoint: { Value: { "Fn::GetAtt": ["WebsocketsApi", "ApiEndpoint"] } },
    SpeakerRole: { Value: { "Fn::GetAtt": ["SpeakerRole", "Arn"] } },
  },
});

let folder: string;
let cloud: LocalCloud;
const lines: string[] = [];

async function start(managerSource?: string): Promise<void> {
  const service = packageService(folder, "chat", { template: template(managerSource), functions: HANDLERS });
  cloud = await startCloud({
    dataDir: join(folder, "data"),
    cacheDir: join(folder, "cache"),
    services: [service],
    model: puppetProvider(() => {
      throw new Error("not asked");
    }),
  });
  cloud.onLog(({ message }) => lines.push(message));
}

const url = (): string => cloud.webSocketEndpoints()[0]?.url ?? "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloud-ws-"));
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a packaged WebSocket API runs: authorizer, routes, fixed answers, and @connections by the function's own endpoint", async () => {
  await start();
  const apiId = cloud.output("ApiId") ?? "";
  expect(cloud.output("Endpoint")).toBe(`wss://${apiId}.execute-api.us-east-1.amazonaws.com`);
  await expect(connectTo(url(), { protocols: ["chat.v1", "bearer.bad"] })).rejects.toMatchObject({ status: 403 });
  await expect(connectTo(url())).rejects.toMatchObject({ status: 401 });
  const client = await connectTo(url(), { protocols: ["chat.v1", "bearer.good"] });
  expect(client.socket.protocol).toBe("chat.v1");
  client.socket.send('{"action":"ping"}');
  expect(await client.next()).toBe('{"action":"pong"}');
  client.socket.send('{"action":"ask"}');
  const { connectionId, endpoint, employee } = JSON.parse(await client.next()) as Record<string, string>;
  expect(employee).toBe("ada");
  expect(endpoint).toBe(`${cloud.endpoint}/_execute-api/${apiId}/dev`);
  const api = new ApiGatewayManagementApiClient({
    endpoint: endpoint ?? "",
    region: "us-east-1",
    credentials: cloud.sessionOf(cloud.output("SpeakerRole") ?? ""),
  });
  await api.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: "pushed" }));
  expect(await client.next()).toBe("pushed");
  api.destroy();
  expect(lines.join("\n")).not.toContain("bearer");
});

test("a permission for another route keeps the gateway from the function", async () => {
  await start("dev/$connect");
  const client = await connectTo(url(), { protocols: ["chat.v1", "bearer.good"] });
  client.socket.send('{"action":"ask"}');
  expect(JSON.parse(await client.next())).toMatchObject({ message: "Internal server error" });
});

test("the port stays over a restart, and is told where the cloud is", async () => {
  await start();
  const before = cloud.webSocketEndpoints();
  const client = await connectTo(url(), { protocols: ["chat.v1", "bearer.good"] });
  await cloud.close();
  expect((await client.ended).code).toBe(1001);
  await start();
  expect(cloud.webSocketEndpoints()).toEqual(before);
  const { webSockets } = JSON.parse(readFileSync(join(folder, "data", "cloud.json"), "utf8")) as Record<
    string,
    unknown
  >;
  expect(webSockets).toEqual(before);
  await connectTo(url(), { protocols: ["chat.v1", "bearer.good"] });
});
