import { bookingIdOf, EmployeeId, MAX_MESSAGE_BYTES } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { answerMessage } from "../src/usecases/answer-message.ts";
import { sendMessage } from "../src/usecases/send-message.ts";
import { GatewayWorld, sessionOf } from "./fakes/gateway-world.ts";
import { ADA, LIN, ORIGIN } from "./fakes/test-issuer.ts";

const PING = { action: "ping" };
const progress = { type: "progress", step: "planning" } as const;

describe("opening a socket", () => {
  test("answers with our subprotocol, and never with the token", async () => {
    const world = new GatewayWorld();
    const { response } = await world.connect(world.token());
    expect(response).toEqual({ statusCode: 200, headers: { "Sec-WebSocket-Protocol": "agentic-pm.v1" } });
  });

  test("a token opens one socket: a replay is refused, also at the same instant", async () => {
    const world = new GatewayWorld();
    const token = world.token();
    const both = await Promise.all([world.connect(token), world.connect(token)]);
    expect(both.map(({ response }) => response.statusCode).toSorted()).toEqual([200, 401]);
    expect((await world.connect(token)).response.statusCode).toBe(401);
    expect(world.connections.rows.size).toBe(1);
  });

  test("a token opens a socket up to 30 seconds after its issue, and not a second later", async () => {
    const world = new GatewayWorld();
    const tokens = [world.token(), world.token()] as const;
    world.clock.advance(30_000);
    expect((await world.connect(tokens[0])).response.statusCode).toBe(200);
    world.clock.advance(1_000);
    expect((await world.connect(tokens[1])).response.statusCode).toBe(401);
  });

  test("without what the authorizer proved, or after the session was ended, it is refused", async () => {
    const world = new GatewayWorld();
    const context = { eventType: "CONNECT", routeKey: "$connect", connectionId: "x", identity: { sourceIp: "::1" } };
    expect(await world.event(context)).toMatchObject({ statusCode: 401 });
    world.connections.revoked.add(sessionOf(ADA));
    expect((await world.connect(world.token({ sid: sessionOf(ADA) }))).response.statusCode).toBe(403);
    expect(world.connections.rows.size).toBe(0);
  });

  test("so many in a minute for an employee, and for an address; the next minute is a new one", async () => {
    const world = new GatewayWorld();
    const { connectsPerEmployee, connectsPerAddress } = world.settings;
    for (let count = 0; count < connectsPerEmployee; count += 1) await world.socketOf(ADA, "198.51.100.1");
    expect((await world.connect(world.token(), "198.51.100.2")).response).toEqual({
      statusCode: 429,
      body: "Connect again after 2026-01-15T09:01:00.000Z.",
    });
    for (let count = connectsPerEmployee; count < connectsPerAddress; count += 1) {
      await world.socketOf(`user_2employee${count}`, "198.51.100.1");
    }
    expect((await world.connect(world.token({ sub: LIN }), "198.51.100.1")).response.statusCode).toBe(429);
    world.clock.advance(60_000);
    expect((await world.connect(world.token(), "198.51.100.1")).response.statusCode).toBe(200);
  });
});

describe("each message", () => {
  test("is answered while the session lasts; then the client is told why and the socket is ended", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    expect(await world.say(socket, PING)).toEqual({ type: "pong", validUntil: "2026-01-15T09:01:00.000Z" });
    world.clock.advance(60_000);
    expect(await world.say(socket, PING)).toBeNull();
    const [why, end] = world.pushed;
    expect(JSON.parse(why?.text ?? "")).toMatchObject({ type: "error", code: "SESSION_EXPIRED" });
    expect(end).toEqual({ connectionId: socket, text: null });
    expect(world.connections.rows.size).toBe(0);
  });

  test("after a logout in mid-session ends the socket, though the token is good", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    expect(await world.say(socket, PING)).toMatchObject({ type: "pong" });
    world.connections.revoked.add(sessionOf(ADA));
    const fresh = world.token({ sid: sessionOf(ADA) });
    expect(await world.say(socket, { ...PING, token: fresh })).toBeNull();
    expect(world.pushed.map(({ text }) => text === null)).toEqual([false, true]);
  });

  test("with another user's connection id is not that user's message", async () => {
    const world = new GatewayWorld();
    const adas = await world.socketOf(ADA);
    const [linsSocket, proved] = [await world.socketOf(LIN), world.connections.rows];
    const authorizer = {
      employeeId: LIN,
      sessionId: sessionOf(LIN),
      tokenId: "t",
      issuedAt: "2026-01-15T09:00:00.000Z",
      expiresAt: "2026-01-15T09:01:00.000Z",
    };
    const context = { eventType: "MESSAGE", routeKey: "ping", identity: { sourceIp: "198.51.100.7" }, authorizer };
    expect(await world.event({ ...context, connectionId: adas }, '{"action":"ping"}')).toEqual({ statusCode: 200 });
    expect(proved.has(adas)).toBe(false);
    expect(await world.event({ ...context, connectionId: linsSocket }, '{"action":"ping"}')).toMatchObject({
      body: expect.stringContaining("pong"),
    });
    const otherSession = { ...authorizer, sessionId: sessionOf(ADA) };
    const mixed = { ...context, authorizer: otherSession, connectionId: linsSocket };
    expect(await world.event(mixed, '{"action":"ping"}')).toEqual({ statusCode: 200 });
    expect(await world.event({ ...context, connectionId: "made-up" }, '{"action":"ping"}')).toEqual({
      statusCode: 200,
    });
  });

  test("of one byte over 128 KB is too large, and of 128 KB is not", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    const padded = (bytes: number) => {
      const [before, after] = ['{"action":"ping"', "}"];
      return `${before}${" ".repeat(bytes - before.length - after.length)}${after}`;
    };
    expect(await world.say(socket, padded(MAX_MESSAGE_BYTES), "ping")).toMatchObject({ type: "pong" });
    expect(await world.say(socket, padded(MAX_MESSAGE_BYTES + 1), "ping")).toMatchObject({ code: "MESSAGE_TOO_LARGE" });
    const wide = `{"action":"${"é".repeat(MAX_MESSAGE_BYTES / 2)}"}`;
    expect(await world.say(socket, wide, "$default")).toMatchObject({ code: "MESSAGE_TOO_LARGE" });
  });

  test("of one character over a request's most is invalid, and of the most is not", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    const ask = (text: string) => ({ action: "request", requestId: "request-1", text });
    expect(await world.say(socket, ask("x".repeat(2001)))).toMatchObject({ code: "MESSAGE_INVALID" });
    expect(await world.say(socket, ask("x".repeat(2000)))).toMatchObject({ type: "accepted" });
  });

  test.each([
    ["malformed JSON", '{"action":', "$default", "MESSAGE_MALFORMED"],
    ["no JSON at all", "hello", "$default", "MESSAGE_MALFORMED"],
    ["nothing", "", "$default", "MESSAGE_INVALID"],
    ["null", "null", "$default", "ACTION_UNKNOWN"],
    ["an array", "[]", "$default", "ACTION_UNKNOWN"],
    ["deep JSON", `{"action":"ping","x":${"[".repeat(50_000)}${"]".repeat(50_000)}}`, "ping", "MESSAGE_TOO_DEEP"],
    ["a key twice", '{"action":"ping","action":"cancel"}', "cancel", "MESSAGE_DUPLICATE_KEY"],
    ["a key twice in two spellings", '{"action":"ping","\\u0061ction":"ping"}', "ping", "MESSAGE_DUPLICATE_KEY"],
    ["__proto__", '{"action":"ping","__proto__":{"token":"x"}}', "ping", "MESSAGE_DUPLICATE_KEY"],
    ["an unknown route", '{"action":"transfer"}', "$default", "ACTION_UNKNOWN"],
    ["no action", '{"hello":"x"}', "$default", "ACTION_UNKNOWN"],
    ["an action that is not its route", '{"action":"ping"}', "cancel", "MESSAGE_INVALID"],
    ["an unknown member", '{"action":"ping","employeeId":"user_2employeeLin"}', "ping", "MESSAGE_INVALID"],
    ["a member of the wrong kind", '{"action":"ack","seq":"1"}', "ack", "MESSAGE_INVALID"],
    ["a fraction", '{"action":"ack","seq":1.5}', "ack", "MESSAGE_INVALID"],
    ["a number without end", '{"action":"ack","seq":1e999}', "ack", "MESSAGE_INVALID"],
    [
      "a booking id that is none",
      '{"action":"cancel","bookingId":"lock#user_2employeeLin"}',
      "cancel",
      "MESSAGE_INVALID",
    ],
  ])("that is %s gets a typed error, and the socket lives", async (_what, body, route, code) => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    expect(await world.say(socket, body, route)).toMatchObject({ type: "error", code, requestId: null });
    expect(await world.say(socket, PING)).toMatchObject({ type: "pong" });
  });

  test("that is binary gets a typed error", async () => {
    const world = new GatewayWorld();
    const connectionId = await world.socketOf();
    const { ports } = world;
    const incoming = { connectionId, route: "$default", body: "e30=", isBinary: true, proved: null };
    expect(await answerMessage(incoming, ports)).toMatchObject({ code: "MESSAGE_BINARY" });
  });

  test("whatever it is gets a reply and never an exception", async () => {
    const routes = ["request", "select", "confirm", "cancel", "ack", "resume", "ping", "$default"];
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.constantFrom(...routes), async (body, route) => {
        const world = new GatewayWorld();
        expect((await world.say(await world.socketOf(), body, route))?.type).toBe("error");
      }),
      { numRuns: 60 },
    );
  });

  test("so many in a minute for an employee, and for an address, and says when to try again", async () => {
    const world = new GatewayWorld();
    const { messagesPerEmployee, messagesPerAddress } = world.settings;
    const adas = await world.socketOf(ADA);
    for (let count = 0; count < messagesPerEmployee; count += 1) await world.say(adas, PING);
    const limited = { code: "RATE_LIMITED", remedy: "Try again after 2026-01-15T09:01:00.000Z." };
    expect(await world.say(adas, PING)).toMatchObject(limited);
    expect(await world.say(await world.socketOf(ADA, "203.0.113.9"), PING)).toMatchObject(limited);
    const lins = await world.socketOf(LIN);
    for (let count = messagesPerEmployee + 1; count < messagesPerAddress; count += 1) await world.say(lins, PING);
    expect(await world.say(lins, PING)).toMatchObject(limited);
    expect(await world.say(await world.socketOf(LIN, "203.0.113.9"), PING)).toMatchObject({ type: "pong" });
  });
});

describe("a ping with a token", () => {
  test("extends the socket with a fresh token of the same employee and session, also a little late", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    world.clock.advance(61_000);
    const token = world.token({ sid: sessionOf(ADA) });
    expect(await world.say(socket, { ...PING, token })).toEqual({
      type: "pong",
      validUntil: "2026-01-15T09:02:01.000Z",
    });
    expect(await world.say(socket, PING)).toMatchObject({ validUntil: "2026-01-15T09:02:01.000Z" });
  });

  test("an older token of the session takes nothing back", async () => {
    const world = new GatewayWorld();
    const old = world.token({ sid: sessionOf(ADA) });
    world.clock.advance(20_000);
    const socket = await world.socketOf();
    expect(await world.say(socket, { ...PING, token: old })).toMatchObject({ validUntil: "2026-01-15T09:01:20.000Z" });
  });

  test.each([
    ["another employee's", { sub: LIN, sid: sessionOf(LIN) }],
    ["another employee's under this session", { sub: LIN, sid: sessionOf(ADA) }],
    ["the employee's other session's", { sid: "sess_2another0001" }],
    ["an expired", { sid: sessionOf(ADA), iat: 1_768_467_000, exp: 1_768_467_060 }],
    ["a pending session's", { sid: sessionOf(ADA), sts: "pending" }],
  ])("%s token ends the socket", async (_whose, claims) => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    expect(await world.say(socket, { ...PING, token: world.token(claims) })).toBeNull();
    expect(world.connections.rows.has(socket)).toBe(false);
    expect(JSON.parse(world.pushed[0]?.text ?? "")).toMatchObject({ code: "SESSION_EXPIRED" });
  });
});

describe("what the workflows say", () => {
  test("goes to every socket of the employee under one number, and to nobody else", async () => {
    const world = new GatewayWorld();
    const sockets = [await world.socketOf(ADA), await world.socketOf(ADA)];
    await world.socketOf(LIN);
    expect(await world.send(progress)).toEqual({ seq: 1, delivered: 2 });
    expect(world.pushed.map(({ connectionId }) => connectionId)).toEqual(sockets);
    expect(JSON.parse(world.pushed[0]?.text ?? "")).toEqual({
      seq: 1,
      bookingId: null,
      at: "2026-01-15T09:00:00.000Z",
      body: progress,
    });
  });

  test("waits in the outbox when nobody is there, and is replayed after a reconnect", async () => {
    const world = new GatewayWorld();
    expect(await world.send(progress)).toEqual({ seq: 1, delivered: 0 });
    await world.send({ type: "progress", step: "searching" });
    const socket = await world.socketOf();
    const replayed = await world.say(socket, { action: "resume", after: 1 });
    expect(replayed).toMatchObject({ type: "replayed", messages: [{ seq: 2 }], more: false });
    expect(await world.say(socket, { action: "resume", after: 1 })).toEqual(replayed);
  });

  test("is forgotten once acknowledged, by its employee alone", async () => {
    const world = new GatewayWorld();
    for (let count = 0; count < 3; count += 1) await world.send(progress);
    const resume = { action: "resume", after: 0 };
    await world.say(await world.socketOf(LIN), { action: "ack", seq: 3 });
    const socket = await world.socketOf();
    expect(await world.say(socket, resume)).toMatchObject({ messages: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] });
    expect(await world.say(socket, { action: "ack", seq: 2 })).toEqual({ type: "acknowledged", seq: 2 });
    expect(await world.say(socket, resume)).toMatchObject({ messages: [{ seq: 3 }] });
    expect((await world.send(progress)).seq).toBe(4);
  });

  test("is replayed in pages", async () => {
    const world = new GatewayWorld();
    for (let count = 0; count < 70; count += 1) await world.send(progress);
    const socket = await world.socketOf();
    const first = await world.say(socket, { action: "resume", after: 0 });
    expect(first).toMatchObject({ more: true });
    const seen = first?.type === "replayed" ? first.messages : [];
    const rest = await world.say(socket, { action: "resume", after: seen.at(-1)?.seq ?? 0 });
    expect(rest).toMatchObject({ more: false });
    const all = [...seen, ...(rest?.type === "replayed" ? rest.messages : [])];
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 70 }, (_, index) => index + 1));
  });

  test("is replayed in pages that fit a message", async () => {
    const world = new GatewayWorld();
    const question = { slot: "destination", code: "AMBIGUOUS_CITY", heard: "Springfield" } as const;
    const candidates = Array.from({ length: 8 }, () => "x".repeat(120));
    const questions = Array.from({ length: 6 }, () => ({ ...question, candidates }));
    const body = { type: "question" as const, questions };
    for (let count = 0; count < 50; count += 1) await world.send(body);
    const page = await world.say(await world.socketOf(), { action: "resume", after: 0 });
    const bytes = Buffer.byteLength(JSON.stringify(page));
    expect(page).toMatchObject({ more: true });
    expect([bytes > 64 * 1024, bytes <= 100 * 1024]).toEqual([true, true]);
  });

  test("a gone connection is cleaned, and the others get the message", async () => {
    const world = new GatewayWorld();
    const [gone, there] = [await world.socketOf(), await world.socketOf()];
    world.gone.add(gone);
    expect(await world.send(progress)).toEqual({ seq: 1, delivered: 1 });
    expect([...world.connections.rows.keys()]).toEqual([there]);
  });

  test("one socket's outage is not the others', and a bug is no outage", async () => {
    const world = new GatewayWorld();
    const [ill] = [await world.socketOf(), await world.socketOf()];
    const { post } = world.ports.sockets;
    const failing = (error: Error) => ({
      ...world.ports,
      sockets: {
        ...world.ports.sockets,
        post: async (id: string, text: string) => {
          if (id === ill) throw error;
          return post(id, text);
        },
      },
    });
    const event = { employeeId: EmployeeId.parse(ADA), bookingId: null, body: progress };
    const outage = new AppError("SOCKET_UNAVAILABLE", { cause: "No answer.", remedy: "Later.", retryable: true });
    expect(await sendMessage(event, failing(outage))).toEqual({ seq: 1, delivered: 1 });
    expect(world.connections.rows.size).toBe(2);
    await expect(sendMessage(event, failing(new TypeError("a bug")))).rejects.toThrow("a bug");
  });

  test("never goes to a socket whose session is over, which is ended instead", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    world.clock.advance(60_000);
    expect(await world.send(progress)).toEqual({ seq: 1, delivered: 0 });
    const revoked = await world.socketOf();
    world.connections.revoked.add(sessionOf(ADA));
    expect(await world.send(progress)).toEqual({ seq: 2, delivered: 0 });
    expect(world.pushed).toEqual([
      { connectionId: socket, text: null },
      { connectionId: revoked, text: null },
    ]);
    expect(world.connections.rows.size).toBe(0);
  });

  test("a retried event keeps its number; without a key it is said again", async () => {
    const world = new GatewayWorld();
    const dedupeKey = "bkg_1-1/SayPlanning";
    expect((await world.send(progress, { dedupeKey })).seq).toBe(1);
    expect((await world.send(progress, { dedupeKey })).seq).toBe(1);
    expect((await world.send(progress, { dedupeKey: "bkg_1-2/SayPlanning" })).seq).toBe(2);
    expect((await world.send(progress)).seq).toBe(3);
  });

  test("of a booking's end has one number, whoever says it and under whatever key", async () => {
    const world = new GatewayWorld();
    const ended = (status: "failed" | "handed_over" | "voided", code: string) =>
      ({ type: "status", status, code, confirmationNumber: null, deepLink: null }) as const;
    const bookingId = bookingIdOf(EmployeeId.parse(ADA), "request-1");
    const other = bookingIdOf(EmployeeId.parse(ADA), "request-2");
    const first = await world.send(ended("failed", "PORTAL_UNAVAILABLE"), { bookingId, dedupeKey: "bkg-1/SayFailure" });
    expect(await world.send(ended("failed", "WORKFLOW_ABANDONED"), { bookingId })).toEqual(first);
    expect((await world.send(ended("failed", "X"), { bookingId: other })).seq).toBe(2);
    expect((await world.send(ended("handed_over", "X"), { bookingId })).seq).toBe(3);
    const nothing = { type: "options" as const, options: [], constraints: [], strictestDefaults: false };
    const sold = { ...nothing, expiresAt: "2026-01-15T09:15:00.000Z", because: "SOLD_OUT" as const };
    expect((await world.send(sold, { bookingId, dedupeKey: "bkg-1/SayVoided" })).seq).toBe(4);
    expect((await world.send(ended("voided", "SOLD_OUT"), { bookingId })).seq).toBe(4);
  });
});

test("a disconnect forgets the socket", async () => {
  const world = new GatewayWorld();
  const connectionId = await world.socketOf();
  const context = { eventType: "DISCONNECT", routeKey: "$disconnect", connectionId, identity: { sourceIp: "::1" } };
  expect(await world.event(context)).toEqual({ statusCode: 200 });
  expect(world.connections.rows.size).toBe(0);
});

test("no token and no origin is in any log", async () => {
  const world = new GatewayWorld();
  const token = world.token();
  await world.connect(token);
  await world.connect(token);
  await world.say(await world.socketOf(), { action: "ping", token: world.token({ sts: "pending" }) });
  const lines = JSON.stringify(world.logger.lines);
  expect(lines).not.toContain("eyJ");
  expect(lines).not.toContain(ORIGIN);
});
