import { afterEach, describe, expect, test } from "@jest/globals";
import { bookingIdOf, EmployeeId } from "@agentic-pm/contracts/travel";
import { failing, type Functions, localMachine } from "./fakes/local-machine.ts";

const MACHINE = new URL("../state-machines/booking-plan.yml", import.meta.url);
const EMPLOYEE = EmployeeId.parse("user_2employeeAda");
const BOOKING = bookingIdOf(EMPLOYEE, "request-0001");
const head = (seq: number) => ({ seq, hash: String(seq).repeat(64) });
const INPUT = {
  bookingId: BOOKING,
  employeeId: EMPLOYEE,
  turn: 1,
  requests: [{ vaultKey: "requests/x.json", sha256: "a".repeat(64) }],
  profile: { homeAirport: "BOS", timeZone: "America/New_York", grade: "staff" },
  requestedOn: "2026-11-21",
  audit: head(0),
  seal: { stage: "connect" },
};
const handed = { bookingId: BOOKING, employeeId: EMPLOYEE, turn: 1, seal: { mac: "m" } };
const about = { bookingId: BOOKING, employeeId: EMPLOYEE };
const OPTIONS = { type: "options", options: [] };

/** Functions that all do well, but for what a test changes. */
function functions(change: Functions = {}): Functions {
  return {
    "sanitise-request": () => ({ ...handed, outcome: "understood", tripSha256: "b".repeat(64), audit: head(1) }),
    "embed-and-retrieve": () => ({
      ...handed,
      tripSha256: "b".repeat(64),
      retrievalSha256: "c".repeat(64),
      band: "confident",
      audit: head(2),
    }),
    "reason-and-plan": () => ({ ...handed, outcome: "planned", planHash: "d".repeat(64), audit: head(3) }),
    "search-options": () => ({ ...about, outcome: "offered", message: OPTIONS, audit: head(4) }),
    "response-sender": () => ({ seq: 1, delivered: 1 }),
    "close-booking": ({ code }) => ({ ...about, outcome: "closed", code }),
    ...change,
  };
}

let stop = async (): Promise<void> => undefined;
afterEach(() => stop());

async function given(change: Functions = {}, row: { status?: string; turn?: string; auditSeq?: string } = {}) {
  const machine = await localMachine(MACHINE, functions(change));
  stop = machine.stop;
  const { status = "planning", turn = "1", auditSeq = "0" } = row;
  await machine.put({
    bookingId: { S: BOOKING },
    employeeId: { S: EMPLOYEE },
    turn: { N: turn },
    status: { S: status },
    auditSeq: { N: auditSeq },
  });
  const said = () =>
    machine.log.filter(({ name }) => name === "response-sender").map(({ event }) => event["body"] as { type: string });
  return { ...machine, said, ended: await machine.run(INPUT, `${BOOKING}-1`) };
}

describe("a request that leads to an offer", () => {
  test("goes through every stage, each with what the one before sealed, and is told at its end", async () => {
    const { ended, log, said } = await given();
    expect(JSON.parse(ended.output ?? "")).toEqual({ bookingId: BOOKING, turn: 1, outcome: "offered" });
    const stages = log.filter(({ name }) => name !== "response-sender");
    expect(stages.map(({ name, event }) => [name, event["executionName"], event["audit"]])).toEqual([
      ["sanitise-request", `${BOOKING}-1`, head(0)],
      ["embed-and-retrieve", `${BOOKING}-1`, head(1)],
      ["reason-and-plan", `${BOOKING}-1`, head(2)],
      ["search-options", `${BOOKING}-1`, head(3)],
    ]);
    expect(stages.at(-1)?.event).toMatchObject({ planHash: "d".repeat(64), turn: 1 });
    expect(said().at(-1)).toEqual(OPTIONS);
  });

  test("says on the way that the policy is read and that flights are searched, and no more", async () => {
    const { said } = await given();
    expect(said().slice(0, -1)).toEqual([
      { type: "progress", step: "reading_policy" },
      { type: "progress", step: "searching" },
    ]);
  });

  test("does not suffer when progress cannot be said", async () => {
    const { ended, said } = await given({
      "response-sender": ({ body }) => {
        if ((body as { type: string }).type === "progress") throw failing("OUTBOX_UNAVAILABLE");
        return { seq: 1, delivered: 0 };
      },
    });
    expect(ended.status).toBe("SUCCEEDED");
    expect(said().at(-1)).toEqual(OPTIONS);
  });

  test("leaves the row to search-options, which wrote the offer", async () => {
    const { row } = await given();
    await expect(row(BOOKING)).resolves.toMatchObject({ status: { S: "planning" } });
  });
});

describe("what is asked back", () => {
  const questions = [{ slot: "destination", code: "AMBIGUOUS_CITY", candidates: [], heard: null }];
  test.each(["sanitise-request", "reason-and-plan"])("by %s reaches the row and the employee", async (stage) => {
    const asked = { ...about, outcome: "asked", questions, audit: head(7) };
    const { row, said, ended } = await given({ [stage]: () => asked });
    expect(JSON.parse(ended.output ?? "")).toMatchObject({ outcome: "asked" });
    await expect(row(BOOKING)).resolves.toMatchObject({
      status: { S: "asking" },
      auditSeq: { N: "7" },
      auditHash: { S: head(7).hash },
    });
    expect(said().at(-1)).toEqual({ type: "question", questions });
  });
});

describe("what is refused", () => {
  test.each([
    ["sanitise-request", "refused", "TOO_LONG"],
    ["sanitise-request", "quarantined", "CANARY_ECHOED"],
    ["reason-and-plan", "refused", "NO_POLICY"],
    ["search-options", "refused", "NO_OPTIONS"],
  ])("by %s as %s frees the employee and says why", async (stage, outcome, code) => {
    const { row, said, ended } = await given({ [stage]: () => ({ ...about, outcome, code, audit: head(8) }) });
    expect(JSON.parse(ended.output ?? "")).toMatchObject({ outcome, code });
    await expect(row(BOOKING)).resolves.toMatchObject({
      status: { S: "refused" },
      reason: { S: code },
      auditSeq: { N: "8" },
    });
    expect(said().at(-1)).toEqual({
      type: "status",
      status: "refused",
      code,
      confirmationNumber: null,
      deepLink: null,
    });
  });
});

describe("what fails", () => {
  test.each([
    ["sanitise-request", 0],
    ["embed-and-retrieve", 1],
    ["reason-and-plan", 2],
    ["search-options", 3],
  ])("in %s is put on record under the very seal that it was given, and said", async (stage, seq) => {
    const broken = () => {
      throw failing("PLAN_MISMATCH");
    };
    const { said, ended, log } = await given({ [stage]: broken });
    expect(JSON.parse(ended.output ?? "")).toMatchObject({ outcome: "failed", code: "PLAN_MISMATCH" });
    const handoff = log.find(({ name }) => name === stage)?.event;
    expect(handoff).toMatchObject({ audit: head(seq), seal: expect.anything() });
    expect(log.filter(({ name }) => name === "close-booking").map(({ event }) => event)).toEqual([
      { handoff, status: "failed", code: "PLAN_MISMATCH" },
    ]);
    expect(said().at(-1)).toMatchObject({ type: "status", status: "failed", code: "PLAN_MISMATCH" });
  });

  test("is left to whoever ended the booking meanwhile, and nothing is said", async () => {
    const { ended, said } = await given({
      "reason-and-plan": () => {
        throw failing("PLAN_MISMATCH");
      },
      "close-booking": ({ code }) => ({ ...about, outcome: "superseded", code }),
    });
    expect(JSON.parse(ended.output ?? "")).toMatchObject({ outcome: "superseded" });
    expect(said().filter(({ type }) => type !== "progress")).toEqual([]);
  });

  test.each(["sanitise-request", "embed-and-retrieve", "reason-and-plan", "search-options"])(
    "in %s, with nobody to record it, is left to the sweep, row untouched, and said",
    async (stage) => {
      const broken = () => {
        throw failing("PLAN_MISMATCH");
      };
      const { row, said, ended } = await given({ [stage]: broken, "close-booking": broken });
      expect(ended).toMatchObject({ status: "FAILED", error: "PLAN_MISMATCH" });
      await expect(row(BOOKING)).resolves.toMatchObject({ status: { S: "planning" }, auditSeq: { N: "0" } });
      expect(said().at(-1)).toMatchObject({ type: "status", status: "failed", code: "PLAN_MISMATCH" });
    },
  );

  test.each(["DATABASE_UNAVAILABLE", "Sandbox.Timedout"])("is tried again after %s, which may pass", async (code) => {
    let attempts = 0;
    const { ended } = await given({
      "reason-and-plan": () => {
        attempts += 1;
        if (attempts === 1) throw failing(code);
        return { ...handed, outcome: "planned", planHash: "d".repeat(64), audit: head(3) };
      },
    });
    expect([attempts, ended.status]).toEqual([2, "SUCCEEDED"]);
  });

  test.each(["ENVELOPE_ALTERED", "ENVELOPE_REPLAYED", "ENVELOPE_WRONG_STAGE"])(
    "at its very hand-over (%s) touches nobody's row and tells nobody",
    async (code) => {
      const forged = () => {
        throw failing(code);
      };
      const { ended, row, said } = await given({ "sanitise-request": forged });
      expect(ended).toMatchObject({ status: "FAILED", error: code });
      await expect(row(BOOKING)).resolves.toMatchObject({ status: { S: "planning" } });
      expect(said()).toEqual([]);
    },
  );
});

describe("a booking that ended or went on meanwhile", () => {
  const refused = { ...about, outcome: "refused", code: "NO_OPTIONS", audit: head(8) };
  test.each([
    ["is cancelled", { status: "cancelled" }],
    ["is in a later turn", { turn: "2" }],
    ["has a chain that is longer than the answer says", { auditSeq: "9" }],
  ])("stays as it is when it %s, and no word is said", async (_what, row) => {
    const machine = await given({ "search-options": () => refused }, row);
    expect(JSON.parse(machine.ended.output ?? "")).toMatchObject({ outcome: "superseded" });
    const stored = await machine.row(BOOKING);
    expect(stored["reason"]).toBeUndefined();
    expect(machine.said().filter(({ type }) => type !== "progress")).toEqual([]);
  });
});
