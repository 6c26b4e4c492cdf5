import { verifyChains } from "@agentic-pm/audit-trail";
import { bookingIdOf, EmployeeId, MAX_TURNS, requestHashOf } from "@agentic-pm/contracts/travel";
import { envelopeBytes, handoverOf } from "@agentic-pm/contracts";
import { memorySeals } from "@agentic-pm/lambda/fakes";
import { describe, expect, test } from "@jest/globals";
import { GatewayWorld, option } from "./fakes/gateway-world.ts";
import { ADA, LIN } from "./fakes/test-issuer.ts";

const ask = (requestId = "request-1", text = "Chicago next Tuesday, back Thursday") => ({
  action: "request",
  requestId,
  text,
});
const adasBooking = (requestId = "request-1") => bookingIdOf(EmployeeId.parse(ADA), requestId);

/** A conversation up to a selection. */
async function selected(options = [option()]) {
  const world = new GatewayWorld();
  const socket = await world.socketOf();
  await world.say(socket, ask());
  const bookingId = adasBooking();
  world.offer(bookingId, options);
  const reply = await world.say(socket, { action: "select", bookingId, optionId: option().optionId });
  if (reply?.type !== "selected") throw new Error("Nothing was selected.");
  return { world, socket, bookingId, commandHash: reply.commandHash, reply };
}

describe("a request", () => {
  test("is kept in the vault, recorded, given the employee's place, sealed and started, in that order", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    const bookingId = adasBooking();
    expect(await world.say(socket, ask())).toEqual({ type: "accepted", requestId: "request-1", bookingId });
    const [[vaultKey, vaulted] = []] = [...world.vault];
    expect(vaulted).toMatchObject({ bookingId, turn: 1, text: "Chicago next Tuesday, back Thursday" });
    const [plan] = world.plans;
    expect(plan).toMatchObject({
      bookingId,
      employeeId: ADA,
      turn: 1,
      requests: [{ vaultKey, sha256: vaulted && requestHashOf(vaulted) }],
      profile: { homeAirport: "BOS", timeZone: "America/New_York", grade: "staff" },
      requestedOn: "2026-01-15",
      audit: { seq: 0 },
      seal: {
        stage: "connect",
        executionName: `${bookingId}-1`,
        labels: { provenance: ["employee_chat", "operator"], readers: ["operator", `person:${ADA}`] },
      },
    });
    // An execution keeps its input for all who may look at executions.
    expect(JSON.stringify(world.plans)).not.toMatch(/Example|@northwind-atlas|givenName|email/);
    expect(world.bookings.rows.get(bookingId)).toMatchObject({ status: "planning", turn: 1, auditSeq: 0 });
    expect(world.audit.records).toMatchObject([
      { event: "booking.requested", subjectId: bookingId, bookingId, employeeId: ADA, actor: ADA },
    ]);
    expect(JSON.stringify([world.audit.records, world.logger.lines, world.bookings.rows])).not.toContain("Chicago");
  });

  test("opens with the seal of this stage over every member", async () => {
    const world = new GatewayWorld();
    await world.say(await world.socketOf(), ask());
    const [plan] = world.plans;
    if (plan === undefined) throw new Error("Nothing was started.");
    const { stage, executionName, labels, mac } = plan.seal;
    const handover = handoverOf({ ...plan, executionName });
    expect(await memorySeals("connect").isGenuine({ stage, executionName, labels, handover }, mac)).toBe(true);
    expect(envelopeBytes({ stage, executionName, labels, handover })).toHaveLength(32);
  });

  test("sent again gets the same answer and has no second side effect, also over another socket", async () => {
    const world = new GatewayWorld();
    const first = await world.say(await world.socketOf(), ask());
    const again = await world.socketOf();
    expect(await world.say(again, ask())).toEqual(first);
    expect(await world.say(again, ask("request-1", "Paris, first class"))).toEqual(first);
    expect([world.vault.size, world.plans.length, world.audit.records.length]).toEqual([1, 1, 1]);
  });

  test("twice at the same instant begins exactly one booking, and the other is told which", async () => {
    const world = new GatewayWorld();
    const sockets = [await world.socketOf(), await world.socketOf()] as const;
    const replies = await Promise.all([
      world.say(sockets[0], ask("request-a")),
      world.say(sockets[1], ask("request-b")),
    ]);
    expect(replies.map((reply) => reply?.type).toSorted()).toEqual(["accepted", "error"]);
    const [winner] = [...world.bookings.rows.keys()];
    expect(replies.find((reply) => reply?.type === "error")).toMatchObject({
      code: "BOOKING_IN_PROGRESS",
      cause: expect.stringContaining(winner ?? "?"),
    });
    expect([world.bookings.rows.size, world.plans.length]).toEqual([1, 1]);
    // The other one's request has no record that would speak of a booking.
    expect(world.audit.records.map(({ bookingId }) => bookingId)).toEqual([winner]);
    expect(verifyChains(world.audit.records)).toMatchObject({ verified: true });
  });

  test("sent twice at the same instant under one name is one booking, accepted twice", async () => {
    const world = new GatewayWorld();
    const sockets = [await world.socketOf(), await world.socketOf()] as const;
    const replies = await Promise.all(sockets.map((socket) => world.say(socket, ask())));
    expect(replies.map((reply) => reply?.type)).toEqual(["accepted", "accepted"]);
    expect([world.bookings.rows.size, world.plans.length, world.audit.records.length]).toEqual([1, 1, 1]);
  });

  test("whose workflow could not be started is left as it is, and healed by sending it again", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    world.workflowsFail = true;
    expect(await world.say(socket, ask())).toMatchObject({
      type: "error",
      code: "WORKFLOW_NOT_STARTED",
      requestId: "request-1",
    });
    expect(world.bookings.rows.get(adasBooking())).toMatchObject({ status: "planning" });
    world.workflowsFail = false;
    expect(await world.say(socket, ask())).toMatchObject({ type: "accepted" });
    expect([world.plans.length, world.audit.records.length, world.vault.size]).toEqual([1, 1, 1]);
  });

  test("of which the trail knows nothing is not begun", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    world.audit.failNext();
    expect(await world.say(socket, ask())).toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect([world.bookings.rows.size, world.plans.length]).toEqual([0, 0]);
    expect(await world.say(socket, ask())).toMatchObject({ type: "accepted" });
  });

  test("of somebody whom the operator did not list is refused", async () => {
    const world = new GatewayWorld();
    world.travellers.delete(ADA);
    expect(await world.say(await world.socketOf(), ask())).toMatchObject({ code: "EMPLOYEE_UNKNOWN" });
    expect(world.vault.size).toBe(0);
  });

  test("is dated by the employee's own clock", async () => {
    const world = new GatewayWorld();
    world.clock.advance(-6 * 3600 * 1000); // 03:00 in London is 22:00 the day before in Boston
    await world.say(await world.socketOf(), ask());
    expect(world.plans[0]?.requestedOn).toBe("2026-01-14");
  });

  test.each([
    ["is over", "failed", 0, undefined],
    ["is cancelled", "cancelled", 0, undefined],
    ["has an offer that ran out", "offered", 16, "expired"],
    ["has a selection that ran out", "selected", 16, "expired"],
    ["asked something more than a day ago", "asking", 24 * 60 + 1, "expired"],
  ] as const)("takes the place of a booking that %s", async (_what, status, minutes, after) => {
    const world = new GatewayWorld();
    await world.say(await world.socketOf(), ask("request-1"));
    world.offer(adasBooking());
    world.set(adasBooking(), { status });
    world.clock.advance(minutes * 60_000);
    expect(await world.say(await world.socketOf(), ask("request-2"))).toMatchObject({ type: "accepted" });
    expect(world.bookings.rows.get(adasBooking())?.status).toBe(after ?? status);
  });

  test.each(["planning", "asking", "awaiting_approval", "confirmed", "booking", "unknown"] as const)(
    "does not take the place of a booking that is %s, however old it is",
    async (status) => {
      const world = new GatewayWorld();
      await world.say(await world.socketOf(), ask("request-1"));
      world.offer(adasBooking());
      world.set(adasBooking(), { status });
      world.clock.advance(24 * 3600 * 1000);
      expect(await world.say(await world.socketOf(), ask("request-2"))).toMatchObject({
        code: "BOOKING_IN_PROGRESS",
        cause: expect.stringContaining(adasBooking()),
      });
    },
  );

  test("of another employee goes on beside it", async () => {
    const world = new GatewayWorld();
    await world.say(await world.socketOf(ADA), ask());
    expect(await world.say(await world.socketOf(LIN), ask())).toMatchObject({ type: "accepted" });
    expect(world.plans.map(({ employeeId }) => employeeId)).toEqual([ADA, LIN]);
  });
});

describe("an answer to a question", () => {
  async function asking() {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    await world.say(socket, ask());
    const bookingId = adasBooking();
    world.set(bookingId, { status: "asking" });
    const answer = { ...ask("request-2", "Springfield, Illinois"), bookingId };
    return { world, socket, bookingId, answer };
  }

  test("is the next turn of the same booking, with all that was said before", async () => {
    const { world, socket, bookingId, answer } = await asking();
    expect(await world.say(socket, answer)).toEqual({ type: "accepted", requestId: "request-2", bookingId });
    expect(world.plans[1]).toMatchObject({ turn: 2, audit: { seq: 1 }, seal: { executionName: `${bookingId}-2` } });
    expect(world.plans[1]?.requests).toHaveLength(2);
    expect(world.bookings.rows.get(bookingId)).toMatchObject({ status: "planning", turn: 2 });
  });

  test("sent again has no second side effect; twice at the same instant is one turn", async () => {
    const { world, socket, answer } = await asking();
    const other = await world.socketOf();
    const replies = await Promise.all([world.say(socket, answer), world.say(other, answer)]);
    expect(replies.some((reply) => reply?.type === "accepted")).toBe(true);
    expect(await world.say(socket, answer)).toMatchObject({ type: "accepted" });
    expect([world.plans.length, world.bookings.rows.get(adasBooking())?.turn]).toEqual([2, 2]);
    expect(verifyChains(world.audit.records)).toMatchObject({ verified: true });
  });

  test("where nothing was asked, and beyond the most turns, is refused", async () => {
    const { world, socket, bookingId, answer } = await asking();
    world.set(bookingId, { turn: MAX_TURNS });
    expect(await world.say(socket, answer)).toMatchObject({ code: "TOO_MANY_TURNS" });
    world.set(bookingId, { status: "offered" });
    expect(await world.say(socket, answer)).toMatchObject({ code: "NOT_ASKING" });
  });

  test("on another day is refused: all turns are read against one day", async () => {
    const { world, answer } = await asking();
    world.clock.advance(20 * 3600 * 1000);
    expect(await world.say(await world.socketOf(), answer)).toMatchObject({ code: "ANOTHER_DAY" });
    expect(world.plans).toHaveLength(1);
  });

  test("about another employee's booking finds no such booking", async () => {
    const { world, answer } = await asking();
    expect(await world.say(await world.socketOf(LIN), answer)).toMatchObject({ code: "NOT_FOUND" });
    const nowhere = { ...answer, bookingId: adasBooking("request-9") };
    expect(await world.say(await world.socketOf(), nowhere)).toMatchObject({ code: "NOT_FOUND" });
    expect([world.plans.length, world.vault.size]).toEqual([1, 1]);
  });
});

describe("a selection", () => {
  test("shows what a confirmation would book: the operator's traveller and the row's offer", async () => {
    const { world, bookingId, reply } = await selected();
    expect(reply).toMatchObject({
      bookingId,
      option: option(),
      traveller: "Ada Example",
      needsApproval: false,
      expiresAt: "2026-01-15T09:15:00.000Z",
    });
    expect(world.audit.records.at(-1)).toMatchObject({
      event: "booking.selected",
      output: { commandHash: reply.commandHash },
    });
  });

  test("made again is the same, and another replaces it", async () => {
    const dearer = option({ optionId: "opt_fedcba9876543210", totalCents: 49_900 });
    const { world, socket, bookingId, reply } = await selected([option(), dearer]);
    expect(await world.say(socket, { action: "select", bookingId, optionId: option().optionId })).toEqual(reply);
    expect(world.audit.records).toHaveLength(2);
    const other = await world.say(socket, { action: "select", bookingId, optionId: dearer.optionId });
    expect(other).toMatchObject({ type: "selected", option: dearer });
    const old = { action: "confirm", bookingId, commandHash: reply.commandHash };
    expect(await world.say(socket, old)).toMatchObject({ code: "COMMAND_MISMATCH" });
  });

  test("of a booking that was confirmed, or for somebody who is no longer listed, is refused", async () => {
    const { world, socket, bookingId } = await selected();
    const choice = { action: "select", bookingId, optionId: option().optionId };
    world.travellers.delete(ADA);
    expect(await world.say(socket, choice)).toMatchObject({ code: "EMPLOYEE_UNKNOWN" });
    world.set(bookingId, { status: "confirmed" });
    expect(await world.say(socket, choice)).toMatchObject({ code: "NOT_OFFERED" });
  });

  test("of what was not offered, of an old offer and before an offer is refused", async () => {
    const world = new GatewayWorld();
    const socket = await world.socketOf();
    await world.say(socket, ask());
    const choice = { action: "select", bookingId: adasBooking(), optionId: option().optionId };
    expect(await world.say(socket, choice)).toMatchObject({ code: "NOT_OFFERED" });
    world.offer(adasBooking());
    expect(await world.say(socket, { ...choice, optionId: "opt_0000000000000000" })).toMatchObject({
      code: "OPTION_UNKNOWN",
    });
    world.offer(adasBooking(), [option()], 0);
    expect(await world.say(socket, choice)).toMatchObject({ code: "OFFER_EXPIRED" });
  });
});

describe("a resume", () => {
  test("in the middle of an execution replays what was said, changes and starts nothing, and what is said later follows", async () => {
    const { world, socket, bookingId, commandHash } = await selected();
    await world.say(socket, { action: "confirm", bookingId, commandHash });
    world.set(bookingId, { status: "booking" });
    const said = { bookingId, dedupeKey: "bkg-1/SayBooking" };
    await world.send({ type: "progress", step: "booking" }, said);
    const before = [
      world.bookings.rows.get(bookingId),
      world.audit.records.length,
      world.plans.length,
      world.books.length,
    ];
    const again = await world.socketOf();
    const replayed = await world.say(again, { action: "resume", after: 0 });
    expect(replayed).toMatchObject({
      type: "replayed",
      messages: [{ seq: 1, body: { step: "booking" } }],
      more: false,
    });
    const after = [
      world.bookings.rows.get(bookingId),
      world.audit.records.length,
      world.plans.length,
      world.books.length,
    ];
    expect(after).toEqual(before);
    const booked = {
      type: "status",
      status: "booked",
      code: null,
      confirmationNumber: "NW-1",
      deepLink: null,
    } as const;
    await world.send({ type: "progress", step: "booking" }, said);
    expect(await world.send(booked, { bookingId })).toEqual({ seq: 2, delivered: 2 });
    expect(await world.say(again, { action: "resume", after: 1 })).toMatchObject({
      messages: [{ seq: 2, body: booked }],
    });
  });
});

describe("a confirmation", () => {
  test("within policy is taken once, sealed and started under the command's own name", async () => {
    const { world, socket, bookingId, commandHash } = await selected();
    const confirm = { action: "confirm", bookingId, commandHash };
    expect(await world.say(socket, confirm)).toEqual({ type: "confirmed", bookingId, status: "confirmed" });
    expect(await world.say(socket, confirm)).toEqual({ type: "confirmed", bookingId, status: "confirmed" });
    expect(world.books).toMatchObject([
      {
        bookingId,
        employeeId: ADA,
        commandHash,
        audit: { seq: 2 },
        seal: { stage: "connect", executionName: `${bookingId}-${commandHash.slice(0, 12)}` },
      },
    ]);
    expect(world.audit.records.map(({ event }) => event)).toEqual([
      "booking.requested",
      "booking.selected",
      "booking.confirmed",
    ]);
    expect(verifyChains(world.audit.records)).toMatchObject({ verified: true });
  });

  test("that needs approval waits for the operator and starts nothing", async () => {
    const { world, socket, bookingId, commandHash } = await selected([option({ approval: ["OVER_FARE_CAP"] })]);
    const confirm = { action: "confirm", bookingId, commandHash };
    expect(await world.say(socket, confirm)).toMatchObject({ status: "awaiting_approval" });
    expect(await world.say(socket, confirm)).toMatchObject({ status: "awaiting_approval" });
    expect(world.books).toEqual([]);
  });

  test("sent again after an operator's approval does not take the name of the execution that the operator starts", async () => {
    const { world, socket, bookingId, commandHash } = await selected();
    world.set(bookingId, { status: "confirmed", approval: "{}" });
    const confirm = { action: "confirm", bookingId, commandHash };
    expect(await world.say(socket, confirm)).toEqual({ type: "confirmed", bookingId, status: "confirmed" });
    expect(world.books).toEqual([]);
  });

  test.each(["booking", "booked", "unknown", "handed_over"] as const)(
    "sent again when the booking is %s says so and starts nothing",
    async (status) => {
      const { world, socket, bookingId, commandHash } = await selected();
      world.set(bookingId, { status });
      const confirm = { action: "confirm", bookingId, commandHash };
      expect(await world.say(socket, confirm)).toEqual({ type: "confirmed", bookingId, status });
      expect(world.books).toEqual([]);
    },
  );

  test("twice at the same instant starts once", async () => {
    const { world, socket, bookingId, commandHash } = await selected();
    const confirm = { action: "confirm", bookingId, commandHash };
    await Promise.all([world.say(socket, confirm), world.say(await world.socketOf(), confirm)]);
    expect(await world.say(socket, confirm)).toMatchObject({ status: "confirmed" });
    expect(world.books).toHaveLength(1);
    expect(verifyChains(world.audit.records)).toMatchObject({ verified: true });
  });

  test("whose workflow could not be started is healed by sending it again", async () => {
    const { world, socket, bookingId, commandHash } = await selected();
    world.workflowsFail = true;
    const confirm = { action: "confirm", bookingId, commandHash };
    expect(await world.say(socket, confirm)).toMatchObject({ code: "WORKFLOW_NOT_STARTED" });
    world.workflowsFail = false;
    expect(await world.say(socket, confirm)).toMatchObject({ status: "confirmed" });
    expect(world.books).toHaveLength(1);
  });

  test("of another hash, after the offer's end, or of a command that was altered in its row is refused", async () => {
    const { world, socket, bookingId, commandHash } = await selected();
    const confirm = { action: "confirm", bookingId, commandHash };
    expect(await world.say(socket, { ...confirm, commandHash: "0".repeat(64) })).toMatchObject({
      code: "COMMAND_MISMATCH",
    });
    const kept = world.bookings.rows.get(bookingId)?.command ?? "";
    world.set(bookingId, { command: kept.replace("31500", "1") });
    expect(await world.say(socket, confirm)).toMatchObject({ code: "COMMAND_MISMATCH" });
    world.set(bookingId, { command: kept });
    world.clock.advance(15 * 60_000);
    expect(await world.say(await world.socketOf(), confirm)).toMatchObject({ code: "OFFER_EXPIRED" });
    expect(world.books).toEqual([]);
  });

  test("before a selection, or after the offer was voided, is refused", async () => {
    const { world, socket, bookingId, commandHash } = await selected();
    world.offer(bookingId);
    expect(await world.say(socket, { action: "confirm", bookingId, commandHash })).toMatchObject({
      code: "NOT_SELECTED",
    });
  });
});

describe("a cancellation", () => {
  test("ends a booking until it has begun, and gives its place away", async () => {
    const { world, socket, bookingId } = await selected();
    const cancel = { action: "cancel", bookingId };
    expect(await world.say(socket, cancel)).toEqual({ type: "cancelled", bookingId });
    expect(await world.say(socket, cancel)).toEqual({ type: "cancelled", bookingId });
    expect(world.audit.records.at(-1)).toMatchObject({ event: "booking.cancelled" });
    expect(await world.say(socket, ask("request-2"))).toMatchObject({ type: "accepted" });
  });

  test.each(["planning", "asking", "offered", "selected", "awaiting_approval", "confirmed"] as const)(
    "of a booking that is %s is in time",
    async (status) => {
      const { world, socket, bookingId } = await selected();
      world.set(bookingId, { status });
      expect(await world.say(socket, { action: "cancel", bookingId })).toEqual({ type: "cancelled", bookingId });
      expect(world.bookings.rows.get(bookingId)?.status).toBe("cancelled");
    },
  );

  test.each(["booking", "booked", "unknown", "handed_over", "failed"] as const)(
    "of a booking that is %s comes too late",
    async (status) => {
      const { world, socket, bookingId } = await selected();
      world.set(bookingId, { status });
      expect(await world.say(socket, { action: "cancel", bookingId })).toMatchObject({ code: "TOO_LATE_TO_CANCEL" });
      expect(world.bookings.rows.get(bookingId)?.status).toBe(status);
    },
  );
});

describe("another user's booking id", () => {
  test("is answered as if there were none, changes nothing, and the attempt is in the trail", async () => {
    const { world, bookingId, commandHash } = await selected();
    const before = world.bookings.rows.get(bookingId);
    const lin = await world.socketOf(LIN);
    const unknown = "bkg_00000000000000000000000000000000";
    const answers: unknown[] = [];
    for (const id of [bookingId, unknown]) {
      for (const message of [
        { action: "select", bookingId: id, optionId: option().optionId },
        { action: "confirm", bookingId: id, commandHash },
        { action: "cancel", bookingId: id },
      ]) {
        answers.push(await world.say(lin, message));
      }
    }
    expect(answers.slice(0, 3)).toEqual(answers.slice(3));
    expect(answers[0]).toMatchObject({ code: "NOT_FOUND" });
    expect(world.bookings.rows.get(bookingId)).toEqual(before);
    const refused = world.audit.records.filter(({ event }) => event === "request.refused");
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({
      subjectId: `refused_${bookingId}`,
      employeeId: LIN,
      output: { code: "NOT_FOUND" },
    });
  });
});
