import { verifyChains } from "@agentic-pm/audit-trail";
import { InMemoryAuditWriter } from "@agentic-pm/audit-trail/fakes";
import { canonicalJson } from "@agentic-pm/contracts";
import {
  BookingApproval,
  BookingCommand,
  bookingCommandHash,
  bookingIdOf,
  BookingRow,
  EmployeeId,
} from "@agentic-pm/contracts/travel";
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { BookingOutcome, BookingRuling } from "./approval-ports.ts";
import { shownBooking, type ShownBooking } from "./asked-booking.ts";
import { BookingApprovals } from "./booking-approvals.ts";

const NOW = "2026-01-15T09:00:00.000Z";
const employeeId = EmployeeId.parse("user_2employeeAda");
const bookingId = bookingIdOf(employeeId, "request-0001");
const flight = { airline: "UA", minutes: 100 };
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
    airlineName: "United Airlines",
    cabin: "economy",
    outbound: [
      {
        ...flight,
        flight: "UA1",
        from: "BOS",
        to: "ORD",
        departs: "2026-01-18T08:00:00",
        arrives: "2026-01-18T10:00:00",
      },
    ],
    inbound: [
      {
        ...flight,
        flight: "UA2",
        from: "ORD",
        to: "BOS",
        departs: "2026-01-20T08:00:00",
        arrives: "2026-01-20T11:00:00",
      },
    ],
    totalCents: 30_000,
    currency: "USD",
    approval: ["TOO_LATE_TO_BOOK"],
  },
  planHash: "1".repeat(64),
  policyVersion: "2".repeat(64),
  expiresAt: "2026-01-15T09:10:00.000Z",
});
const commandHash = bookingCommandHash(command);

let now: Date;
let row: BookingRow | undefined;
let trail: InMemoryAuditWriter;
let rulings: BookingRuling[];
let started: unknown[];
let told: unknown[];
let outcome: BookingOutcome;
let beforeRuling: () => void;
let shown: ShownBooking;

function deskOf(operator: string): BookingApprovals {
  return new BookingApprovals({
    operator,
    clock: { now: () => now },
    audit: trail,
    bookings: {
      find: async (id) => (id === row?.bookingId ? row : undefined),
      all: async () => (row === undefined ? [] : [row]),
      rule: async (seen, ruling) => {
        beforeRuling();
        if (row?.status !== seen.status || row.auditHash !== seen.auditHash) return false;
        rulings.push(ruling);
        const { audit, ...columns } = ruling;
        row = { ...row, ...columns, auditSeq: audit.seq, auditHash: audit.hash };
        return true;
      },
    },
    seal: {
      seal: async (content) => ({ ...content, stage: "operator", mac: `${"A".repeat(43)}=` }),
    },
    executions: {
      run: async (handover) => {
        started.push(handover);
        return outcome;
      },
    },
    notices: { tell: async (of, ruling) => void told.push({ employeeId: of.employeeId, ...ruling }) },
  });
}

const alter = (change: Partial<BookingRow>) => (row = BookingRow.parse({ ...row, ...change }));
const events = () => trail.records.map(({ subjectId, event }) => (subjectId === bookingId ? event : `aside ${event}`));

beforeEach(async () => {
  now = new Date(NOW);
  let next = 0;
  trail = new InMemoryAuditWriter({
    clock: { now: () => now },
    ids: { uuid: () => `00000000-0000-4000-8000-${String((next += 1)).padStart(12, "0")}` },
  });
  const head = await trail.append(bookingId, null, { event: "booking.confirmed", input: {}, output: {} });
  [rulings, started, told, beforeRuling] = [[], [], [], () => undefined];
  outcome = { status: "booked", code: null, confirmationNumber: "ABC123" };
  row = BookingRow.parse({
    bookingId,
    employeeId,
    status: "awaiting_approval",
    turn: 1,
    createdAt: NOW,
    updatedAt: NOW,
    requests: [],
    planHash: command.planHash,
    command: canonicalJson(command),
    commandHash,
    confirmedAt: NOW,
    auditSeq: head.seq,
    auditHash: head.hash,
  });
  shown = shownBooking(row) as ShownBooking;
});

describe("approving a booking", () => {
  test("is written down first, is bound to hash, policy and expiry, and starts the booking under its one name", async () => {
    expect(await deskOf("ada").approve(shown)).toEqual(outcome);
    const [ruling] = rulings;
    expect(BookingApproval.parse(JSON.parse(ruling?.approval ?? "null"))).toEqual({
      approvedBy: "ada",
      approvedAt: NOW,
      expiresAt: command.expiresAt,
      commandHash,
      policyVersion: command.policyVersion,
    });
    expect(ruling?.status).toBe("confirmed");
    const executionName = `${bookingId}-${commandHash.slice(0, 12)}`;
    const handover = { bookingId, employeeId, commandHash, audit: ruling?.audit };
    expect(started).toEqual([
      { ...handover, seal: expect.objectContaining({ stage: "operator", executionName, handover }) },
    ]);
    expect(events()).toEqual(["booking.confirmed", "booking.approved"]);
    expect(trail.records.at(-1)).toMatchObject({ actor: "operator:ada" });
    expect(verifyChains(trail.records)).toMatchObject({ verified: true });
  });

  test("that never got to its start goes on with the head that the approval made", async () => {
    await deskOf("ada").approve(shown);
    expect(await deskOf("ada").approve(shown)).toEqual(outcome);
    expect(rulings).toHaveLength(1);
    expect(started[1]).toEqual(started[0]);
  });

  test("of two people at once is one's; the other's attempt is written down as being without effect", async () => {
    beforeRuling = () => alter({ status: "declined", auditHash: "9".repeat(64) });
    await expect(deskOf("ada").approve(shown)).rejects.toMatchObject({ code: "APPROVAL_CONFLICT" });
    expect([started, events()]).toEqual([[], ["booking.confirmed", "booking.approved", "aside request.refused"]]);
  });

  test("comes too late at the moment of expiry, which is no decline, and the employee is told", async () => {
    now = new Date(command.expiresAt);
    await expect(deskOf("ada").approve(shown)).rejects.toMatchObject({ code: "APPROVAL_EXPIRED" });
    expect([row?.status, row?.reason, started]).toEqual(["expired", "NOT_ANSWERED_IN_TIME", []]);
    expect(told).toEqual([{ employeeId, status: "expired", code: "NOT_ANSWERED_IN_TIME" }]);
    expect(events()).toEqual(["booking.confirmed", "booking.voided"]);
    await expect(deskOf("ada").approve(shown)).rejects.toMatchObject({ code: "APPROVAL_EXPIRED" });
  });

  test.each(["booking", "booked", "unknown", "handed_over"] as const)("is used up by what is %s", async (status) => {
    alter({ status });
    await expect(deskOf("ada").approve(shown)).rejects.toMatchObject({ code: "ALREADY_CONSUMED" });
    expect([rulings, started]).toEqual([[], []]);
  });

  test.each(["selected", "confirmed", "cancelled", "declined", "voided"] as const)(
    "is not for what is %s",
    async (status) => {
      alter({ status });
      await expect(deskOf("ada").approve(shown)).rejects.toMatchObject({ code: "APPROVAL_CONFLICT" });
      expect([rulings, started]).toEqual([[], []]);
    },
  );

  test.each<[string, () => unknown]>([
    ["hash", () => alter({ commandHash: "3".repeat(64) })],
    ["price", () => alter({ command: canonicalJson({ ...command, option: { ...command.option, totalCents: 1 } }) })],
    ["plan", () => alter({ planHash: "4".repeat(64) })],
    ["spelling", () => alter({ command: ` ${canonicalJson(command)}` })],
    ["employee", () => alter({ employeeId: EmployeeId.parse("user_2employeeLin") })],
    ["command", () => alter({ command: "{" })],
  ])("shows and starts nothing when the %s in the row is another", async (_what, change) => {
    change();
    expect(() => deskOf("ada").show(row as BookingRow)).toThrow(expect.objectContaining({ code: "COMMAND_ALTERED" }));
    await expect(deskOf("ada").approve(shown)).rejects.toMatchObject({ code: "COMMAND_ALTERED" });
    expect([rulings, started]).toEqual([[], []]);
  });

  test("says why the workflow came to something else", async () => {
    outcome = { status: "voided", code: "CONFIRMATION_VOID", confirmationNumber: null };
    const approving = deskOf("ada").approve(shown);
    beforeRuling = () => undefined;
    await approving;
    alter({ status: "confirmed", reason: "POLICY_CHANGED" });
    expect(await deskOf("ada").approve(shown)).toEqual({ ...outcome, code: "POLICY_CHANGED" });
  });
});

describe("declining a booking", () => {
  test("is written down with its reason, and the employee is told", async () => {
    await deskOf("bob").reject(bookingId, "Not this week");
    expect([row?.status, row?.reason]).toEqual(["declined", "DECLINED_BY_OPERATOR"]);
    expect(trail.records.at(-1)).toMatchObject({
      event: "booking.rejected",
      actor: "operator:bob",
      output: { rejection: { rejectedBy: "bob", reason: "Not this week" } },
    });
    expect(told).toEqual([{ employeeId, status: "declined", code: "DECLINED_BY_OPERATOR" }]);
    await expect(deskOf("bob").reject(bookingId)).rejects.toMatchObject({ code: "APPROVAL_CONFLICT" });
  });

  test("is not possible of what nobody was asked about, or what is under way", async () => {
    alter({ status: "offered" });
    await expect(deskOf("bob").reject(bookingId)).rejects.toMatchObject({ code: "NOTHING_TO_APPROVE" });
    alter({ status: "booking" });
    await expect(deskOf("bob").reject(bookingId)).rejects.toMatchObject({ code: "ALREADY_CONSUMED" });
    await expect(deskOf("bob").reject("bkg_none")).rejects.toMatchObject({ code: "BOOKING_UNKNOWN" });
  });
});

describe("finding a booking", () => {
  test("takes a beginning of its id, with or without the prefix, and nothing else", async () => {
    const desk = deskOf("ada");
    expect(await desk.find(bookingId.slice(0, 10))).toBe(row);
    expect(await desk.find(bookingId.slice(4, 12))).toBe(row);
    for (const id of ["", "zzz", "lock#"])
      await expect(desk.find(id)).rejects.toMatchObject({ code: "BOOKING_UNKNOWN" });
    alter({ command: undefined });
    expect(() => desk.show(row as BookingRow)).toThrow(expect.objectContaining({ code: "NOTHING_TO_APPROVE" }));
  });
});
