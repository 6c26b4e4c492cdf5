import { readFileSync } from "node:fs";
import { verifyChains } from "@agentic-pm/audit-trail";
import {
  type BookingStatus,
  bookingIdOf,
  EmployeeId,
  endKeyOf,
  MOST_SWEPT,
  SweepResult,
  TOLD_ENDS,
} from "@agentic-pm/contracts/travel";
import { fakeRuntime } from "@agentic-pm/lambda/fakes";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { IDLE_MINUTES, type WorkedOn } from "../domain/abandoned-booking.ts";
import type { StandingBooking } from "../domain/standing-booking.ts";
import type { ToldEnd } from "../domain/told-end.ts";
import { sweepBookings, type SweepPorts } from "./sweep-bookings.ts";

const ADA = EmployeeId.parse("user_2employeeAda");
const BOOKING = bookingIdOf(ADA, "request-0001");
const END = { sweep: "end", bookingId: BOOKING, executionName: "sweep-1" } as const;
const MINUTE_MS = 60_000;

const endOf = ({ bookingId, employeeId, status, reason, updatedAt }: StandingBooking) => ({
  bookingId,
  employeeId,
  updatedAt,
  code: reason,
  confirmationNumber: null,
  status: status as ToldEnd["status"],
});

/** A booking that nobody changed for so long. */
async function given(status: BookingStatus, { idleMs = 80 * MINUTE_MS, noted = false } = {}) {
  const { audit, clock, logger, metrics } = fakeRuntime("close-booking");
  const first = await audit.append(BOOKING, null, { event: "booking.requested", input: {}, output: {} });
  const updatedAt = new Date(clock.now().getTime() - idleMs).toISOString();
  const about = { bookingId: BOOKING, employeeId: ADA, turn: 1, commandHash: null, execution: null, reason: null };
  const said = new Set<string>();
  const unreadable = new Map<string, string[]>();
  const rows = new Map<string, StandingBooking>([[BOOKING, { ...about, status, updatedAt, audit: first }]]);
  const ends: SweepPorts["ends"] = {
    find: async (id) => rows.get(id) ?? null,
    idle: async (asked, since) => ({
      rows: [...rows.values()].filter((row) => row.status === asked && row.updatedAt <= since.toISOString()),
      unreadable: unreadable.get(asked) ?? [],
    }),
    ended: async (asked) => ({
      rows: [...rows.values()].filter(({ status: now }) => now === asked).map((row) => endOf(row)),
      unreadable: unreadable.get(asked) ?? [],
    }),
    isSaid: async (end) => said.has(endKeyOf(end.bookingId, end.status)),
    isPaymentNoted: async () => noted,
    end: async (seen, { status: end, code }, { head, entry }) => {
      if (rows.get(BOOKING) !== seen) return false;
      rows.set(BOOKING, { ...seen, status: end, reason: code, audit: await audit.append(BOOKING, head, entry) });
      return true;
    },
  };
  const more = { said, unreadable, metrics, logger };
  return {
    ports: { ends, clock, logger, metrics },
    rows,
    audit,
    ...more,
    row: () => rows.get(BOOKING) as StandingBooking,
  };
}

describe("a booking that no workflow works on any more", () => {
  test.each<[BookingStatus, boolean, string]>([
    ["planning", false, "failed"],
    ["confirmed", false, "failed"],
    ["booking", false, "failed"],
    ["booking", true, "handed_over"],
    ["unknown", true, "handed_over"],
    ["unknown", false, "handed_over"],
  ])("and is %s (payment noted: %s) is found, and ends as %s, on record and in its row", async (status, noted, end) => {
    const { ports, audit, row } = await given(status, { noted });
    expect(await sweepBookings({ sweep: "find" }, ports)).toEqual({ abandoned: [{ bookingId: BOOKING }], untold: [] });
    const about = { bookingId: BOOKING, employeeId: ADA, code: "WORKFLOW_ABANDONED" };
    const ended = await sweepBookings(END, ports);
    expect(ended).toEqual({ outcome: "closed", status: end, ...about });
    expect(SweepResult.safeParse(ended).success).toBe(true);
    const last = audit.records.at(-1);
    expect(last).toMatchObject({
      event: end === "failed" ? "booking.outcome" : "booking.handed_over",
      subjectId: BOOKING,
      employeeId: ADA,
      input: { executionName: "sweep-1", before: status },
      output: { status: end, code: "WORKFLOW_ABANDONED", abandoned: true },
    });
    expect(row()).toMatchObject({ status: end, audit: { hash: last?.hash } });
    expect(verifyChains(audit.records)).toMatchObject({ verified: true, siblings: 0 });
  });

  test.each<[WorkedOn, number]>([
    ["planning", 25],
    ["confirmed", 70],
    ["booking", 70],
    ["unknown", 70],
  ])("and is %s is one after %i minutes without a change, and no moment sooner", async (status, minutes) => {
    const due = await given(status, { idleMs: minutes * MINUTE_MS });
    expect(await sweepBookings({ sweep: "find" }, due.ports)).toEqual({
      abandoned: [{ bookingId: BOOKING }],
      untold: [],
    });
    expect(await sweepBookings(END, due.ports)).toMatchObject({ outcome: "closed" });
    const early = await given(status, { idleMs: minutes * MINUTE_MS - 1 });
    expect(await sweepBookings({ sweep: "find" }, early.ports)).toMatchObject({ abandoned: [] });
    expect(await sweepBookings(END, early.ports)).toMatchObject({ outcome: "superseded" });
    expect(early.audit.records).toHaveLength(1);
  });

  test("is ended once: asked again the same is said, and nothing is left to find", async () => {
    const { ports, audit } = await given("booking");
    const first = await sweepBookings(END, ports);
    expect(await sweepBookings(END, ports)).toEqual(first);
    expect(audit.records).toHaveLength(2);
    expect(await sweepBookings({ sweep: "find" }, ports)).toMatchObject({ abandoned: [] });
  });

  test("stays as it is where its end cannot be put on record", async () => {
    const { ports, audit, row } = await given("planning");
    audit.failNext();
    await expect(sweepBookings(END, ports)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(row().status).toBe("planning");
  });

  test("and that somebody ends at the same moment has no record of this end", async () => {
    const { ports, audit, rows, row } = await given("planning");
    const { find } = ports.ends;
    const raced = {
      ...ports.ends,
      find: async (id: string) => {
        const seen = await find(id);
        rows.set(BOOKING, { ...row(), status: "cancelled" });
        return seen;
      },
    };
    expect(await sweepBookings(END, { ...ports, ends: raced })).toMatchObject({ outcome: "superseded" });
    expect(audit.records).toHaveLength(1);
  });
});

describe("a booking that is left alone", () => {
  test.each<BookingStatus>([
    "asking",
    "offered",
    "selected",
    "awaiting_approval",
    "booked",
    "voided",
    "refused",
    "failed",
    "cancelled",
    "declined",
    "expired",
    "handed_over",
  ])("is one that is %s, however long", async (status) => {
    const { ports, audit } = await given(status, { idleMs: 100_000 * MINUTE_MS });
    expect(await sweepBookings({ sweep: "find" }, ports)).toMatchObject({ abandoned: [] });
    expect(await sweepBookings(END, ports)).toMatchObject({ outcome: "superseded" });
    expect(audit.records).toHaveLength(1);
  });

  test("is one that is not there", async () => {
    const { ports, rows } = await given("planning");
    rows.clear();
    expect(await sweepBookings(END, ports)).toMatchObject({ outcome: "superseded", employeeId: null });
  });
});

describe("an end that nobody could say", () => {
  test.each(TOLD_ENDS)("is found where it is %s, until it was said", async (status) => {
    const { ports, said, rows, row } = await given(status, { idleMs: 10 * MINUTE_MS });
    const code = status === "expired" ? "OFFER_EXPIRED" : null;
    rows.set(BOOKING, { ...row(), reason: code });
    const untold = [{ bookingId: BOOKING, employeeId: ADA, status, code, confirmationNumber: null }];
    const found = await sweepBookings({ sweep: "find" }, ports);
    expect(found).toEqual({ abandoned: [], untold });
    expect(SweepResult.safeParse(found).success).toBe(true);
    said.add(endKeyOf(BOOKING, status));
    expect(await sweepBookings({ sweep: "find" }, ports)).toEqual({ abandoned: [], untold: [] });
  });

  test.each(["OFFER_EXPIRED", "APPROVAL_EXPIRED", "NOT_ANSWERED_IN_TIME"])(
    "is found where a confirmation's time ran out as %s",
    async (reason) => {
      const { ports, rows, row } = await given("expired", { idleMs: 10 * MINUTE_MS });
      rows.set(BOOKING, { ...row(), reason });
      expect(await sweepBookings({ sweep: "find" }, ports)).toMatchObject({ untold: [{ code: reason }] });
    },
  );

  test.each([
    ["its workflow has not had time to say", 10 * MINUTE_MS - 1],
    ["is a day old", 24 * 60 * MINUTE_MS + 1],
  ])("is left alone where it %s", async (_why, idleMs) => {
    const { ports } = await given("failed", { idleMs });
    expect(await sweepBookings({ sweep: "find" }, ports)).toEqual({ abandoned: [], untold: [] });
  });

  test.each<BookingStatus>(["cancelled", "expired"])("is none where the employee made it %s", async (status) => {
    const { ports } = await given(status);
    expect(await sweepBookings({ sweep: "find" }, ports)).toEqual({ abandoned: [], untold: [] });
  });
});

describe("what sweeps cannot end", () => {
  test("is counted once two sweeps should have ended it, and named", async () => {
    const early = await given("booking", { idleMs: 100 * MINUTE_MS - 1 });
    await sweepBookings({ sweep: "find" }, early.ports);
    expect(early.metrics.added).toEqual([]);
    const { ports, metrics, logger } = await given("booking", { idleMs: 100 * MINUTE_MS });
    await sweepBookings({ sweep: "find" }, ports);
    expect(metrics.added).toEqual([{ name: "BookingsNotEnded", value: 1, unit: "Count" }]);
    expect(logger.lines).toMatchObject([{ code: "BOOKING_NOT_ENDED", fields: { bookingId: BOOKING } }]);
  });

  test("is counted where its row cannot be read, and named by the beginning of its key; the others are found", async () => {
    const { ports, metrics, logger, unreadable } = await given("planning", { idleMs: 30 * MINUTE_MS });
    unreadable.set("planning", ["bkg_bad"]).set("failed", [`bkg_${"x".repeat(2000)}`]);
    const found = await sweepBookings({ sweep: "find" }, ports);
    expect(found).toEqual({ abandoned: [{ bookingId: BOOKING }], untold: [] });
    expect(metrics.added).toEqual([{ name: "BookingsNotEnded", value: 2, unit: "Count" }]);
    expect(logger.lines).toMatchObject([
      { code: "BOOKING_MALFORMED", fields: { bookingId: "bkg_bad" } },
      { code: "BOOKING_MALFORMED", fields: { bookingId: `bkg_${"x".repeat(76)}` } },
    ]);
  });
});

test.each([
  ["booking-plan", IDLE_MINUTES.planning],
  ["booking-execute", Math.min(IDLE_MINUTES.confirmed, IDLE_MINUTES.booking, IDLE_MINUTES.unknown)],
])("no execution of %s, and no function that it called, is still alive after that time", (machine, minutes) => {
  const file = new URL(`../../state-machines/${machine}.yml`, import.meta.url);
  const { TimeoutSeconds } = parse(readFileSync(file, "utf8"), { logLevel: "silent", merge: true }) as {
    TimeoutSeconds: number;
  };
  expect(TimeoutSeconds + 150 + 60).toBeLessThan(minutes * 60);
});

describe("more bookings than one sweep can end", () => {
  const idOf = (index: number) => bookingIdOf(ADA, `request-${1000 + index}`);
  async function many(statuses: readonly WorkedOn[]) {
    const { ports, rows, row } = await given("planning");
    const one = row();
    rows.clear();
    statuses.forEach((status, index) => rows.set(idOf(index), { ...one, bookingId: idOf(index), status }));
    const find = async (now: Date) => {
      const found = await sweepBookings({ sweep: "find" }, { ...ports, clock: { now: () => now } });
      return ("abandoned" in found ? found.abandoned : []).map(({ bookingId }) => bookingId);
    };
    return { find, now: ports.clock.now() };
  }

  test("leave room for what may have been paid, which is first", async () => {
    const planning = Array.from({ length: MOST_SWEPT + 1 }, () => "planning" as const);
    const { find, now } = await many([...planning, "confirmed", "booking", "unknown"]);
    const found = await find(now);
    expect(found).toHaveLength(MOST_SWEPT);
    expect(found.slice(0, 3)).toEqual([29, 28, 27].map((nth) => idOf(nth - 1)));
    expect(new Set(found).size).toBe(MOST_SWEPT);
  });

  test("come all to their turn, though none of the first can ever be ended", async () => {
    const { find, now } = await many([...Array.from({ length: 60 }, () => "unknown" as const), "planning"]);
    const seen = new Set<string>();
    for (let sweep = 0; sweep < 5; sweep += 1) {
      for (const id of await find(new Date(now.getTime() + sweep * 15 * MINUTE_MS))) seen.add(id);
    }
    expect(seen.size).toBe(61);
  });
});

test("one sweep has an end, and the next one goes on", () => {
  const many = Array.from({ length: MOST_SWEPT + 1 }, () => ({ bookingId: BOOKING }));
  expect(SweepResult.safeParse({ abandoned: many, untold: [] }).success).toBe(false);
});
