import type { AuditRecord } from "@agentic-pm/contracts";
import { BookingCommand, bookingIdOf, type BookingPlan, BookingRow, EmployeeId } from "@agentic-pm/contracts/travel";
import { describe, expect, test } from "@jest/globals";
import pc from "picocolors";
import { bookingCells, bookingStatus, describeAsked, describeBooking } from "./describe-booking.ts";

const paint = pc.createColors(false);
const NOW = "2026-01-15T09:00:00.000Z";
const employeeId = EmployeeId.parse("user_2employeeAda");
const bookingId = bookingIdOf(employeeId, "request-0001");
const flight = { airline: "UA", minutes: 100, departs: "2026-02-03T08:05:00", arrives: "2026-02-03T09:45:00" };
const command = BookingCommand.parse({
  schemaVersion: 1,
  bookingId,
  traveller: {
    employeeId,
    givenName: "Ada",
    familyName: "Example",
    email: "ada.example@northwind-atlas.example",
    homeAirport: "BOS",
    timeZone: "America/New_York",
    grade: "staff",
  },
  option: {
    optionId: `opt_${"1".repeat(16)}`,
    fareId: "fare-0001",
    airline: "UA",
    airlineName: "United",
    cabin: "economy",
    outbound: [{ ...flight, flight: "UA12", from: "BOS", to: "ORD" }],
    inbound: [],
    totalCents: 60_000,
    currency: "USD",
    approval: ["OVER_FARE_CAP"],
  },
  planHash: "1".repeat(64),
  policyVersion: "2".repeat(64),
  expiresAt: NOW,
});
const row = BookingRow.parse({
  bookingId,
  employeeId,
  status: "awaiting_approval",
  turn: 1,
  createdAt: NOW,
  updatedAt: NOW,
  requests: [],
  command: JSON.stringify(command),
  commandHash: "3".repeat(64),
  auditSeq: 0,
  auditHash: "0".repeat(64),
});
const plan = {
  trip: { origin: { city: "Boston" }, destination: { city: "Chicago" }, outbound: "2026-02-03", return: null },
  scope: "domestic",
  fareCapUsd: 500,
  highestCabin: "economy",
  approval: [],
  constraints: [{ rule: { kind: "advance_booking", days: 14, scope: null }, receipt: null }],
  strictestDefaults: true,
} as unknown as BookingPlan;

test("a booking is a line: id, employee, route, dates, status, price, number", () => {
  expect(bookingCells({ ...row, status: "booked", confirmationNumber: "ABC123" }, plan)).toEqual([
    bookingId.slice(0, 12),
    employeeId,
    "Boston → Chicago",
    "2026-02-03",
    "booked",
    "$600.00",
    "ABC123",
  ]);
  const { command: _command, ...bare } = row;
  expect(bookingCells({ ...bare, status: "asking" }, undefined).slice(2)).toEqual(["", "", "asking", "", ""]);
});

test("a status says why", () => {
  expect(bookingStatus({ status: "awaiting_approval" })).toBe("needs approval");
  expect(bookingStatus({ status: "voided", reason: "POLICY_CHANGED" })).toBe("voided: POLICY_CHANGED");
});

describe("what is shown in full", () => {
  test("before a ruling: the command to the letter and the clauses", () => {
    const text = describeAsked(row, { command, commandHash: "3".repeat(64) }, { plan, paint }).join("\n");
    for (const words of [
      "Ada Example",
      "UA12  BOS",
      "$600.00",
      "over fare cap",
      NOW,
      "3".repeat(64),
      "14 days ahead",
    ]) {
      expect(text).toContain(words);
    }
  });

  test("of a booking: plan, command and trail; a stranger's words cannot move the cursor", () => {
    const trail = [
      { timestamp: NOW, event: "booking.approved", actor: "operator:ada\u001b[2J", output: { status: "confirmed" } },
      { timestamp: NOW, event: "booking.voided", output: { code: "SOLD_OUT" } },
    ] as unknown as AuditRecord[];
    const text = describeBooking({ row, plan, trail }, paint).join("\n");
    for (const words of ["Boston → Chicago, 2026-02-03", "at most $500", "booking.approved: confirmed", "SOLD_OUT"]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain("\u001b");
  });
});
