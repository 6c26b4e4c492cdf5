import { EmployeeId } from "@agentic-pm/contracts/travel";
import { expect, test } from "@jest/globals";
import { isLive, opensSocket, revokedUntil, rowEndOf, ticketEndOf } from "./connection.ts";

const seconds = (instant: string) => Date.parse(instant) / 1000;

test("a socket's row outlives the two hours of its socket by ten minutes", () => {
  const employeeId = EmployeeId.parse("user_2employeeAda");
  const connectedAt = "2026-01-15T09:00:00.000Z";
  const row = { connectionId: "a", employeeId, sessionId: "s", address: "::1", connectedAt, validUntil: connectedAt };
  expect(rowEndOf(row)).toBe(seconds("2026-01-15T11:10:00.000Z"));
});

test("the use of a token is remembered for longer than the token opens anything", () => {
  expect(ticketEndOf({ issuedAt: "2026-01-15T09:00:00.000Z" })).toBe(seconds("2026-01-15T09:10:00.000Z"));
  expect(ticketEndOf({ issuedAt: "2026-01-15T09:00:00.500Z" })).toBe(seconds("2026-01-15T09:10:01.000Z"));
});

test("a socket ends with its newest token, to the millisecond", () => {
  const employeeId = EmployeeId.parse("user_2employeeAda");
  const at = "2026-01-15T09:00:00.000Z";
  const row = { connectionId: "a", employeeId, sessionId: "s", address: "::1", connectedAt: at, validUntil: at };
  expect(isLive(row, new Date("2026-01-15T08:59:59.999Z"))).toBe(true);
  expect(isLive(row, new Date(at))).toBe(false);
});

test("a token opens a socket until thirty seconds after its issue", () => {
  const issuedAt = "2026-01-15T09:00:00.000Z";
  expect(opensSocket({ issuedAt }, new Date("2026-01-15T09:00:30.000Z"))).toBe(true);
  expect(opensSocket({ issuedAt }, new Date("2026-01-15T09:00:30.001Z"))).toBe(false);
});

test("an ended session is remembered for 400 days, to the next full second", () => {
  expect(revokedUntil(new Date("2026-01-15T09:00:00.000Z"))).toBe(seconds("2027-02-19T09:00:00.000Z"));
  expect(revokedUntil(new Date("2026-01-15T09:00:00.001Z"))).toBe(seconds("2027-02-19T09:00:01.000Z"));
});
