import { describe, expect, test } from "@jest/globals";
import { canonicalJson } from "@agentic-pm/contracts";
import { bookingCommandHash } from "@agentic-pm/contracts/travel";
import { fakeRuntime, unsealed } from "@agentic-pm/lambda/fakes";
import { aCommand, BOOKING, EMPLOYEE } from "../../test/a-trip.ts";
import { ExecutorEvent } from "../domain/executor-event.ts";
import type { StoredBooking } from "../domain/stored-booking.ts";
import type { PaymentState } from "../ports/payment-ledger.ts";
import type { BookingPorts } from "./booking-ports.ts";
import { carryOutBooking } from "./carry-out-booking.ts";

const COMMAND = aCommand();
const HASH = bookingCommandHash(COMMAND);
const NAME = `${BOOKING}-${HASH.slice(0, 12)}`;
const HEAD = { seq: 6, hash: "6".repeat(64) };
const STARTED: PaymentState = { state: "started", startedAt: "2026-01-15T09:00:00.000Z", checkout: "c1" };

async function asked(how: object, change: Partial<StoredBooking> = {}, payment: PaymentState = { state: "none" }) {
  const { audit, clock, logger } = fakeRuntime("booking-executor");
  let row = {
    bookingId: BOOKING,
    employeeId: EMPLOYEE,
    status: "booking",
    planHash: COMMAND.planHash,
    command: canonicalJson(COMMAND),
    commandHash: HASH,
    confirmedAt: "2026-01-15T09:00:00.000Z",
    approval: null,
    execution: NAME,
    confirmationNumber: null,
    reason: null,
    audit: HEAD,
    ...change,
  } as StoredBooking;
  let closed = 0;
  const ports = {
    bookings: { find: async () => row, change: async (seen: StoredBooking, to: object) => (row = { ...seen, ...to }) },
    payments: {
      read: async () => payment,
      close: async () => ++closed > 0,
      finish: async () => undefined,
    },
    browsers: { stop: async () => undefined, handToPerson: async () => undefined },
    portal: { origin: async () => "https://portal.example" },
    audit,
    clock,
    logger,
  } as unknown as BookingPorts;
  const seal = unsealed("requote", NAME, []);
  const handoff = {
    bookingId: BOOKING,
    employeeId: EMPLOYEE,
    commandHash: HASH,
    audit: HEAD,
    seal,
    executionName: NAME,
  };
  const result = await carryOutBooking(ExecutorEvent.parse({ handoff, ...how }), ports);
  return { result, row, closed, events: audit.records.map(({ event }) => event) };
}

describe("recalling what became of a booking", () => {
  test.each<[string, Partial<StoredBooking>]>([
    ["booked", { status: "booked", confirmationNumber: "ABC123" }],
    ["voided", { status: "voided", reason: "SOLD_OUT" }],
    ["handed_over", { status: "handed_over", reason: "ACT_GAVE_UP" }],
    ["failed", { status: "failed", reason: "PORTAL_LOGIN_REFUSED" }],
  ])("that is %s in its row says so, and writes nothing", async (outcome, change) => {
    const { result, events } = await asked({ mode: "recall" }, change);
    const { confirmationNumber = null, reason = null } = change;
    expect(result).toMatchObject({ outcome, status: outcome, confirmationNumber, code: reason, audit: HEAD });
    expect(events).toEqual([]);
  });

  test("whose payment is noted as made is booked", async () => {
    const { result, row, events } = await asked(
      { mode: "recall" },
      {},
      { state: "done", confirmationNumber: "ABC123" },
    );
    expect([result.outcome, row.status, events]).toEqual(["booked", "booked", ["booking.reconciled"]]);
  });

  test("whose payment was begun leaves it to the portal's list", async () => {
    const { result, events } = await asked({ mode: "recall" }, { status: "unknown", reason: "SOLD_OUT" }, STARTED);
    expect(result).toMatchObject({ outcome: "unknown", code: "SOLD_OUT" });
    expect(events).toEqual([]);
  });

  test("whose payment was never begun closes it and hands over", async () => {
    const { result, closed, events } = await asked({ mode: "recall" });
    expect(result).toMatchObject({ outcome: "handed_over", code: "PAYMENT_NEVER_BEGUN" });
    expect([closed, events]).toEqual([1, ["booking.handed_over"]]);
  });
});

describe("ending a booking that cannot go on", () => {
  test("closes its payment, then puts the failure into the trail and the row", async () => {
    const { result, row, closed, events } = await asked({ mode: "fail", code: "PORTAL_LOGIN_REFUSED" });
    expect(result).toMatchObject({ outcome: "failed", status: "failed", code: "PORTAL_LOGIN_REFUSED" });
    expect([row.status, closed, events]).toEqual(["failed", 1, ["booking.outcome"]]);
  });

  test("is not done while its payment may have been made", async () => {
    const { result, row, events } = await asked({ mode: "fail", code: "SESSION_OVER" }, {}, STARTED);
    expect([result.outcome, row.status, events]).toEqual(["unknown", "booking", []]);
  });

  test("whose payment was begun goes to a person, in the trail too", async () => {
    const { result, row, events } = await asked(
      { mode: "hand_over", code: "LIST_UNREAD" },
      { status: "unknown" },
      STARTED,
    );
    expect(result).toMatchObject({ outcome: "handed_over", code: "LIST_UNREAD", deepLink: expect.any(String) });
    expect([row.status, events]).toEqual(["handed_over", ["booking.handed_over"]]);
  });
});

describe("a session that is signed in elsewhere", () => {
  test.each([
    ["book", 1, "handed_over"],
    ["reconcile", 1, "unknown"],
    ["reconcile", 3, "handed_over"],
  ])("is not worked in (%s, attempt %i): %s", async (mode, attempt, outcome) => {
    const browser = { browserIdentifier: "b", sessionId: "s" };
    const { result } = await asked({ mode, attempt, browser, signedInAt: "https://elsewhere.example" }, {}, STARTED);
    expect(result).toMatchObject({ outcome, code: "PORTAL_DIFFERS" });
  });
});
