import { verifyChains } from "@agentic-pm/audit-trail";
import { bookingIdOf, EmployeeId, MAX_MESSAGE_BYTES, type Reply } from "@agentic-pm/contracts/travel";
import { describe, expect, test } from "@jest/globals";
import { GatewayWorld, option, sessionOf } from "./fakes/gateway-world.ts";
import { ADA, LIN } from "./fakes/test-issuer.ts";

const ask = (requestId = "request-1", text = "Chicago next Tuesday") => ({ action: "request", requestId, text });
const bookingOf = (employeeId: string, requestId = "request-1") => bookingIdOf(EmployeeId.parse(employeeId), requestId);
const OTHER = option({ optionId: "opt_fedcba9876543210", fareId: "fare-2", totalCents: 45_000 });
const progress = { type: "progress", step: "searching" } as const;

/** A socket of an employee whose booking has been offered two flights, under the same plan's hash for everybody. */
async function offered(world: GatewayWorld, employeeId: string, options = [option(), OTHER]) {
  const socket = await world.socketOf(employeeId);
  const bookingId = bookingOf(employeeId);
  await world.say(socket, ask());
  world.offer(bookingId, options);
  const select = async (optionId: string) => world.say(socket, { action: "select", bookingId, optionId });
  return { socket, bookingId, select };
}
const hashOf = (reply: Reply | null) => (reply?.type === "selected" ? reply.commandHash : "");

describe("confirmations under one plan's hash", () => {
  test("are of the selection that was made last: the one before it is void", async () => {
    const world = new GatewayWorld();
    const { socket, bookingId, select } = await offered(world, ADA);
    const [first, second] = [hashOf(await select(option().optionId)), hashOf(await select(OTHER.optionId))];
    const confirm = (commandHash: string) => world.say(socket, { action: "confirm", bookingId, commandHash });
    expect(await confirm(first)).toMatchObject({ code: "COMMAND_MISMATCH" });
    expect(await confirm(second)).toMatchObject({ type: "confirmed" });
    expect(await confirm(first)).toMatchObject({ type: "error" });
    expect(world.books.map(({ commandHash }) => commandHash)).toEqual([second]);
  });

  test("are each employee's own: another's hash confirms nothing, though plan and flight are the same", async () => {
    const world = new GatewayWorld();
    const [ada, lin] = [await offered(world, ADA), await offered(world, LIN)];
    const adas = hashOf(await ada.select(option().optionId));
    const lins = hashOf(await lin.select(option().optionId));
    expect(adas).not.toBe(lins);
    const crossed = { action: "confirm", bookingId: lin.bookingId, commandHash: adas };
    expect(await world.say(lin.socket, crossed)).toMatchObject({ code: "COMMAND_MISMATCH" });
    expect(await world.say(lin.socket, { ...crossed, bookingId: ada.bookingId })).toMatchObject({ code: "NOT_FOUND" });
    expect(world.books).toEqual([]);
  });

  test("and a cancellation at the same instant leave one end, on a chain that verifies", async () => {
    const world = new GatewayWorld();
    const { socket, bookingId, select } = await offered(world, ADA);
    const commandHash = hashOf(await select(option().optionId));
    const other = await world.socketOf();
    await Promise.all([
      world.say(socket, { action: "confirm", bookingId, commandHash }),
      world.say(other, { action: "cancel", bookingId }),
    ]);
    expect(["confirmed", "cancelled"]).toContain(world.bookings.rows.get(bookingId)?.status);
    expect(world.books.length).toBeLessThanOrEqual(1);
    expect(verifyChains(world.audit.records)).toMatchObject({ verified: true });
  });

  test("after a cancellation start nothing", async () => {
    const world = new GatewayWorld();
    const { socket, bookingId, select } = await offered(world, ADA);
    const commandHash = hashOf(await select(option().optionId));
    await world.say(socket, { action: "cancel", bookingId });
    expect(await world.say(socket, { action: "confirm", bookingId, commandHash })).toMatchObject({ type: "error" });
    expect(await select(option().optionId)).toMatchObject({ code: "NOT_OFFERED" });
    expect([world.bookings.rows.get(bookingId)?.status, world.books]).toEqual(["cancelled", []]);
  });
});

test("another employee's option cannot be selected for one's own booking", async () => {
  const world = new GatewayWorld();
  await offered(world, ADA, [OTHER]);
  const lin = await offered(world, LIN, [option()]);
  expect(await lin.select(OTHER.optionId)).toMatchObject({ code: "OPTION_UNKNOWN" });
});

describe("the numbers of messages", () => {
  test("of another employee replay nothing of theirs, and forget nothing", async () => {
    const world = new GatewayWorld();
    const [adas, lins] = [await world.socketOf(ADA), await world.socketOf(LIN)];
    for (let count = 0; count < 3; count += 1) await world.send(progress);
    for (const after of [0, 1, 2, Number.MAX_SAFE_INTEGER]) {
      expect(await world.say(lins, { action: "resume", after })).toEqual({
        type: "replayed",
        messages: [],
        more: false,
      });
    }
    expect(await world.say(lins, { action: "ack", seq: 3 })).toEqual({ type: "acknowledged", seq: 3 });
    expect(await world.say(adas, { action: "resume", after: 0 })).toMatchObject({
      messages: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
    });
  });

  test("are acknowledged out of order, twice, and ahead of time: what is still to come is not forgotten", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    for (let count = 0; count < 4; count += 1) await world.send(progress);
    for (const seq of [3, 1, 3, 0]) await world.say(socket, { action: "ack", seq });
    expect(await world.say(socket, { action: "resume", after: 0 })).toMatchObject({ messages: [{ seq: 4 }] });
    await world.say(socket, { action: "ack", seq: 1_000_000 });
    await world.send(progress);
    expect(await world.say(socket, { action: "resume", after: 0 })).toMatchObject({ messages: [{ seq: 5 }] });
    for (const seq of [-1, 1.5, 1e300]) {
      expect(await world.say(socket, { action: "ack", seq })).toMatchObject({ code: "MESSAGE_INVALID" });
    }
  });
});

describe("letters that are not what they look like", () => {
  test.each([
    ["full-width letters", "sess_２ada00000001"],
    ["a letter of another alphabet", "sess_2аda00000001"],
    ["a combining mark", "sess_2ada00000001́"],
    ["a right-to-left mark", "sess_2ada00000001\u200F"],
    ["another row's prefix", "revoked#sess_2ada00000001"],
    ["a null", "sess_2ada00000001\u0000"],
  ])("are no session: %s", async (_what, sid) => {
    const world = new GatewayWorld();
    expect((await world.connect(world.token({ sid }))).response.statusCode).toBe(403);
    expect(world.connections.rows.size).toBe(0);
  });

  test.each([
    ["a request's name", { action: "request", requestId: "request-１", text: "Chicago" }],
    ["a booking's id", { action: "cancel", bookingId: `bkg_${"０".repeat(32)}` }],
    ["an option's id", { action: "select", bookingId: bookingOf(ADA), optionId: "opt_０123456789abcde" }],
    ["a hash", { action: "confirm", bookingId: bookingOf(ADA), commandHash: "А".repeat(64) }],
    ["a number", { action: "ack", seq: "１" }],
  ])("are no name of anything: %s", async (_what, message) => {
    const world = new GatewayWorld();
    expect(await world.say(await world.socketOf(), message)).toMatchObject({ code: "MESSAGE_INVALID" });
  });

  test.each(["ｒequest", "request\u200B", "REQUEST", "requеst"])("are no action: %j", async (action) => {
    const world = new GatewayWorld();
    const message = { ...ask(), action };
    expect(await world.say(await world.socketOf(), message, "$default")).toMatchObject({ code: "ACTION_UNKNOWN" });
    expect(world.plans).toEqual([]);
  });

  test.each(["\uD800", "x\uDC00y", "‮ogacihC", "\u{E0041}\u{E0042}", "🏴󠁧󠁢", "\u0000"])(
    "in a request's words are kept as they came, or refused with a code: %j",
    async (text) => {
      const world = new GatewayWorld();
      const reply = await world.say(await world.socketOf(), ask("request-1", text));
      if (reply?.type === "error") expect(reply.code).toMatch(/^MESSAGE_/);
      else expect([...world.vault.values()].map((words) => words.text)).toEqual([text]);
    },
  );
});

describe("one employee over two sockets", () => {
  test("has one conversation: asked on one, chosen on the other, confirmed on both, started once", async () => {
    const world = new GatewayWorld();
    const [one, two] = [await world.socketOf(), await world.socketOf()];
    const bookingId = bookingOf(ADA);
    const accepted = await Promise.all([world.say(one, ask()), world.say(two, ask())]);
    expect(accepted).toEqual([accepted[0], accepted[0]]);
    world.offer(bookingId);
    const commandHash = hashOf(await world.say(two, { action: "select", bookingId, optionId: option().optionId }));
    const confirm = { action: "confirm", bookingId, commandHash };
    expect(await Promise.all([world.say(one, confirm), world.say(two, confirm)])).toContainEqual(
      expect.objectContaining({ type: "confirmed" }),
    );
    expect([world.plans.length, world.books.length]).toEqual([1, 1]);
    await world.send(progress);
    expect(new Set(world.pushed.map(({ connectionId }) => connectionId))).toEqual(new Set([one, two]));
  });

  test("with different requests at the same instant has one place", async () => {
    const world = new GatewayWorld();
    const [one, two] = [await world.socketOf(), await world.socketOf()];
    const replies = await Promise.all([world.say(one, ask("request-1")), world.say(two, ask("request-2"))]);
    expect(replies.map((reply) => reply?.type).toSorted()).toEqual(["accepted", "error"]);
    expect(world.plans).toHaveLength(1);
  });

  test("ends with the one whose session ends, and the other session goes on", async () => {
    const world = new GatewayWorld();
    const one = await world.socketOf();
    const { connectionId: two } = await world.connect(world.token({ sub: ADA, sid: "sess_2ada00000002" }));
    world.connections.revoked.add(sessionOf(ADA));
    expect(await world.say(one, { action: "ping" })).toBeNull();
    expect(await world.say(two, { action: "ping" })).toMatchObject({ type: "pong" });
  });
});

test("a message of nothing but escapes is measured as it came, and refused without being kept", async () => {
  const world = new GatewayWorld();
  const socket = await world.socketOf();
  const escapes = `{"action":"request","requestId":"request-1","text":"${"\\u0041".repeat(MAX_MESSAGE_BYTES / 6)}"}`;
  expect(await world.say(socket, escapes, "request")).toMatchObject({ code: "MESSAGE_TOO_LARGE" });
  expect([world.vault.size, world.plans]).toEqual([0, []]);
});
