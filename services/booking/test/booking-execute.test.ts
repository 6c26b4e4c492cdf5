import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { ACTIVE_STATUSES, bookingIdOf, EmployeeId } from "@agentic-pm/contracts/travel";
import { failing, type Functions, localMachine } from "./fakes/local-machine.ts";

jest.setTimeout(180_000);

const MACHINE = new URL("../state-machines/booking-execute.yml", import.meta.url);
const EMPLOYEE = EmployeeId.parse("user_2employeeAda");
const BOOKING = bookingIdOf(EMPLOYEE, "request-0001");
const HASH = "c".repeat(64);
const head = (seq: number) => ({ seq, hash: String(seq).repeat(64) });
const about = { bookingId: BOOKING, employeeId: EMPLOYEE };
const INPUT = { ...about, commandHash: HASH, audit: head(5), seal: { stage: "connect" } };
const BROWSER = { browserIdentifier: "booking-1", sessionId: "session-1" };
const PORTAL = "https://portal.example";
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
    "portal-login": () => ({ browser: BROWSER, signedInAt: PORTAL }),
    "booking-executor": () => ended("booked", { confirmationNumber: "ABC123" }),
    "response-sender": () => ({ seq: 1, delivered: 1 }),
    "close-booking": ({ code }) => ({ ...about, outcome: "closed", code }),
    ...change,
  };
}

/** How booking-executor answers where it is asked without a browser: nothing is known yet, or it ends the booking. */
function noted({ mode, code }: Record<string, unknown>) {
  if (mode === "recall") return ended("unknown", { code: "PAYMENT_UNCLEAR" });
  return ended(mode === "fail" ? "failed" : "handed_over", { code });
}
const withBrowser = (answer: (event: Record<string, unknown>) => unknown) => (event: Record<string, unknown>) =>
  "browser" in event ? answer(event) : noted(event);

/** Answers in turn; the last one again and again. */
function inTurn(...answers: (() => unknown)[]) {
  let count = 0;
  return () => answers[Math.min(count++, answers.length - 1)]?.();
}

let stop = async (): Promise<void> => undefined;
afterEach(() => stop());

async function given(change: Functions = {}, status = "booking", columns: Record<string, { S: string }> = {}) {
  const machine = await localMachine(MACHINE, functions(change));
  stop = machine.stop;
  await machine.put({
    bookingId: { S: BOOKING },
    employeeId: { S: EMPLOYEE },
    commandHash: { S: HASH },
    status: { S: status },
    ...columns,
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
    expect(events("booking-executor")).toEqual([
      { handoff, browser: BROWSER, signedInAt: PORTAL, mode: "book", attempt: 1 },
    ]);
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
    const { output, said, events } = await given({
      "portal-login": () => {
        throw failing("PORTAL_LOGIN_REFUSED");
      },
      "booking-executor": noted,
    });
    expect(output).toMatchObject({ status: "failed", code: "PORTAL_LOGIN_REFUSED" });
    expect(events("portal-login")).toHaveLength(1);
    // Ended by who closes the payment's note and writes the trail.
    expect(events("booking-executor")).toMatchObject([{ mode: "fail", code: "PORTAL_LOGIN_REFUSED" }]);
    expect(said.at(-1)).toMatchObject({ type: "status", status: "failed" });
  });

  test("whose session ends is signed in for twice more, and no more", async () => {
    const { output, events } = await given({
      "booking-executor": withBrowser(() => ended("login_again", { code: "SESSION_OVER" })),
    });
    expect(events("booking-executor").map(({ mode, attempt }) => [mode, attempt])).toEqual([
      ["book", 1],
      ["book", 2],
      ["book", 3],
      ["fail", undefined],
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
    const { output, events, said } = await given({ "booking-executor": withBrowser(inTurn(first, found)) });
    expect(events("booking-executor").map(({ mode, attempt }) => [mode, attempt])).toEqual([
      ["book", 1],
      ["recall", undefined],
      ["reconcile", 1],
    ]);
    expect(output).toMatchObject({ status: "booked", confirmationNumber: "ABC123" });
    expect(said).toContainEqual({ type: "progress", step: "reconciling" });
  });

  test.each(["booked", "voided", "handed_over"])(
    "is said without a login when the row was %s already",
    async (status) => {
      const known = ended(status, { code: "WHY", confirmationNumber: status === "booked" ? "ABC123" : null });
      const { ran, said, events } = await given({
        "booking-executor": ({ mode }) => {
          if (mode === "book") throw failing("Lambda.Unknown");
          return known;
        },
      });
      expect(ran.status).toBe("SUCCEEDED");
      expect(events("portal-login")).toHaveLength(1);
      expect(said.at(-1)).toMatchObject({ type: "status", status, confirmationNumber: known.confirmationNumber });
    },
  );

  test("to the end goes to a person by the executor's own record", async () => {
    const { output, events } = await given({
      "booking-executor": withBrowser(() => {
        throw failing("Runtime.ExitError");
      }),
    });
    const last = events("booking-executor").at(-1);
    expect(last).toMatchObject({ mode: "hand_over", code: "Runtime.ExitError" });
    expect(output).toMatchObject({ status: "handed_over", code: "Runtime.ExitError" });
  });

  test("to the end is put on record as handed over where the executor cannot even be asked", async () => {
    const { output, events, said } = await given({
      "booking-executor": () => {
        throw failing("Runtime.ExitError");
      },
    });
    const handoff = { ...about, commandHash: HASH, audit: head(6), seal: { stage: "requote" }, executionName: NAME };
    expect(events("close-booking")).toEqual([{ handoff, status: "handed_over", code: "Runtime.ExitError" }]);
    expect(output).toMatchObject({ status: "handed_over", code: "Runtime.ExitError" });
    expect(said.at(-1)).toMatchObject({ status: "handed_over", code: "Runtime.ExitError" });
  });

  test("to the end with nobody to record it is left to the sweep, row untouched, and the employee hears of it", async () => {
    const dying = () => {
      throw failing("Runtime.ExitError");
    };
    const { ran, row, said } = await given({ "booking-executor": dying, "close-booking": dying });
    expect(ran).toMatchObject({ status: "FAILED", error: "Runtime.ExitError" });
    await expect(row(BOOKING)).resolves.toMatchObject({ status: { S: "booking" } });
    expect(said.at(-1)).toMatchObject({ status: "handed_over", code: "Runtime.ExitError" });
  });

  test.each([
    ["booked", { confirmationNumber: { S: "ABC123" } }, { code: null, confirmationNumber: "ABC123" }],
    ["voided", { reason: { S: "SOLD_OUT" } }, { code: "SOLD_OUT", confirmationNumber: null }],
    ["handed_over", {}, { code: null, confirmationNumber: null }],
  ])(
    "is said as the row has it when the executor wrote %s and every answer of it was lost",
    async (status, columns, told) => {
      const { ran, said } = await given(
        {
          "booking-executor": () => {
            throw failing("Lambda.Unknown");
          },
          "close-booking": ({ code }) => ({ ...about, outcome: "superseded", code }),
        },
        status,
        columns,
      );
      expect(ran.status).toBe("SUCCEEDED");
      expect(said.at(-1)).toEqual({ type: "status", status, deepLink: null, ...told });
    },
  );

  test.each(ACTIVE_STATUSES.filter((status) => status !== "offered"))(
    "fails without a word where nobody could end it and its row is %s: that is no end",
    async (status) => {
      const { ran, said, row } = await given(
        {
          "re-quote": () => {
            throw failing("PORTAL_ANSWER_MALFORMED");
          },
          "close-booking": ({ code }) => ({ ...about, outcome: "superseded", code }),
        },
        status,
        { reason: { S: "FARE_CHANGED" } },
      );
      expect(ran).toMatchObject({ status: "FAILED", error: "BOOKING_NOT_OVER" });
      expect(said.filter((body) => (body as { type: string }).type === "status")).toEqual([]);
      await expect(row(BOOKING)).resolves.toMatchObject({ status: { S: status } });
    },
  );

  test("and another employee's is told to nobody", async () => {
    const { ran, said } = await given(
      {
        "booking-executor": () => {
          throw failing("Lambda.Unknown");
        },
        "close-booking": ({ code }) => ({ ...about, outcome: "superseded", code }),
      },
      "booked",
      { employeeId: { S: "user_2employeeLin" }, confirmationNumber: { S: "ABC123" } },
    );
    expect(ran).toMatchObject({ status: "FAILED" });
    expect(said.filter((body) => (body as { type: string }).type === "status")).toEqual([]);
  });
});

describe("a confirmation that cannot be requoted", () => {
  const dying = () => {
    throw failing("PORTAL_ANSWER_MALFORMED");
  };

  test("is ended by re-quote itself, in the trail too", async () => {
    const message = { type: "status", status: "failed", code: "PORTAL_ANSWER_MALFORMED", confirmationNumber: null };
    const { output, said, events } = await given({
      "re-quote": (event) => ("close" in event ? { ...about, outcome: "voided", message, audit: head(7) } : dying()),
    });
    expect(events("re-quote").at(-1)).toEqual({
      handoff: { ...INPUT, executionName: NAME },
      close: "PORTAL_ANSWER_MALFORMED",
    });
    expect(output).toMatchObject({ status: "failed", code: "PORTAL_ANSWER_MALFORMED" });
    expect(said.at(-1)).toMatchObject({ type: "status", status: "failed" });
  });

  test("but was void already is answered with what it was answered then", async () => {
    const message = { type: "options", because: "SOLD_OUT" };
    const { output, said } = await given({
      "re-quote": (event) => ("close" in event ? { ...about, outcome: "voided", message, audit: head(7) } : dying()),
    });
    expect(output).toMatchObject({ status: "voided" });
    expect(said.at(-1)).toEqual(message);
  });

  test("is put on record where re-quote cannot even be asked", async () => {
    const { output, events, said } = await given({ "re-quote": dying });
    const handoff = { ...INPUT, executionName: NAME };
    expect(events("close-booking")).toEqual([{ handoff, status: "failed", code: "PORTAL_ANSWER_MALFORMED" }]);
    expect(output).toMatchObject({ status: "failed", code: "PORTAL_ANSWER_MALFORMED" });
    expect(said.at(-1)).toMatchObject({ type: "status", status: "failed", code: "PORTAL_ANSWER_MALFORMED" });
  });

  test("with nobody to record it is left to the sweep, row untouched, and the employee hears of it", async () => {
    const { ran, row, said } = await given({ "re-quote": dying, "close-booking": dying });
    expect(ran).toMatchObject({ status: "FAILED", error: "PORTAL_ANSWER_MALFORMED" });
    await expect(row(BOOKING)).resolves.toMatchObject({ status: { S: "booking" } });
    expect(said.at(-1)).toMatchObject({ status: "failed", code: "PORTAL_ANSWER_MALFORMED" });
  });
});
