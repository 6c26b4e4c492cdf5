import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  connectTo,
  webSocketScene,
  type Scene,
  type SceneOptions,
  type TestClient,
} from "../../test-support/web-socket-scene.ts";
import { FrameWatch } from "./frame-watch.ts";
import { askedRoute, selectionPath } from "./route-selection.ts";

let scene: Scene;
const open = async (options: SceneOptions): Promise<TestClient> => {
  scene = await webSocketScene(options);
  return await connectTo(scene.url);
};
const echo =
  (name: string) =>
  ({ body }: { readonly body?: string }) => ({ statusCode: 200, body: `${name}:${body}` });

afterEach(async () => await scene?.close());

describe("routes", () => {
  test("are chosen by the message's action, and by $default for everything else", async () => {
    const client = await open({
      handlers: { ask: echo("ask"), $default: echo("default"), $connect: echo("connect") },
      twoWay: ["ask", "$default"],
    });
    const messages: [message: string, route: string][] = [
      ['{"action":"ask","q":1}', "ask"],
      ['{"action":"unknown"}', "default"],
      ['{"action":"$connect"}', "default"],
      ['{"action":"$disconnect"}', "default"],
      ['{"action":{"a":1}}', "default"],
      ['{"actio', "default"],
      ["null", "default"],
      ["[1]", "default"],
      ["", "default"],
    ];
    for (const [message, route] of messages) {
      client.socket.send(message);
      expect(await client.next()).toBe(`${route}:${message}`);
    }
    expect(scene.events.at(-1)).toMatchObject({
      isBase64Encoded: false,
      requestContext: { routeKey: "$default", eventType: "MESSAGE", messageId: expect.stringMatching(/=$/) },
    });
  });

  test("answer only where a route response is", async () => {
    const client = await open({ handlers: { quiet: echo("quiet"), loud: echo("loud") }, twoWay: ["loud"] });
    client.socket.send('{"action":"quiet"}');
    client.socket.send('{"action":"loud"}');
    expect(await client.next()).toBe('loud:{"action":"loud"}');
    expect(scene.events).toHaveLength(2);
  });

  test("that are nowhere are forbidden", async () => {
    const client = await open({ handlers: { ask: echo("ask") } });
    client.socket.send("hello");
    expect(JSON.parse(await client.next())).toEqual({
      message: "Forbidden",
      connectionId: expect.any(String),
      requestId: expect.any(String),
    });
  });

  test("that fail, or answer no proxy response, say Internal server error, with ids and nothing else", async () => {
    const client = await open({
      handlers: {
        fail: () => {
          throw new Error("the password is x");
        },
        odd: () => ({ hello: 1 }),
        none: () => undefined,
      },
    });
    for (const action of ["fail", "odd", "none"]) {
      client.socket.send(JSON.stringify({ action }));
      const answer = JSON.parse(await client.next()) as unknown;
      const { connectionId } = scene.events.at(-1)?.requestContext ?? {};
      expect(answer).toEqual({ message: "Internal server error", connectionId, requestId: expect.any(String) });
    }
  });

  test("that take too long say so", async () => {
    const client = await open({ handlers: { $default: () => new Promise(() => undefined) }, timeoutMs: 60 });
    client.socket.send("x");
    expect(JSON.parse(await client.next())).toMatchObject({ message: "Endpoint request timed out" });
  });

  test("are not reached without the function's permission", async () => {
    const client = await open({
      handlers: { $default: echo("x") },
      permits: (_functionArn, sourceArn) => !sourceArn.endsWith("/dev/$default"),
    });
    client.socket.send("x");
    expect(JSON.parse(await client.next())).toMatchObject({ message: "Internal server error" });
    expect(scene.events).toHaveLength(0);
  });

  test("read no property that a message inherits", () => {
    expect(askedRoute("{}", ["constructor", "name"])).toBe(undefined);
    expect(selectionPath("$request.body.action")).toEqual(["action"]);
    expect(selectionPath("${request.body.a.b}")).toEqual(["a", "b"]);
    expect(selectionPath("$request.header.x")).toBe(undefined);
  });
});

describe("limits", () => {
  const endOf = async (client: TestClient): Promise<[code: number, heard: unknown]> => {
    const { code } = await client.ended;
    while (scene.events.at(-1)?.requestContext["eventType"] !== "DISCONNECT") await new Promise(setImmediate);
    return [code, scene.events.at(-1)?.requestContext["disconnectStatusCode"]];
  };
  const handlers = { $default: echo("x"), $disconnect: () => undefined };

  test("a frame of 32 KB is taken, and a byte more closes with 1009 before any function hears of it", async () => {
    const client = await open({ handlers, twoWay: ["$default"] });
    client.socket.send("x".repeat(32 * 1024));
    await client.next();
    client.socket.send("x".repeat(32 * 1024 + 1));
    expect(await endOf(client)).toEqual([1009, 1009]);
    expect(scene.events.map(({ requestContext }) => requestContext["eventType"])).toEqual(["MESSAGE", "DISCONNECT"]);
  });

  test("a message of 128 KB in frames is taken, and a byte more closes with 1009", async () => {
    const client = await open({ handlers, twoWay: [] });
    const frame = "x".repeat(32 * 1024);
    const send = (frames: readonly string[]): void =>
      frames.forEach((part, at) => client.socket.send(part, { fin: at === frames.length - 1 }));
    send([frame, frame, frame, frame]);
    while (scene.events.length === 0) await new Promise(setImmediate);
    expect(scene.events[0]?.body).toHaveLength(128 * 1024);
    send([frame, frame, frame, frame, "x"]);
    expect(await endOf(client)).toEqual([1009, 1009]);
  });

  test("a binary frame closes with 1003", async () => {
    const client = await open({ handlers });
    client.socket.send(Buffer.from([1, 2, 3]));
    expect(await endOf(client)).toEqual([1003, 1003]);
  });

  test("text that is no UTF-8 closes with 1007", async () => {
    const client = await open({ handlers });
    client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect((await endOf(client))[0]).toBe(1007);
  });

  test("a connection that is idle for ten minutes, or two hours old, is closed with 1001", async () => {
    const clock = manualClock();
    const client = await open({ handlers, clock, twoWay: ["$default"] });
    clock.forward(9 * 60_000);
    client.socket.send("still here");
    await client.next();
    clock.forward(9 * 60_000);
    expect(scene.service.connections()).toBe(1);
    clock.forward(60_001);
    expect(await endOf(client)).toEqual([1001, 1001]);
    const busy = await connectTo(scene.url);
    for (let minutes = 0; minutes < 119; minutes += 7) {
      busy.socket.send("busy");
      await busy.next();
      clock.forward(7 * 60_000);
    }
    clock.forward(60_000);
    expect((await busy.ended).code).toBe(1001);
  });

  test.each<[string, (client: TestClient) => void, number, string]>([
    ["closes with a code", ({ socket }) => socket.close(4000, "bye"), 4000, "bye"],
    ["closes without one", ({ socket }) => socket.close(), 1005, "Client-side close frame status not set"],
    ["is cut off", ({ socket }) => socket.terminate(), 1006, "Connection Closed Abnormally"],
  ])("$disconnect hears that a client %s", async (_how, leave, code, reason) => {
    const client = await open({ handlers });
    leave(client);
    await endOf(client);
    expect(scene.events.at(-1)).toMatchObject({
      requestContext: { routeKey: "$disconnect", disconnectStatusCode: code, disconnectReason: reason },
    });
    expect(Object.keys(scene.events.at(-1)?.headers ?? {})).toEqual([
      "Host",
      "x-api-key",
      "X-Forwarded-For",
      "x-restapi",
    ]);
  });

  test("frames are measured however their bytes arrive", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 70_000 }), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 8 }),
        (sizes, cuts) => {
          const bytes = Buffer.concat(sizes.map(maskedFrame));
          let seen = 0;
          const watch = new FrameWatch(32_768, () => (seen += 1));
          for (let at = 0, turn = 0; at < bytes.length; turn++) {
            const length = cuts[turn % cuts.length] ?? 1;
            watch.take(bytes.subarray(at, at + length));
            at += length;
          }
          expect(seen).toBe(sizes.some((size) => size > 32_768) ? 1 : 0);
        },
      ),
    );
  });
});

function maskedFrame(size: number): Buffer {
  const head = size < 126 ? Buffer.of(0x81, 0x80 | size) : Buffer.alloc(size < 65_536 ? 4 : 10);
  if (size >= 126) head.set([0x81, 0x80 | (size < 65_536 ? 126 : 127)]);
  if (size >= 65_536) head.writeBigUInt64BE(BigInt(size), 2);
  else if (size >= 126) head.writeUInt16BE(size, 2);
  return Buffer.concat([head, Buffer.alloc(4), Buffer.alloc(size, 0x82)]);
}

function manualClock() {
  let now = Date.parse("2026-11-21T10:00:00Z");
  const timers = new Set<{ readonly at: number; readonly task: () => void }>();
  return {
    now: () => now,
    after: (ms: number, task: () => void) => {
      const timer = { at: now + ms, task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    forward: (ms: number) => {
      now += ms;
      for (const timer of timers) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.task();
      }
    },
  };
}
