import { EmployeeId } from "@agentic-pm/contracts/travel";
import { expect, test } from "@jest/globals";
import { rowEndOf, ticketEndOf } from "./connection.ts";

const seconds = (instant: string) => Date.parse(instant) / 1000;

test("a socket's row outlives the two hours of its socket by ten minutes", () => {
  const employeeId = EmployeeId.parse("user_2employeeAda");
  const connectedAt = "2026-01-15T09:00:00.000Z";
  const row = { connectionId: "a", employeeId, sessionId: "s", address: "::1", connectedAt, validUntil: connectedAt };
  expect(rowEndOf(row)).toBe(seconds("2026-01-15T11:10:00.000Z"));
});

test("the use of a token is remembered for longer than the token opens anything", () => {
  expect(ticketEndOf({ issuedAt: "2026-01-15T09:00:00.000Z" })).toBe(seconds("2026-01-15T09:10:00.000Z"));
});
