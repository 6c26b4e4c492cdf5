import { afterEach, describe, expect, test } from "@jest/globals";
import {
  API_ID,
  connectTo,
  webSocketScene,
  type Scene,
  type SceneOptions,
} from "../../test-support/web-socket-scene.ts";

let scene: Scene;
const open = async (options: SceneOptions): Promise<void> => void (scene = await webSocketScene(options));
const ok = () => ({ statusCode: 200 });
const methodArn = `arn:aws:execute-api:us-east-1:111122223333:${API_ID}/dev/$connect`;
const policy = (Effect: string, more: object = {}) => ({
  principalId: "ada",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect, Resource: methodArn }],
  },
  ...more,
});
const refusal = async (how?: Parameters<typeof connectTo>[1], url = scene.url): Promise<unknown> =>
  await connectTo(url, how).then(
    () => "connected",
    (error: { status?: number }) => error.status,
  );

afterEach(async () => await scene.close());

describe("the authorizer", () => {
  test("hears of the handshake in API Gateway's form, with the Origin and the client's address", async () => {
    await open({ handlers: { authorizer: () => policy("Allow"), $connect: ok } });
    await connectTo(`${scene.url}?ticket=t1&ticket=t2`, {
      protocols: ["chat", "bearer.secret"],
      options: { origin: "https://travel.example", headers: { "User-Agent": "test/1", "X-Forwarded-For": "6.6.6.6" } },
    }).catch(() => undefined);
    expect(scene.events[0]).toMatchObject({
      type: "REQUEST",
      methodArn,
      headers: {
        Origin: "https://travel.example",
        Host: `${API_ID}.execute-api.us-east-1.amazonaws.com`,
        "Sec-WebSocket-Protocol": "chat,bearer.secret",
        "X-Forwarded-For": "6.6.6.6, 127.0.0.1",
      },
      multiValueHeaders: { Origin: ["https://travel.example"] },
      queryStringParameters: { ticket: "t2" },
      multiValueQueryStringParameters: { ticket: ["t1", "t2"] },
      requestContext: {
        routeKey: "$connect",
        eventType: "CONNECT",
        messageDirection: "IN",
        stage: "dev",
        apiId: API_ID,
        domainName: `${API_ID}.execute-api.us-east-1.amazonaws.com`,
        identity: { sourceIp: "127.0.0.1", userAgent: "test/1" },
        connectionId: expect.stringMatching(/^[\w-]{15}=$/),
        requestTime: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      },
    });
  });

  test("gives its context, as texts, to every later event of the connection", async () => {
    const context = { employee: "ada", level: 3, staff: true };
    await open({
      handlers: { authorizer: () => policy("Allow", { context }), $connect: ok, $default: ok, $disconnect: ok },
      twoWay: [],
    });
    const client = await connectTo(scene.url);
    client.socket.send("hello");
    client.socket.close();
    await client.ended;
    await waitFor(() => scene.events.length === 4);
    const authorizer = { principalId: "ada", employee: "ada", level: "3", staff: "true" };
    for (const event of scene.events.slice(1)) expect(event.requestContext["authorizer"]).toEqual(authorizer);
  });

  test.each<[string, unknown, number]>([
    ["denies", policy("Deny"), 403],
    ["allows another route", { ...policy("Allow"), policyDocument: { Version: "2012-10-17", Statement: [] } }, 403],
    ["names no principal", { policyDocument: policy("Allow").policyDocument }, 500],
    ["answers no policy", { principalId: "ada" }, 500],
    ["answers a malformed policy", { principalId: "ada", policyDocument: { Statement: [{ Effect: "Maybe" }] } }, 500],
    ["has an object in its context", policy("Allow", { context: { a: {} } }), 500],
    ["answers more than 8 KB", policy("Allow", { context: { a: "x".repeat(9_000) } }), 500],
    ["answers nothing", undefined, 500],
  ])("that %s has the handshake refused", async (_what, answer, status) => {
    await open({ handlers: { authorizer: () => answer, $connect: ok } });
    expect(await refusal()).toBe(status);
    expect(scene.events).toHaveLength(1);
  });

  test("that throws Unauthorized refuses with 401, and one that fails with 500", async () => {
    let message = "Unauthorized";
    await open({
      handlers: {
        authorizer: () => {
          throw new Error(message);
        },
        $connect: ok,
      },
    });
    expect(await refusal()).toBe(401);
    message = "broken";
    expect(await refusal()).toBe(500);
  });

  test("is not asked where an identity source is missing", async () => {
    const identitySources = ["route.request.header.Sec-WebSocket-Protocol", "route.request.querystring.ticket"];
    await open({ handlers: { authorizer: () => policy("Allow"), $connect: ok }, identitySources });
    expect(await refusal()).toBe(401);
    expect(await refusal({ protocols: ["chat"] })).toBe(401);
    expect(scene.events).toHaveLength(0);
    expect(await refusal({ protocols: ["chat"] }, `${scene.url}?ticket=1`)).toBe(undefined);
    expect(scene.events).toHaveLength(2);
  });

  test("needs a permission for API Gateway to call it", async () => {
    const sources: string[] = [];
    await open({
      handlers: { authorizer: () => policy("Allow"), $connect: ok },
      permits: (functionArn, sourceArn) => {
        sources.push(sourceArn);
        return !functionArn.endsWith("authorizer");
      },
    });
    expect(await refusal()).toBe(500);
    expect(sources).toEqual([`arn:aws:execute-api:us-east-1:111122223333:${API_ID}/authorizers/auth`]);
  });
});

describe("$connect", () => {
  test.each([400, 401, 403, 429, 500])("refuses with the status %d that its function answers", async (statusCode) => {
    await open({ handlers: { $connect: () => ({ statusCode }) } });
    expect(await refusal()).toBe(statusCode);
    expect(scene.service.connections()).toBe(0);
  });

  test.each<[string, () => unknown, number]>([
    ["fails", () => Promise.reject(new Error("x")), 502],
    ["answers no proxy response", () => "yes", 502],
    [
      "answers a subprotocol that would split the header",
      () => ({ statusCode: 200, headers: { "Sec-WebSocket-Protocol": "a\r\nSet-Cookie: x" } }),
      502,
    ],
  ])("refuses where its function %s", async (_what, handler, status) => {
    await open({ handlers: { $connect: handler } });
    expect(await refusal()).toBe(status);
  });

  test("refuses where its function may not be invoked", async () => {
    await open({ handlers: { $connect: ok }, permits: () => false });
    expect(await refusal()).toBe(500);
    expect(scene.events).toHaveLength(0);
  });

  test("refuses when its function takes too long", async () => {
    await open({ handlers: { $connect: () => new Promise(() => undefined) }, timeoutMs: 60 });
    expect(await refusal()).toBe(504);
  });

  test("says which subprotocol is spoken; without a word of it none is", async () => {
    const headers = { "Sec-WebSocket-Protocol": "travel.v1" };
    await open({ handlers: { $connect: () => ({ statusCode: 200, headers }) } });
    const client = await connectTo(scene.url, { protocols: ["travel.v1", "bearer.secret"] });
    expect(client.socket.protocol).toBe("travel.v1");
    await scene.close();
    await open({ handlers: { $connect: ok } });
    // A client that offered protocols and is told of none hangs up by itself.
    await expect(connectTo(scene.url, { protocols: ["travel.v1"] })).rejects.toThrow("no subprotocol");
  });

  test("is not needed", async () => {
    await open({ handlers: { $default: ok } });
    await connectTo(scene.url);
    expect(scene.service.connections()).toBe(1);
  });

  test("an unknown stage is refused, and so is a path too long", async () => {
    await open({ handlers: { $connect: ok } });
    expect(await refusal({}, scene.url.replace(/dev$/, "prod"))).toBe(403);
    expect(await refusal({}, `${scene.url}?x=${"y".repeat(5_000)}`)).toBe(414);
  });

  test("more connections in a second than the account may make are refused with 429", async () => {
    const clock = { now: () => 1_000, after: () => () => undefined };
    await open({ handlers: { $connect: ok }, limits: { connectionsPerSecond: 2 }, clock });
    await connectTo(scene.url);
    await connectTo(scene.url);
    expect(await refusal()).toBe(429);
  });

  test("a client that left in the meantime is told to $disconnect", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const codes: unknown[] = [];
    await open({
      handlers: {
        $connect: async () => {
          await promise;
          return ok();
        },
        $disconnect: (event) => void codes.push(event.requestContext["disconnectStatusCode"]),
      },
    });
    const connecting = connectTo(scene.url);
    connecting.catch(() => undefined);
    await waitFor(() => scene.events.length === 1);
    const { WebSocket } = await import("ws");
    const leaver = new WebSocket(scene.url);
    leaver.on("error", () => undefined);
    await waitFor(() => scene.events.length === 2);
    leaver.terminate();
    await new Promise((later) => setTimeout(later, 50));
    resolve();
    await connecting;
    await waitFor(() => codes.length === 1);
    expect(codes).toEqual([1006]);
    expect(scene.service.connections()).toBe(1);
  });
});

async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((later) => setTimeout(later, 5));
}
