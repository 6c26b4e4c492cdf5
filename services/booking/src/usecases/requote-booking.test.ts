import { describe, expect, test } from "@jest/globals";
import { canonicalJson, type SealingStage } from "@agentic-pm/contracts";
import {
  type BookingApproval,
  BookingCommand,
  bookingCommandHash,
  type Offer,
  planHashOf,
  type Traveller,
} from "@agentic-pm/contracts/travel";
import { fakeRuntime, memorySeals } from "@agentic-pm/lambda/fakes";
import { aFare, aPlan, BOOKING, DOCUMENTS, EMPLOYEE } from "../../test/a-trip.ts";
import { policyVersionOf } from "../domain/policy-version.ts";
import { optionOf } from "../domain/rank-options.ts";
import type { StoredBooking } from "../domain/stored-booking.ts";
import type { QuotedFare } from "../domain/fare.ts";
import { requoteBooking, type RequotePorts } from "./requote-booking.ts";

const TRAVELLER = {
  employeeId: EMPLOYEE,
  givenName: "Ada",
  familyName: "Example",
  email: "ada.example@northwind-atlas.example",
  homeAirport: "BOS",
  timeZone: "America/New_York",
  grade: "staff" as const,
};
const POLICY = policyVersionOf(DOCUMENTS);
const HEAD = { seq: 5, hash: "5".repeat(64) };

interface Given {
  readonly row?: Partial<StoredBooking>;
  readonly command?: Partial<BookingCommand>;
  /** What the portal asks for the fare now; null is sold out. */
  readonly quoted?: QuotedFare | null;
  readonly fare?: Partial<QuotedFare>;
  /** Who the list of employees has; null is nobody. */
  readonly listed?: Traveller | null;
  readonly documents?: typeof DOCUMENTS;
  readonly approval?: Partial<BookingApproval>;
  readonly sealedAs?: SealingStage;
}

async function given(of: Given = {}) {
  const runtime = fakeRuntime("re-quote");
  const plan = aPlan({ policyVersion: POLICY });
  const fare = aFare(of.fare);
  const command = BookingCommand.parse({
    schemaVersion: 1,
    bookingId: BOOKING,
    traveller: TRAVELLER,
    option: optionOf(fare, plan),
    planHash: planHashOf(plan),
    policyVersion: POLICY,
    expiresAt: "2026-01-15T09:15:00.000Z",
    ...of.command,
  });
  const commandHash = bookingCommandHash(command);
  const executionName = `${BOOKING}-${commandHash.slice(0, 12)}`;
  const approval = {
    approvedBy: "operator",
    approvedAt: "2026-01-15T08:59:00.000Z",
    expiresAt: "2026-01-15T10:00:00.000Z",
    commandHash,
    policyVersion: POLICY,
    ...of.approval,
  };
  let row: StoredBooking | null = {
    bookingId: BOOKING,
    employeeId: EMPLOYEE,
    status: "confirmed",
    planHash: command.planHash,
    command: canonicalJson(command),
    commandHash,
    confirmedAt: "2026-01-15T09:00:00.000Z",
    approval: of.approval === undefined ? null : canonicalJson(approval),
    execution: null,
    confirmationNumber: null,
    reason: null,
    audit: HEAD,
    ...of.row,
  };
  const offered: unknown[] = [];
  const ports: RequotePorts = {
    bookings: {
      find: async () => row,
      change: async (seen, { audit, ...change }) => {
        row = { ...seen, ...change, audit, execution: change.execution ?? seen.execution } as StoredBooking;
        return row;
      },
      offerInstead: async (seen, renewed) => {
        offered.push(renewed);
        const { audit, because: reason } = renewed;
        row = { ...seen, status: "offered", command: null, commandHash: null, approval: null, reason, audit };
      },
      renewed: async () => (offered[0] as { offer: Offer; expiresAt: string } | undefined) ?? null,
    },
    employees: { find: async () => (of.listed === undefined ? TRAVELLER : of.listed) },
    plans: { plan: async () => plan },
    policy: { documents: async () => of.documents ?? DOCUMENTS },
    quotes: { quote: async () => (of.quoted === undefined ? fare : of.quoted) },
    fares: {
      search: async () => ({
        fares: [aFare({ fareId: "fare-0002", totalCents: 33_000 })],
        malformed: 0,
        unserved: false,
      }),
    },
    sealedByGateway: memorySeals("connect"),
    sealedByOperator: memorySeals("operator"),
    sealer: memorySeals("requote"),
    audit: runtime.audit,
    clock: runtime.clock,
    logger: runtime.logger,
  };
  const handover = { bookingId: BOOKING, employeeId: EMPLOYEE, commandHash, audit: HEAD };
  const sealer = memorySeals(of.sealedAs ?? "connect");
  const seal = await sealer.seal({
    executionName,
    labels: { provenance: ["employee_chat", "registry"], readers: [`person:${EMPLOYEE}`] },
    handover,
  });
  const event = { ...handover, seal, executionName };
  const events = () =>
    runtime.audit.records.map(({ subjectId, event: name, output }) => [subjectId, name, output["code"]]);
  return {
    ports,
    event,
    executionName,
    offered,
    events,
    rowNow: () => row,
    run: () => requoteBooking(event, ports),
    close: (code: string) => requoteBooking({ handoff: event, close: code }, ports),
  };
}

describe("a confirmation", () => {
  test("whose fare still stands is used up and handed on under re-quote's own seal", async () => {
    const { run, rowNow, executionName, events } = await given();
    const result = await run();
    expect(result).toMatchObject({ outcome: "unchanged", seal: { stage: "requote", executionName } });
    expect(rowNow()).toMatchObject({ status: "booking", execution: executionName, audit: result.audit });
    expect(events()).toEqual([[BOOKING, "booking.requoted", undefined]]);
  });

  test("is used up once: the same execution goes on, another start is refused and changes nothing", async () => {
    const again = await given();
    await again.run();
    expect(await again.run()).toMatchObject({ outcome: "unchanged" });
    const other = await given({ row: { status: "booking", execution: "another" } });
    expect(await other.run()).toMatchObject({ outcome: "refused", code: "BOOKING_BOOKING" });
    expect(other.rowNow()).toMatchObject({ status: "booking", execution: "another", audit: HEAD });
    expect(other.events()).toEqual([[`refused_${BOOKING}`, "request.refused", "BOOKING_BOOKING"]]);
  });

  test.each<[string, Given]>([
    ["FARE_CHANGED", { quoted: aFare({ totalCents: 31_001 }) }],
    ["FARE_CHANGED", { quoted: aFare({ cabin: "business" }) }],
    ["FARE_CHANGED", { quoted: aFare({ inbound: [] }) }],
    ["SOLD_OUT", { quoted: null }],
  ])("is void by %s, and the employee chooses anew", async (because, of) => {
    const { run, offered, rowNow } = await given(of);
    const result = await run();
    expect(result).toMatchObject({ outcome: "voided", message: { type: "options", because } });
    expect(offered).toMatchObject([{ offer: { options: [{ fareId: "fare-0002" }] } }]);
    expect(rowNow()).toMatchObject({ status: "offered", command: null });
  });

  test.each<[string, string, Given]>([
    ["OFFER_EXPIRED", "expired", { command: { expiresAt: "2026-01-15T09:00:00.000Z" } }],
    ["POLICY_CHANGED", "voided", { documents: [] }],
    ["COMMAND_ALTERED", "refused", { command: { traveller: { ...TRAVELLER, employeeId: "user_other" as never } } }],
    ["EMPLOYEE_UNKNOWN", "refused", { listed: null }],
    ["TRAVELLER_DIFFERS", "refused", { listed: { ...TRAVELLER, familyName: "Moved" } }],
    ["TRAVELLER_DIFFERS", "refused", { command: { traveller: { ...TRAVELLER, email: "mallory@evil.example" } } }],
    ["PLAN_DIFFERS", "voided", { fare: { inbound: [] } }],
  ])("is over by %s", async (code, status, of) => {
    const { run, rowNow } = await given(of);
    expect(await run()).toMatchObject({ outcome: "voided", message: { type: "status", status, code } });
    expect(rowNow()).toMatchObject({ status, reason: code });
  });

  test("of a command that is not the one under the hash is refused for good", async () => {
    const { command } = (await given()).rowNow() ?? {};
    const { run, rowNow } = await given({ row: { command: (command ?? "").replace("31000", "1000") } });
    expect(await run()).toMatchObject({ outcome: "voided", message: { status: "refused", code: "COMMAND_ALTERED" } });
    expect(rowNow()).toMatchObject({ status: "refused" });
  });

  test.each<[string, Given]>([
    ["ENVELOPE_WRONG_STAGE", { sealedAs: "plan" }],
    ["ENVELOPE_WRONG_STAGE", { sealedAs: "operator" }],
    ["ENVELOPE_WRONG_STAGE", { approval: {}, sealedAs: "connect" }],
  ])("under a seal that is not the one it needs is %s, before anything else", async (code, of) => {
    const { run, rowNow } = await given(of);
    await expect(run()).rejects.toMatchObject({ code });
    expect(rowNow()).toMatchObject({ status: "confirmed", audit: HEAD });
  });
});

describe("an attempt whose answer was lost", () => {
  test.each<[string, Given]>([
    ["a changed fare", { quoted: aFare({ totalCents: 31_001 }) }],
    ["a fare that is sold out", { quoted: null }],
    ["a changed fare that was approved", { quoted: null, approval: {}, sealedAs: "operator" }],
    ["an offer whose time is over", { command: { expiresAt: "2026-01-15T09:00:00.000Z" } }],
    ["another policy", { documents: [] }],
  ])("says the same again to %s, and does nothing twice", async (_what, of) => {
    const { run, events, offered } = await given(of);
    const first = await run();
    const done = [events(), offered.length];
    expect(await run()).toEqual(first);
    expect([events(), offered.length]).toEqual(done);
  });

  test("says nothing of another execution's end", async () => {
    const { run } = await given({ row: { status: "voided", execution: "another", reason: "SOLD_OUT" } });
    expect(await run()).toMatchObject({ outcome: "refused" });
  });
});

describe("a confirmation that cannot be requoted", () => {
  test("is ended in the trail and in its row, once", async () => {
    const { close, rowNow, events } = await given();
    const failed = { type: "status", status: "failed", code: "PORTAL_ANSWER_MALFORMED" };
    expect(await close("PORTAL_ANSWER_MALFORMED")).toMatchObject({ outcome: "voided", message: failed });
    expect(rowNow()).toMatchObject({ status: "failed", reason: "PORTAL_ANSWER_MALFORMED" });
    expect(await close("PORTAL_ANSWER_MALFORMED")).toMatchObject({ message: failed });
    expect(events()).toEqual([[BOOKING, "booking.outcome", "PORTAL_ANSWER_MALFORMED"]]);
  });

  test.each(["booked", "unknown"] as const)("is left alone when it is %s", async (status) => {
    const { close, rowNow } = await given({ row: { status, execution: "another" } });
    expect(await close("INTERNAL_ERROR")).toMatchObject({ outcome: "refused" });
    expect(rowNow()).toMatchObject({ status });
  });
});

describe("a fare above policy", () => {
  const dear = { fare: { totalCents: 90_000 } };

  test("with the operator's approval of this very command is handed on", async () => {
    const { run } = await given({ ...dear, approval: {}, sealedAs: "operator" });
    expect(await run()).toMatchObject({ outcome: "unchanged" });
  });

  test.each<[string, Given]>([
    ["NOT_APPROVED", dear],
    ["APPROVAL_NOT_BOUND", { ...dear, approval: { commandHash: "a".repeat(64) }, sealedAs: "operator" }],
    ["APPROVAL_NOT_BOUND", { ...dear, approval: { policyVersion: "a".repeat(64) }, sealedAs: "operator" }],
    ["APPROVAL_EXPIRED", { ...dear, approval: { expiresAt: "2026-01-15T09:00:00.000Z" }, sealedAs: "operator" }],
    [
      "APPROVAL_UNDERSTATED",
      { command: { option: { ...optionOf(aFare(dear.fare), aPlan()), approval: [] } }, ...dear },
    ],
  ])("is not, by %s", async (code, of) => {
    const { run, rowNow } = await given(of);
    await run();
    expect(rowNow()).toMatchObject({ reason: code });
  });
});
