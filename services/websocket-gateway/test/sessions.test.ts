import { EmployeeId, EndSessionEvent } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { describe, expect, test } from "@jest/globals";
import { endSession } from "../src/usecases/end-session.ts";
import { GatewayWorld, sessionOf } from "./fakes/gateway-world.ts";
import { ADA, LIN } from "./fakes/test-issuer.ts";

const PING = { action: "ping" };
const event: EndSessionEvent = EndSessionEvent.parse({
  sessionId: sessionOf(ADA),
  employeeId: ADA,
  asked: "a".repeat(64),
  reason: "The laptop was lost",
});
const ending = (world: GatewayWorld, changed: Partial<EndSessionEvent> = {}) =>
  endSession({ ...event, ...changed }, { ...world.ports, sessions: world.connections });

describe("a session that an operator ends", () => {
  test("is on record with why and which record asked before anything else, and ends nowhere where the record fails", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    world.audit.failNext();
    await expect(ending(world)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(await world.say(socket, PING)).toMatchObject({ type: "pong" });
    await ending(world);
    expect(world.audit.records).toMatchObject([
      {
        event: "session.ended",
        subjectId: `session_${sessionOf(ADA)}`,
        employeeId: ADA,
        // Its own record, under its own name: an operator's name comes from the operator's record alone.
        actor: "connection-manager",
        input: { sessionId: sessionOf(ADA), asked: "a".repeat(64), reason: "The laptop was lost" },
      },
    ]);
  });

  test("closes its sockets at once, each told why, and nobody else's", async () => {
    const world = new GatewayWorld();
    const [one, two, lins] = [await world.socketOf(), await world.socketOf(), await world.socketOf(LIN)];
    const otherSession = await world.connect(world.token({ sub: ADA, sid: "sess_2ada00000002" }));
    expect(await ending(world)).toEqual({ sessionId: sessionOf(ADA), socketsEnded: 2 });
    for (const socket of [one, two]) {
      const pushed = world.pushed.filter(({ connectionId }) => connectionId === socket).map(({ text }) => text);
      expect(pushed).toHaveLength(2);
      expect(JSON.parse(pushed[0] ?? "")).toMatchObject({ type: "error", code: "SESSION_REVOKED" });
      expect(pushed[1]).toBeNull();
    }
    expect([...world.connections.rows.keys()]).toEqual([lins, otherSession.connectionId]);
    expect(await world.say(lins, PING)).toMatchObject({ type: "pong" });
  });

  test("is refused at the next message of a socket that was missed, with its code, and that socket is closed", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    expect(await ending(world, { employeeId: null })).toEqual({ sessionId: sessionOf(ADA), socketsEnded: 0 });
    expect(await world.say(socket, { ...PING, token: world.token({ sid: sessionOf(ADA) }) })).toBeNull();
    const [why, end] = world.pushed;
    expect(JSON.parse(why?.text ?? "")).toMatchObject({ code: "SESSION_REVOKED", remedy: expect.any(String) });
    expect(end).toEqual({ connectionId: socket, text: null });
    expect(world.connections.rows.size).toBe(0);
  });

  test("hears nothing any more from a workflow, and finds no booking begun in its name", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    await ending(world, { employeeId: null });
    expect(await world.send({ type: "progress", step: "searching" })).toMatchObject({ delivered: 0 });
    expect(await world.say(socket, { action: "request", requestId: "request-1", text: "Chicago" })).toBeNull();
    expect([world.plans, world.vault.size]).toEqual([[], 0]);
  });

  test("cannot connect again with a token that is good; another session of the same employee can", async () => {
    const world = new GatewayWorld();
    await ending(world);
    const again = await world.connect(world.token({ sid: sessionOf(ADA) }));
    expect(again.response).toMatchObject({ statusCode: 403, body: expect.stringContaining("Sign in again") });
    expect((await world.connect(world.token({ sid: "sess_2ada00000002" }))).response.statusCode).toBe(200);
  });

  test("ended twice is over once, on two records", async () => {
    const world = new GatewayWorld();
    await world.socketOf();
    expect(await ending(world)).toMatchObject({ socketsEnded: 1 });
    expect(await ending(world)).toMatchObject({ socketsEnded: 0 });
    expect(world.audit.records).toHaveLength(2);
  });

  test("has each socket ended for itself: one that is gone or cannot be reached keeps no other open", async () => {
    const world = new GatewayWorld();
    const [gone, stuck, open] = [await world.socketOf(), await world.socketOf(), await world.socketOf()];
    world.gone.add(gone);
    const { post } = world.ports.sockets;
    const sockets = {
      ...world.ports.sockets,
      post: async (connectionId: string, text: string) => {
        if (connectionId === stuck) throw new AppError("SOCKET_UNAVAILABLE", { cause: "No answer.", remedy: "Wait." });
        return post(connectionId, text);
      },
    };
    const ended = await endSession(event, { ...world.ports, sockets, sessions: world.connections });
    expect(ended.socketsEnded).toBe(1);
    expect(world.pushed).toContainEqual({ connectionId: open, text: null });
    expect([...world.connections.rows.keys()]).toEqual([stuck]);
  });
});

test.each([
  ["another's key", { sessionId: "revoked#sess_2ada00000001" }],
  ["letters of another alphabet", { sessionId: "sess_2аda00000001" }],
  ["full-width letters", { sessionId: "sess_２ada00000001" }],
  ["an invisible character", { sessionId: "sess_2ada0000​0001" }],
  ["a line break", { sessionId: "sess_2ada00000001\n" }],
  ["an empty session", { sessionId: "" }],
  ["an empty reason", { reason: "" }],
  ["a reason that is too long", { reason: "x".repeat(281) }],
  ["no employee's id", { employeeId: "lock#user_2employeeAda" }],
  ["no record that asks for it", { asked: "" }],
  ["somebody who is said to end it", { endedBy: "agentic-pm-dev-operator/grace" }],
  ["members that nobody knows", { alsoEnd: "sess_2lin00000001" }],
])("session-ender takes no event with %s", (_what, changed) => {
  expect(EndSessionEvent.safeParse({ ...event, ...changed }).success).toBe(false);
  expect(EndSessionEvent.safeParse({ ...event, employeeId: EmployeeId.parse(LIN) }).success).toBe(true);
});
