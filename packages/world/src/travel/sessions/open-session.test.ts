import { EmployeeId } from "@agentic-pm/contracts/travel";
import { expect, test } from "@jest/globals";
import { openSessions, type SocketRow } from "./open-session.ts";

const at = (second: number) => new Date(Date.UTC(2026, 0, 15, 9, 0, second)).toISOString();
const socket = (connectionId: string, changed: Partial<SocketRow> = {}): SocketRow => ({
  connectionId,
  employeeId: EmployeeId.parse("user_2employeeAda"),
  sessionId: "sess_2ada00000001",
  connectedAt: at(0),
  validUntil: at(50),
  ...changed,
});

test("sockets are one session, from its first to the end of its newest token", () => {
  const rows = [socket("b", { connectedAt: at(9), validUntil: at(40) }), socket("a", { connectedAt: at(3) })];
  expect(openSessions(rows)).toEqual([
    { sessionId: "sess_2ada00000001", employeeId: "user_2employeeAda", sockets: 2, since: at(3), validUntil: at(50) },
  ]);
});

test("sessions stand by employee, and of one employee the oldest first", () => {
  const lin = EmployeeId.parse("user_2employeeLin");
  const rows = [
    socket("a", { sessionId: "sess_2lin00000001", employeeId: lin }),
    socket("b", { sessionId: "sess_2ada00000002", connectedAt: at(5) }),
    socket("c"),
  ];
  expect(openSessions(rows).map(({ sessionId }) => sessionId)).toEqual([
    "sess_2ada00000001",
    "sess_2ada00000002",
    "sess_2lin00000001",
  ]);
  expect(openSessions([])).toEqual([]);
});
