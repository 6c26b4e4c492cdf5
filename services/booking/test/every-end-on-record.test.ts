import { bookingIdOf, EmployeeId, isOver } from "@agentic-pm/contracts/travel";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { BookingWorld } from "./fakes/booking-world.ts";
import type { Crash } from "./fakes/crashing.ts";

jest.setTimeout(60_000);

let world: BookingWorld;
beforeAll(async () => {
  world = await BookingWorld.start();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.processes.kill(null);
  world.portal.isSilent = false;
  world.onInvoke = () => undefined;
});

/** What holds of a booking whatever happened to it: at its end, or after the sweep that finds what was left of it. */
async function expectEnd(): Promise<string> {
  world.processes.kill(null);
  await world.sweepLater();
  const told = world.ends;
  await world.sweepLater();
  const row = await world.row();
  const { records, verified } = await world.trail();
  // The place is free again, or an offer waits to be taken.
  expect([row.status, isOver(row.status) || row.status === "offered"]).toEqual([row.status, true]);
  // Never paid twice; and what was paid is never called anything else.
  expect(world.portal.paid.length).toBeLessThanOrEqual(1);
  if (world.portal.paid.length === 1) expect(["booked", "handed_over"]).toContain(row.status);
  else expect(row.status).not.toBe("booked");
  // The end is on record, the row points at it, and the chain verifies.
  expect(verified).toBe(true);
  const end = records.find(({ hash }) => hash === row.auditHash);
  expect(end).toBeDefined();
  if (row.status !== "offered") expect(end?.output["status"]).toBe(row.status);
  // The employee knows how it ended.
  if (row.status !== "offered") expect(world.told).toMatchObject({ type: "status", status: row.status });
  // Once: no sweep says it again.
  expect(world.ends).toEqual(told);
  return row.status;
}

describe("booking-plan", () => {
  test("ends in an offer", async () => {
    expect((await world.run("booking-plan")).status).toBe("SUCCEEDED");
    expect(await expectEnd()).toBe("offered");
  });

  test.each(BookingWorld.tasksOf("booking-plan"))(
    "has an end on record though %s never gets through",
    async (state) => {
      await world.run("booking-plan", state);
      expect(await expectEnd()).toMatch(/^(?:offered|failed)$/);
    },
  );
});

describe("booking-execute", () => {
  test("books once", async () => {
    expect((await world.run("booking-execute")).status).toBe("SUCCEEDED");
    expect(world.told).toMatchObject({ status: "booked", code: null });
    expect([await expectEnd(), world.portal.paid.length]).toEqual(["booked", 1]);
  });

  test.each(BookingWorld.tasksOf("booking-execute"))(
    "has an end on record, and one payment at most, though %s never gets through",
    async (state) => {
      await world.run("booking-execute", state);
      expect(await expectEnd()).toMatch(/^(?:booked|failed|handed_over)$/);
    },
  );

  test("ends a confirmation of a second offer though re-quote dies again and again", async () => {
    const left = { execution: "the-first-confirmations", reason: "FARE_CHANGED" };
    world.processes.kill({ name: "re-quote", op: "row:booking", when: "before", every: true });
    expect((await world.run("booking-execute", undefined, left)).status).toBe("SUCCEEDED");
    expect(world.told).toMatchObject({ type: "status", status: "failed" });
    expect((await world.row()).status).toBe("failed");
    expect(await expectEnd()).toBe("failed");
  });

  test("ends a confirmation whose time is over before re-quote sees it: nothing is paid, the place is free", async () => {
    world.onInvoke = (name) => {
      if (name === "re-quote") world.clock.advance(16 * 60_000);
    };
    expect((await world.run("booking-execute")).status).toBe("SUCCEEDED");
    expect(world.told).toMatchObject({ type: "status", status: "expired", code: "OFFER_EXPIRED" });
    expect([await expectEnd(), world.portal.paid.length]).toEqual(["expired", 0]);
  });

  test("says it later where nobody could say that its time was over", async () => {
    world.onInvoke = (name) => {
      if (name === "re-quote") world.clock.advance(16 * 60_000);
    };
    expect((await world.run("booking-execute", "SayVoided")).status).toBe("FAILED");
    expect(world.told).toBeUndefined();
    world.onInvoke = () => undefined;
    expect(await expectEnd()).toBe("expired");
  });

  test("finds what the portal took without an answer", async () => {
    world.portal.isSilent = true;
    await world.run("booking-execute");
    expect([await expectEnd(), world.portal.paid.length]).toEqual(["booked", 1]);
  });

  test.each(["re-quote", "booking-executor"])(
    "is finished as it was begun when the machine is deployed anew while %s works",
    async (working) => {
      world.onInvoke = (name) => {
        if (name === working) world.update();
      };
      expect((await world.run("booking-execute")).status).toBe("SUCCEEDED");
      expect([await expectEnd(), world.portal.paid.length]).toEqual(["booked", 1]);
    },
  );

  test("that is cancelled while its failure is being closed ends once, by whoever was first, on record", async () => {
    world.onInvoke = async (name) => {
      if (name === "close-booking") await world.cancel();
    };
    await world.run("booking-plan", "ReasonAndPlan");
    expect((await world.row()).status).toBe("cancelled");
    const { records, verified } = await world.trail();
    expect([verified, records.filter(({ output }) => output["status"] !== undefined).length]).toEqual([true, 1]);
  });

  test("whose failure is closed before it is cancelled stays failed, and has no record of a cancel", async () => {
    await world.run("booking-plan", "ReasonAndPlan");
    expect(await world.cancel()).toBeNull();
    const { records } = await world.trail();
    expect(records.filter(({ output }) => output["status"] !== undefined)).toMatchObject([
      { output: { status: "failed" } },
    ]);
  });

  const OPS: readonly (readonly [name: string, op: string])[] = [
    ["re-quote", "row:booking"],
    ["re-quote", "audit:booking.requoted"],
    ["booking-executor", "connect"],
    ["booking-executor", "audit:booking.intent"],
    ["booking-executor", "row:booking"],
    ["booking-executor", "note:begin"],
    ["booking-executor", "press"],
    ["booking-executor", "audit:booking.outcome"],
    ["booking-executor", "note:finish"],
    ["booking-executor", "row:booked"],
    ["booking-executor", "stop"],
  ];
  const CRASHES = OPS.flatMap(([name, op]): Crash[] => [
    { name, op, when: "before", every: false },
    { name, op, when: "before", every: true },
    { name, op, when: "after", every: false },
  ]);
  test.each(CRASHES)("survives $name killed $when $op (every time: $every)", async (crash) => {
    world.processes.kill(crash);
    await world.run("booking-execute");
    expect(await expectEnd()).toMatch(/^(?:booked|failed|handed_over)$/);
  });
});

describe("rows that none of our functions wrote", () => {
  const SECRET = "what-a-row-says";
  /** Another execution had it, and was stopped. */
  const ABANDONED = { status: "booking", execution: "stopped" };
  const planted: readonly Record<string, unknown>[] = [
    { bookingId: "bkg_bad-id", status: "booking", updatedAt: "2026-01-15T09:00:00.000Z" },
    { bookingId: `bkg_${"0".repeat(32)}`, status: "planning" },
    { bookingId: `bkg_${"1".repeat(32)}`, status: "unknown", updatedAt: SECRET },
    { bookingId: `bkg_${"2".repeat(32)}`, status: "failed", updatedAt: "2026-01-15T09:00:00.000Z", reason: 7 },
  ];
  const rows = () => planted.map((row) => ({ createdAt: world.clock.now().toISOString(), note: SECRET, ...row }));
  afterEach(async () => {
    for (const { bookingId } of planted) await world.uproot(String(bookingId));
  });

  test("keep no booking from its end, and are counted and named, without what they say", async () => {
    for (const row of rows()) await world.plant(row);
    await world.run("booking-execute", undefined, ABANDONED);
    const lines = world.logger.lines.length;
    world.metrics.added.length = 0;
    expect((await world.sweepLater()).status).toBe("SUCCEEDED");
    expect((await world.row()).status).toBe("failed");
    expect(world.told).toMatchObject({ status: "failed" });
    expect(world.metrics.added).toEqual([{ name: "BookingsNotEnded", value: planted.length, unit: "Count" }]);
    const said = world.logger.lines.slice(lines);
    const named = said.filter(({ code }) => code === "BOOKING_MALFORMED").map(({ fields }) => fields["bookingId"]);
    expect(named.toSorted()).toEqual(planted.map(({ bookingId }) => bookingId).toSorted());
    expect(JSON.stringify(said)).not.toContain(SECRET);
  });

  test("that look like a booking from outside are not ended, and the sweep fails after all the others", async () => {
    const bookingId = bookingIdOf(EmployeeId.parse("user_2employeeAda"), "request-planted");
    await world.plant({ ...rows()[1], bookingId, status: "booking", updatedAt: "2026-01-15T09:00:00.000Z" });
    await world.run("booking-execute", undefined, ABANDONED);
    expect(await world.sweepLater()).toMatchObject({ status: "FAILED", error: "SWEEP_NOT_ENDED" });
    expect((await world.row()).status).toBe("failed");
    await world.uproot(bookingId);
  });
});
