import { verifyChains } from "@agentic-pm/audit-trail";
import type { AuditHead, Labels } from "@agentic-pm/contracts";
import { bookingIdOf, CloseEvent, EmployeeId } from "@agentic-pm/contracts/travel";
import { fakeRuntime, memorySeals } from "@agentic-pm/lambda/fakes";
import { describe, expect, test } from "@jest/globals";
import type { StandingBooking } from "../domain/standing-booking.ts";
import { closeBooking, type ClosePorts } from "./close-booking.ts";

const ADA = EmployeeId.parse("user_2employeeAda");
const BOOKING = bookingIdOf(ADA, "request-0001");
const HASH = "c".repeat(64);
const STAGES = ["connect", "sanitise_request", "retrieve", "plan", "operator", "requote"] as const;
type Stage = (typeof STAGES)[number];
const labels: Labels = { provenance: ["employee_chat", "operator"], readers: ["operator", `person:${ADA}`] };
const BY_STAGE = {
  connect: {
    turn: 1,
    requests: [{ vaultKey: `requests/${BOOKING}/x.json`, sha256: "a".repeat(64) }],
    profile: { homeAirport: "BOS", timeZone: "America/New_York", grade: "staff" },
    requestedOn: "2026-01-15",
  },
  sanitise_request: { turn: 1, tripSha256: "b".repeat(64) },
  retrieve: { turn: 1, tripSha256: "b".repeat(64), retrievalSha256: "d".repeat(64), band: "confident" },
  plan: { turn: 1, planHash: "e".repeat(64) },
  operator: { commandHash: HASH },
  requote: { commandHash: HASH },
} as const;

/** A booking whose chain has one record, and the hand-over of a stage that went on from it. */
async function given(stage: Stage, change: Partial<StandingBooking> = {}, members: object = BY_STAGE[stage]) {
  const { audit, logger } = fakeRuntime("close-booking");
  const about = { bookingId: BOOKING, employeeId: ADA };
  const first = await audit.append(BOOKING, null, { event: "booking.requested", ...about, input: {}, output: {} });
  const handed = await audit.append(BOOKING, first, { event: "booking.understood", ...about, input: {}, output: {} });
  const isPlanning = "turn" in members;
  const executionName = isPlanning ? `${BOOKING}-1` : `${BOOKING}-${HASH.slice(0, 12)}`;
  const handover = { ...about, ...members, audit: isPlanning ? handed : first };
  const seal = await memorySeals(stage).seal({ executionName, labels, handover });
  const row: StandingBooking = {
    ...about,
    status: isPlanning ? "planning" : "booking",
    turn: 1,
    commandHash: isPlanning ? null : HASH,
    execution: isPlanning ? null : executionName,
    reason: null,
    updatedAt: "2026-01-15T09:00:00.000Z",
    audit: isPlanning ? first : handed,
    ...change,
  };
  const rows = new Map([[BOOKING as string, row]]);
  const ports: ClosePorts = {
    seals: STAGES.map((name) => memorySeals(name)) as unknown as ClosePorts["seals"],
    ends: {
      find: async (id) => rows.get(id) ?? null,
      end: async (seen, { status, code }, { head, entry }) => {
        const now = rows.get(seen.bookingId);
        if (now === undefined || now.status !== seen.status || now.audit.hash !== seen.audit.hash) return false;
        const written = await audit.append(seen.bookingId, head, entry);
        rows.set(seen.bookingId, { ...now, status, reason: code, audit: written });
        return true;
      },
    },
    audit,
    logger,
  };
  const status = stage === "requote" ? "handed_over" : "failed";
  const event = CloseEvent.parse({ handoff: { ...handover, seal, executionName }, status, code: "PLAN_MISMATCH" });
  return { event, ports, rows, audit, heads: [first, handed] as const };
}
const row = (rows: ReadonlyMap<string, StandingBooking>) => rows.get(BOOKING) as StandingBooking;

describe("a stage that failed", () => {
  test.each(STAGES)(
    "after %s has its end on record, and then in the row, on one chain that verifies",
    async (stage) => {
      const { event, ports, rows, audit, heads } = await given(stage);
      expect(await closeBooking(event, ports)).toEqual({
        outcome: "closed",
        bookingId: BOOKING,
        employeeId: ADA,
        code: "PLAN_MISMATCH",
      });
      const last = audit.records.at(-1);
      expect(last).toMatchObject({
        event: stage === "requote" ? "booking.handed_over" : "booking.outcome",
        subjectId: BOOKING,
        employeeId: ADA,
        prevHash: heads[1].hash,
        input: { executionName: event.handoff.executionName, sealedBy: stage },
        output: { status: event.status, code: "PLAN_MISMATCH" },
      });
      const audited: AuditHead = { seq: last?.seq ?? -1, hash: last?.hash ?? "" };
      expect(row(rows)).toMatchObject({ status: event.status, reason: "PLAN_MISMATCH", audit: audited });
      expect(verifyChains(audit.records)).toMatchObject({ verified: true });
    },
  );

  test("leaves the row alone where the record cannot be written", async () => {
    const { event, ports, rows, audit } = await given("plan");
    audit.failNext();
    await expect(closeBooking(event, ports)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(row(rows).status).toBe("planning");
  });

  test("is closed once: asked again it says the same, with no second record", async () => {
    const { event, ports, audit } = await given("plan");
    const first = await closeBooking(event, ports);
    const records = audit.records.length;
    expect(await closeBooking(event, ports)).toEqual(first);
    expect(audit.records).toHaveLength(records);
  });

  test("goes on from an offer whose answer was lost", async () => {
    const { event, ports, rows, audit, heads } = await given("plan");
    const offered = await audit.append(BOOKING, heads[1], { event: "booking.offered", input: {}, output: {} });
    rows.set(BOOKING, { ...row(rows), status: "offered", audit: offered });
    expect(await closeBooking(event, ports)).toMatchObject({ outcome: "closed" });
    expect(audit.records.at(-1)?.prevHash).toBe(offered.hash);
    expect(verifyChains(audit.records)).toMatchObject({ verified: true });
  });
});

test.each<[string, Stage, Partial<StandingBooking>]>([
  ["a confirmation that nobody used up", "operator", { status: "confirmed", execution: null }],
  [
    "a second confirmation, whose row still names the execution that the first one went with",
    "operator",
    { status: "confirmed", execution: `${BOOKING}-ffffffffffff`, reason: "FARE_CHANGED" },
  ],
  ["a booking whose payment is not known", "requote", { status: "unknown" }],
])("%s can be closed", async (_what, stage, change) => {
  const { event, ports, rows } = await given(stage, change);
  expect(await closeBooking(event, ports)).toMatchObject({ outcome: "closed" });
  expect(row(rows).status).toBe(event.status);
});

test("a confirmation is closed once; the same end of another command is not this one's", async () => {
  const { event, ports, rows, audit } = await given("operator");
  await closeBooking(event, ports);
  const records = audit.records.length;
  expect(await closeBooking(event, ports)).toMatchObject({ outcome: "closed" });
  rows.set(BOOKING, { ...row(rows), commandHash: "f".repeat(64) });
  expect(await closeBooking(event, ports)).toMatchObject({ outcome: "superseded" });
  expect(audit.records).toHaveLength(records);
});

test("of two heads with one number the row's is gone on from: a retried stage wrote the other", async () => {
  const { event, ports, rows, audit, heads } = await given("plan");
  const sibling = await audit.append(BOOKING, heads[0], { event: "booking.offered", input: {}, output: {} });
  rows.set(BOOKING, { ...row(rows), status: "offered", audit: sibling });
  await closeBooking(event, ports);
  expect(audit.records.at(-1)?.prevHash).toBe(sibling.hash);
});

describe("an end that is not this stage's to write", () => {
  test.each<[string, Stage, Partial<StandingBooking>]>([
    ["was cancelled", "plan", { status: "cancelled" }],
    ["is in a later turn", "plan", { turn: 2 }],
    ["was selected", "plan", { status: "selected" }],
    ["was confirmed since", "plan", { status: "confirmed" }],
    ["is another employee's", "plan", { employeeId: EmployeeId.parse("user_2employeeLin") }],
    ["has another command", "operator", { commandHash: "f".repeat(64) }],
    ["is another execution's", "operator", { execution: `${BOOKING}-ffffffffffff` }],
    ["is at the portal for another execution", "requote", { execution: `${BOOKING}-ffffffffffff` }],
    ["is another execution's, unknown", "requote", { status: "unknown", execution: `${BOOKING}-ffffffffffff` }],
    ["was booked", "operator", { status: "booked" }],
    ["is not known to be paid", "operator", { status: "unknown" }],
    ["was booked at the portal", "requote", { status: "booked" }],
    ["is only confirmed", "requote", { status: "confirmed" }],
    ["failed for another reason", "plan", { status: "failed", reason: "NO_OPTIONS" }],
  ])("of a booking that %s is written nowhere", async (_what, stage, change) => {
    const { event, ports, rows, audit } = await given(stage, change);
    const [before, records] = [row(rows), audit.records.length];
    expect(await closeBooking(event, ports)).toMatchObject({ outcome: "superseded" });
    expect([row(rows), audit.records.length]).toEqual([before, records]);
  });

  test.each<[string, Stage, CloseEvent["status"]]>([
    ["a booking that went to the browser is not called failed", "requote", "failed"],
    ["a booking that never went to the browser is not handed over", "operator", "handed_over"],
    ["a plan is not handed over", "plan", "handed_over"],
  ])("%s", async (_what, stage, status) => {
    const { event, ports, rows } = await given(stage);
    expect(await closeBooking({ ...event, status }, ports)).toMatchObject({ outcome: "superseded" });
    expect(["planning", "booking"]).toContain(row(rows).status);
  });

  test("of no booking at all is none; of one that changes at the same moment there is no record either", async () => {
    const { event, ports, rows, audit } = await given("plan");
    const [before, records] = [row(rows), audit.records.length];
    const raced = { ...ports.ends, end: async () => false };
    expect(await closeBooking(event, { ...ports, ends: raced })).toMatchObject({ outcome: "superseded" });
    expect([row(rows), audit.records.length]).toEqual([before, records]);
    rows.clear();
    expect(await closeBooking(event, ports)).toMatchObject({ outcome: "superseded" });
  });
});

describe("a hand-over that nobody sealed", () => {
  test.each<[string, (event: CloseEvent) => CloseEvent, string]>([
    [
      "another booking's words",
      (event) => ({ ...event, handoff: { ...event.handoff, employeeId: EmployeeId.parse("user_2employeeLin") } }),
      "ENVELOPE_ALTERED",
    ],
    [
      "another execution",
      (event) => ({ ...event, handoff: { ...event.handoff, executionName: `${BOOKING}-2` } }),
      "ENVELOPE_REPLAYED",
    ],
    [
      "another stage's name",
      (event) => ({ ...event, handoff: { ...event.handoff, seal: { ...event.handoff.seal, stage: "retrieve" } } }),
      "ENVELOPE_ALTERED",
    ],
    [
      "a stage that closes nothing",
      (event) => ({ ...event, handoff: { ...event.handoff, seal: { ...event.handoff.seal, stage: "decide" } } }),
      "ENVELOPE_WRONG_STAGE",
    ],
  ])("with %s is refused on record, and nothing is ended", async (_what, changed, code) => {
    const { event, ports, rows, audit } = await given("plan");
    await expect(closeBooking(changed(event), ports)).rejects.toMatchObject({ code });
    expect(row(rows).status).toBe("planning");
    expect(audit.records.at(-1)).toMatchObject({ event: "request.refused", subjectId: `refused_${BOOKING}` });
  });
});
