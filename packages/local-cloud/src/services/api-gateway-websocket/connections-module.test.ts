import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import {
  API_ID,
  connectTo,
  webSocketScene,
  type Scene,
  type SceneOptions,
  type TestClient,
} from "../../test-support/web-socket-scene.ts";

let scene: Scene;
let client: TestClient;
let connectionId: string;
let api: ApiGatewayManagementApiClient;

async function open(options: Partial<SceneOptions> = {}): Promise<void> {
  scene = await webSocketScene({
    handlers: {
      $connect: () => ({ statusCode: 200 }),
      $disconnect: () => undefined,
      echo: ({ body }) => ({ statusCode: 200, body }),
    },
    twoWay: ["echo"],
    ...options,
  });
  client = await connectTo(scene.url, { options: { headers: { "User-Agent": "test/1" } } });
  connectionId = scene.events[0]?.requestContext.connectionId ?? "";
  api = new ApiGatewayManagementApiClient(scene.clientConfig());
}

const post = (ConnectionId: string, Data: string | Uint8Array) =>
  api.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from(Data) }));

beforeEach(async () => await open());

afterEach(async () => {
  api.destroy();
  await scene.close();
});

describe("@connections", () => {
  test("posts to a client", async () => {
    await post(connectionId, "hello");
    expect(await client.next()).toBe("hello");
  });

  test("posts 128 KB in frames of 32 KB, and refuses a byte more", async () => {
    await post(connectionId, "x".repeat(128 * 1024));
    expect(await client.next()).toHaveLength(128 * 1024);
    await expect(post(connectionId, "x".repeat(128 * 1024 + 1))).rejects.toMatchObject({
      name: "PayloadTooLargeException",
      $metadata: { httpStatusCode: 413 },
    });
  });

  test("tells who is connected and since when", async () => {
    const answer = await api.send(new GetConnectionCommand({ ConnectionId: connectionId }));
    expect(answer).toMatchObject({ Identity: { SourceIp: "127.0.0.1", UserAgent: "test/1" } });
    expect(answer.ConnectedAt).toBeInstanceOf(Date);
    expect(answer.LastActiveAt?.getTime()).toBeGreaterThanOrEqual(answer.ConnectedAt?.getTime() ?? Infinity);
  });

  test("ends a connection, which is gone then", async () => {
    await api.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
    expect((await client.ended).code).toBe(1000);
    const gone = { name: "GoneException", $metadata: { httpStatusCode: 410 } };
    await expect(post(connectionId, "hello")).rejects.toMatchObject(gone);
    await expect(api.send(new GetConnectionCommand({ ConnectionId: connectionId }))).rejects.toMatchObject(gone);
    await expect(api.send(new DeleteConnectionCommand({ ConnectionId: connectionId }))).rejects.toMatchObject(gone);
  });

  test("refuses what is no connection's id, and what is no stage", async () => {
    await expect(post("nobody", "x")).rejects.toMatchObject({ name: "BadRequestException" });
    await expect(post("../../x", "x")).rejects.toMatchObject({ name: "BadRequestException" });
    await expect(post("AAAAAAAAAAAAAAA=", "x")).rejects.toMatchObject({ name: "GoneException" });
    const { endpoint, ...config } = scene.clientConfig();
    const other = new ApiGatewayManagementApiClient({ ...config, endpoint: endpoint.replace(/dev$/, "prod") });
    const command = new PostToConnectionCommand({ ConnectionId: connectionId, Data: "x" });
    await expect(other.send(command)).rejects.toMatchObject({ name: "ForbiddenException" });
    other.destroy();
  });

  test("has a limit to what a client leaves untaken", async () => {
    await scene.close();
    await open({ limits: { unsentBytes: 10 } });
    await expect(post(connectionId, "more than ten")).rejects.toMatchObject({
      name: "LimitExceededException",
      $metadata: { httpStatusCode: 429 },
    });
  });

  test("asks for ManageConnections on the connection's own ARN, by method", async () => {
    const { endpoint } = scene.clientConfig();
    const Resource = `arn:aws:execute-api:us-east-1:111122223333:${API_ID}/dev/POST/@connections/*`;
    const Statement = { Sid: "OnlyPost", Effect: "Allow", Action: "execute-api:ManageConnections", Resource };
    const poster = new ApiGatewayManagementApiClient({ ...scene.cloud.as("poster", [Statement]), endpoint });
    await poster.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: "mine" }));
    expect(await client.next()).toBe("mine");
    const refused = poster.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
    await expect(refused).rejects.toThrow(
      `not authorized to perform: execute-api:ManageConnections on resource: arn:aws:execute-api:us-east-1:111122223333:${API_ID}/dev/DELETE/@connections/${connectionId}`,
    );
    poster.destroy();
  });
});

test("two hundred clients hold a conversation each at once, and none is lost", async () => {
  const talk = async (at: number): Promise<number> => {
    const one = await connectTo(scene.url);
    for (let turn = 0; turn < 5; turn++) {
      const message = JSON.stringify({ action: "echo", at, turn });
      one.socket.send(message);
      expect(await one.next()).toBe(message);
    }
    return at;
  };
  const talked = await Promise.all(Array.from({ length: 200 }, (_, at) => talk(at)));
  expect(talked).toHaveLength(200);
  const ids = scene.events.flatMap(({ requestContext }) =>
    requestContext["eventType"] === "CONNECT" ? [requestContext.connectionId] : [],
  );
  expect(new Set(ids).size).toBe(201);
  await Promise.all(ids.slice(1).map((id) => post(id, id)));
});
