import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { bookingIdOf, EmployeeId } from "@agentic-pm/contracts/travel";
import { failing, type Functions, localMachine } from "./fakes/local-machine.ts";

jest.setTimeout(60_000);

const MACHINE = new URL("../state-machines/booking-execute.yml", import.meta.url);
const EMPLOYEE = EmployeeId.parse("user_2employeeAda");
const BOOKING = bookingIdOf(EMPLOYEE, "request-0001");
const HASH = "c".repeat(64);
const head = (seq: number) => ({ seq, hash: String(seq).repeat(64) });
const about = { bookingId: BOOKING, employeeId: EMPLOYEE };
const INPUT = { ...about, commandHash: HASH, audit: head(5), seal: { stage: "connect" } };
const BROWSER = { browserIdentifier: "booking-1", sessionId: "session-1" };
const NAME = `${BOOKING}-${HASH.slice(0, 12)}`;

/** An answer of booking-executor. */
function ended(outcome: string, change: object = {}) {
  const status = outcome === "not_booked" ? "unknown" : outcome === "login_again" ? "booking" : outcome;
  return { ...about, outcome, status, confirmationNumber: null, deepLink: null, code: null, audit: head(8), ...change };
}

function functions(change: Functions = {}): Functions {
  return {
    "re-quote": () => ({
      ...about,
      outcome: "unchanged",
      commandHash: HASH,
      audit: head(6),
      seal: { stage: "requote" },
    }),
    "portal-login": () => ({ browser: BROWSER }),
    "booking-executor": () => ended("booked", { confirmationNumber: "ABC123" }),
    "response-sender": () => ({ seq: 1, delivered: 1 }),
    ...change,
  };
}

/** Answers in turn; the last one again and again. */
function inTurn(...answers: (() => unknown)[]) {
  let count = 0;
  return () => answers[Math.min(count++, answers.length - 1)]?.();
}

let stop = async (): Promise<void> => undefined;
afterEach(() => stop());

async function given(change: Functions = {}, status = "booking") {
  const machine = await localMachine(MACHINE, functions(change));
  stop = machine.stop;
  await machine.put({
    bookingId: { S: BOOKING },
    employeeId: { S: EMPLOYEE },
    commandHash: { S: HASH },
    status: { S: status },
  });
  const ran = await machine.run(INPUT, NAME);
  const said = machine.log.filter(({ name }) => name === "response-sender").map(({ event }) => event["body"]);
  const events = (of: string) => machine.log.filter(({ name }) => name === of).map(({ event }) => event);
  return { ...machine, ran, said, events, output: ran.output == null ? null : JSON.parse(ran.output) };
}

describe("a confirmed booking", () => {
  test("is requoted, signed in for and booked, each with what the one before sealed", async () => {
    const { output, said, events } = await given();
    expect(output).toEqual({ bookingId: BOOKING, status: "booked", code: null, confirmationNumber: "ABC123" });
    expect(events("re-quote")).toEqual([{ ...INPUT, executionName: NAME }]);
    const handoff = { ...about, commandHash: HASH, audit: head(6), seal: { stage: "requote" }, executionName: NAME };
    expect(events("portal-login")).toEqual([handoff]);
    expect(events("booking-executor")).toEqual([{ handoff, browser: BROWSER, mode: "book", attempt: 1 }]);
    expect(said).toEqual([
      { type: "progress", step: "requoting" },
      { type: "progress", step: "logging_in" },
      { type: "progress", step: "booking" },
      { type: "status", status: "booked", code: null, confirmationNumber: "ABC123", deepLink: null },
    ]);
  });

  test("whose fare changed is answered with new options, and no browser is started", async () => {
    const message = { type: "options", because: "FARE_CHANGED" };
    const { output, said, events } = await given({
      "re-quote": () => ({ ...about, outcome: "voided", message, audit: head(7) }),
    });
    expect(output).toMatchObject({ status: "voided" });
    expect(said.at(-1)).toEqual(message);
    expect(events("portal-login")).toEqual([]);
  });

  test("that is started again under the same booking is refused without a word", async () => {
    const { output, said } = await given({
      "re-quote": () => ({ ...about, outcome: "refused", code: "BOOKING_BOOKED", audit: head(7) }),
    });
    expect(output).toMatchObject({ status: "refused", code: "BOOKING_BOOKED" });
    expect(said).toEqual([{ type: "progress", step: "requoting" }]);
  });

  test("whose hand-over nobody sealed fails, and nobody's row is touched", async () => {
    const { ran, row, events } = await given({
      "re-quote": () => {
        throw failing("ENVELOPE_ALTERED");
      },
    });
    expect(ran.status).toBe("FAILED");
    expect(events("portal-login")).toEqual([]);
    await expect(row(BOOKING)).resolves.toMatchObject({ status: { S: "booking" } });
  });

  test("whose login is refused fails at once, with nothing paid", async () => {
    const { output, row, said, events } = await given({
      "portal-login": () => {
        throw failing("PORTAL_LOGIN_REFUSED");
      },
    });
    expect(output).toMatchObject({ status: "failed", code: "PORTAL_LOGIN_REFUSED" });
    expect(events("portal-login")).toHaveLength(1);
    expect(events("booking-executor")).toEqual([]);
    await expect(row(BOOKING)).resolves.toMatchObject({
      status: { S: "failed" },
      reason: { S: "PORTAL_LOGIN_REFUSED" },
    });
    expect(said.at(-1)).toMatchObject({ type: "status", status: "failed" });
  });

  test("whose session ends is signed in for twice more, and no more", async () => {
    const { output, events } = await given({
      "booking-executor": () => ended("login_again", { code: "SESSION_OVER" }),
    });
    expect(events("booking-executor").map(({ mode, attempt }) => [mode, attempt])).toEqual([
      ["book", 1],
      ["book", 2],
      ["book", 3],
    ]);
    expect(output).toMatchObject({ status: "failed", code: "SESSION_OVER" });
  });

  test("that is handed over is told with its deep link", async () => {
    const deepLink = "https://portal.example/search?from=BOS";
    const { output, said } = await given({
      "booking-executor": () => ended("handed_over", { code: "ACT_GAVE_UP", deepLink }),
    });
    expect(output).toMatchObject({ status: "handed_over", code: "ACT_GAVE_UP" });
    expect(said.at(-1)).toMatchObject({ status: "handed_over", deepLink });
  });
});

describe("what is unclear", () => {
  test.each([
    ["the executor says so", () => ended("unknown", { code: "PAYMENT_SILENT" })],
    [
      "the executor dies",
      () => {
        throw failing("Runtime.ExitError");
      },
    ],
  ])("is looked up, never booked again, when %s", async (_how, first) => {
    const found = () => ended("booked", { confirmationNumber: "ABC123" });
    const { output, events, said } = await given({ "booking-executor": inTurn(first, found) });
    expect(events("booking-executor").map(({ mode, attempt }) => [mode, attempt])).toEqual([
      ["book", 1],
      ["reconcile", 1],
    ]);
    expect(output).toMatchObject({ status: "booked", confirmationNumber: "ABC123" });
    expect(said).toContainEqual({ type: "progress", step: "reconciling" });
  });

  test("to the end goes to a person, and is never called failed", async () => {
    const { output, events, row } = await given({
      "booking-executor": () => {
        throw failing("Runtime.ExitError");
      },
    });
    expect(events("booking-executor").map(({ mode }) => mode)).toEqual(["book", "reconcile", "reconcile", "reconcile"]);
    expect(output).toMatchObject({ status: "handed_over", code: "Runtime.ExitError" });
    await expect(row(BOOKING)).resolves.toMatchObject({ status: { S: "handed_over" } });
  });
});
