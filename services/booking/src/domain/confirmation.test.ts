import { canonicalJson } from "@agentic-pm/contracts";
import { type BookingApproval, BookingCommand, bookingCommandHash, planHashOf } from "@agentic-pm/contracts/travel";
import { describe, expect, test } from "@jest/globals";
import { aFare, aFlight, aPlan, BOOKING, EMPLOYEE } from "../../test/a-trip.ts";
import { fareChange, possessionRefusal, presentRefusal, travellerRefusal } from "./confirmation.ts";
import { optionOf } from "./rank-options.ts";
import { storedApproval, type StoredBooking, storedCommand } from "./stored-booking.ts";

const NOW = new Date("2026-01-15T09:00:00.000Z");
const LATER = "2026-01-15T09:15:00.000Z";
const PLAN = aPlan();
const COMMAND = BookingCommand.parse({
  schemaVersion: 1,
  bookingId: BOOKING,
  traveller: {
    employeeId: EMPLOYEE,
    givenName: "Ada",
    familyName: "Example",
    email: "ada@example.com",
    homeAirport: "BOS",
    timeZone: "America/New_York",
    grade: "staff",
  },
  option: optionOf(aFare(), PLAN),
  planHash: planHashOf(PLAN),
  policyVersion: PLAN.policyVersion,
  expiresAt: LATER,
});
const HASH = bookingCommandHash(COMMAND);
const APPROVAL = {
  approvedBy: "operator",
  approvedAt: NOW.toISOString(),
  expiresAt: LATER,
  commandHash: HASH,
  policyVersion: PLAN.policyVersion,
};
const OVER = { ...COMMAND, option: { ...COMMAND.option, approval: ["OVER_FARE_CAP" as const] } };

function rowOf(change: Partial<StoredBooking> = {}): StoredBooking {
  return {
    bookingId: BOOKING,
    employeeId: EMPLOYEE,
    status: "confirmed",
    planHash: COMMAND.planHash,
    command: canonicalJson(COMMAND),
    commandHash: HASH,
    confirmedAt: NOW.toISOString(),
    approval: null,
    execution: null,
    confirmationNumber: null,
    reason: null,
    audit: { seq: 1, hash: "1".repeat(64) },
    ...change,
  };
}

test("the traveller is who the list of employees has now, to the letter", () => {
  const { traveller } = COMMAND;
  expect(travellerRefusal(COMMAND, { ...traveller })).toBeNull();
  expect(travellerRefusal(COMMAND, null)).toEqual({ status: "refused", code: "EMPLOYEE_UNKNOWN", final: true });
  expect(travellerRefusal(COMMAND, { ...traveller, familyName: "Other" })).toEqual({
    status: "refused",
    code: "TRAVELLER_DIFFERS",
    final: true,
  });
});

describe("who may use a confirmation up", () => {
  test("whoever comes first, and the same execution again", () => {
    expect(possessionRefusal(rowOf(), "e1")).toBeNull();
    expect(possessionRefusal(rowOf({ status: "booking", execution: "e1" }), "e1")).toBeNull();
  });

  test.each([
    [rowOf({ confirmedAt: null }), "NOT_CONFIRMED"],
    [rowOf({ status: "booking", execution: "e2" }), "BOOKING_BOOKING"],
    [rowOf({ status: "booked", execution: "e1" }), "BOOKING_BOOKED"],
  ])("nobody else, and the row is left alone (%#)", (row, code) => {
    expect(possessionRefusal(row, "e1")).toEqual({ status: "refused", code, final: false });
  });
});

describe("what was confirmed", () => {
  const present = { now: NOW, plan: PLAN, activePolicyVersion: PLAN.policyVersion, needed: [] };

  test("holds while time, plan and policy are as they were", () => {
    expect(presentRefusal(rowOf(), COMMAND, present)).toBeNull();
  });

  const another = { ...PLAN, policyVersion: "f".repeat(64) };
  const lins = aPlan({ trip: { ...PLAN.trip, employeeId: "user_2employeeLin" as never } });
  const later = aPlan({ trip: { ...PLAN.trip, outbound: "2027-01-13" } });
  test.each([
    ["its time is over", COMMAND, { now: new Date(LATER) }, "expired", "OFFER_EXPIRED"],
    ["there is no such plan", COMMAND, { plan: null }, "voided", "PLAN_DIFFERS"],
    ["the plan is another employee's", COMMAND, { plan: lins }, "voided", "PLAN_DIFFERS"],
    ["the plan is for another day", COMMAND, { plan: later }, "voided", "PLAN_DIFFERS"],
    ["the plan is of another policy", COMMAND, { plan: another }, "voided", "POLICY_CHANGED"],
    ["another policy is in force", COMMAND, { activePolicyVersion: "f".repeat(64) }, "voided", "POLICY_CHANGED"],
    ["more has to be approved", COMMAND, { needed: ["OVER_FARE_CAP" as const] }, "refused", "APPROVAL_UNDERSTATED"],
    ["it was not approved", OVER, {}, "refused", "NOT_APPROVED"],
  ])("does not hold where %s", (_, command, change, status, code) => {
    expect(presentRefusal(rowOf(), command, { ...present, ...change })).toEqual({ status, code, final: true });
  });

  test("is not another booking's", () => {
    const other = { ...COMMAND, bookingId: `bkg_${"0".repeat(32)}` as typeof BOOKING };
    expect(presentRefusal(rowOf(), other, present)).toMatchObject({ code: "PLAN_DIFFERS" });
  });

  const approved = (change: Partial<BookingApproval> = {}) =>
    presentRefusal(rowOf({ approval: canonicalJson({ ...APPROVAL, ...change }) }), OVER, {
      ...present,
      needed: ["OVER_FARE_CAP"],
    });

  test("over policy holds with an approval of this very command", () => {
    expect(approved()).toBeNull();
  });

  test.each([
    [{ commandHash: "0".repeat(64) }, "refused", "APPROVAL_NOT_BOUND"],
    [{ policyVersion: "0".repeat(64) }, "refused", "APPROVAL_NOT_BOUND"],
    [{ expiresAt: NOW.toISOString() }, "expired", "APPROVAL_EXPIRED"],
  ])("over policy does not hold with any other (%#)", (change, status, code) => {
    expect(approved(change)).toEqual({ status, code, final: true });
  });
});

describe("the fare", () => {
  test("that stands is no change, and a sold out one is", () => {
    expect(fareChange(COMMAND, aFare())).toBeNull();
    expect(fareChange(COMMAND, null)).toBe("SOLD_OUT");
  });

  test.each([
    { totalCents: 30_999 },
    { cabin: "business" as const },
    { airline: "DL" },
    { outbound: [aFlight({ flight: "UA999" })] },
    { inbound: [] },
  ])("that differs in %p is changed, cheaper or not", (change) => {
    expect(fareChange(COMMAND, aFare(change))).toBe("FARE_CHANGED");
  });
});

describe("what is stored", () => {
  test("is a command if it is this booking's, to the letter", () => {
    expect(storedCommand(rowOf())).toEqual(COMMAND);
    expect(storedCommand(rowOf({ command: null }))).toBeNull();
    expect(storedCommand(rowOf({ command: "{" }))).toBeNull();
    expect(storedCommand(rowOf({ commandHash: "0".repeat(64) }))).toBeNull();
    expect(storedCommand(rowOf({ planHash: "0".repeat(64) }))).toBeNull();
    expect(storedCommand(rowOf({ employeeId: "user_2employeeLin" as never }))).toBeNull();
  });

  test("is an approval if it can be read", () => {
    expect(storedApproval(rowOf({ approval: canonicalJson(APPROVAL) }))).toEqual(APPROVAL);
    expect(storedApproval(rowOf())).toBeNull();
    expect(storedApproval(rowOf({ approval: "no" }))).toBeNull();
  });
});
