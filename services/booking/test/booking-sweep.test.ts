import { bookingIdOf, EmployeeId, RespondEvent } from "@agentic-pm/contracts/travel";
import { afterEach, describe, expect, test } from "@jest/globals";
import { failing, type Functions, localMachine } from "./fakes/local-machine.ts";

const MACHINE = new URL("../state-machines/booking-sweep.yml", import.meta.url);
const EMPLOYEE = EmployeeId.parse("user_2employeeAda");
const [ONE, TWO] = [bookingIdOf(EMPLOYEE, "request-0001"), bookingIdOf(EMPLOYEE, "request-0002")];

let stop = async (): Promise<void> => undefined;
afterEach(() => stop());

async function sweep(end: (bookingId: unknown) => object, change: Functions = {}) {
  const machine = await localMachine(MACHINE, {
    "close-booking": (event) =>
      event["sweep"] === "find"
        ? { abandoned: [{ bookingId: ONE }, { bookingId: TWO }], untold: [] }
        : end(event["bookingId"]),
    "response-sender": () => ({ seq: 1, delivered: 1 }),
    ...change,
  });
  stop = machine.stop;
  const ran = await machine.run({}, "sweep-1");
  const events = (of: string) => machine.log.filter(({ name }) => name === of).map(({ event }) => event);
  return { ran, asked: events("close-booking"), said: events("response-sender") };
}
const closed = (bookingId: unknown) => ({
  outcome: "closed",
  bookingId,
  employeeId: EMPLOYEE,
  status: "failed",
  code: "WORKFLOW_ABANDONED",
});

describe("a sweep", () => {
  test("ends each booking that it finds, one after the other, and tells its employee", async () => {
    const { ran, asked, said } = await sweep(closed);
    expect(ran.status).toBe("SUCCEEDED");
    expect(asked).toEqual([
      { sweep: "find" },
      { sweep: "end", bookingId: ONE, executionName: "sweep-1" },
      { sweep: "end", bookingId: TWO, executionName: "sweep-1" },
    ]);
    const body = { type: "status", status: "failed", code: "WORKFLOW_ABANDONED" };
    expect(said).toEqual(
      [ONE, TWO].map((bookingId) => ({
        employeeId: EMPLOYEE,
        bookingId,
        body: { ...body, confirmationNumber: null, deepLink: null },
      })),
    );
  });

  test("says nothing of a booking that went on or ended meanwhile", async () => {
    const { ran, said } = await sweep((bookingId) => ({ ...closed(bookingId), outcome: "superseded", status: null }));
    expect([ran.status, said]).toEqual(["SUCCEEDED", []]);
  });

  test("goes on to the others where one cannot be ended, and then fails, so that it shows", async () => {
    const { ran, said } = await sweep((bookingId) => {
      if (bookingId === ONE) throw failing("BOOKING_MALFORMED");
      return closed(bookingId);
    });
    expect(ran).toMatchObject({ status: "FAILED", error: "SWEEP_NOT_ENDED" });
    expect(said).toMatchObject([{ bookingId: TWO }]);
  });

  test("goes on to the others where an employee cannot be told, and then fails, so that it shows", async () => {
    const { ran, said } = await sweep(closed, {
      "response-sender": ({ bookingId }) => {
        if (bookingId === ONE) throw failing("OUTBOX_UNAVAILABLE");
        return { seq: 1, delivered: 1 };
      },
    });
    expect(ran).toMatchObject({ status: "FAILED", error: "SWEEP_UNSAID" });
    expect(said.at(-1)).toMatchObject({ bookingId: TWO });
  });

  const untold = (...ids: readonly string[]) =>
    ids.map((bookingId) => ({
      bookingId,
      employeeId: EMPLOYEE,
      status: "booked",
      code: null,
      confirmationNumber: "NW-1",
    }));

  test("says each end that nobody could say, also where there is nothing to end", async () => {
    const { ran, said } = await sweep(closed, {
      "close-booking": () => ({ abandoned: [], untold: untold(ONE, TWO) }),
    });
    expect(ran.status).toBe("SUCCEEDED");
    const body = { type: "status", status: "booked", code: null, confirmationNumber: "NW-1", deepLink: null };
    expect(said).toEqual([ONE, TWO].map((bookingId) => ({ employeeId: EMPLOYEE, bookingId, body })));
    for (const event of said) expect(RespondEvent.safeParse(event).success).toBe(true);
  });

  test("goes on to the other ends where one cannot be said still, and then fails, so that it shows", async () => {
    const { ran, said } = await sweep(closed, {
      "close-booking": () => ({ abandoned: [], untold: untold(ONE, TWO) }),
      "response-sender": ({ bookingId }) => {
        if (bookingId === ONE) throw failing("OUTBOX_UNAVAILABLE");
        return { seq: 1, delivered: 1 };
      },
    });
    expect(ran).toMatchObject({ status: "FAILED", error: "SWEEP_UNSAID" });
    expect(said.at(-1)).toMatchObject({ bookingId: TWO });
  });

  test("that finds nothing has done all it had to", async () => {
    const { ran, said } = await sweep(closed, { "close-booking": () => ({ abandoned: [], untold: [] }) });
    expect([ran.status, said]).toEqual(["SUCCEEDED", []]);
  });

  test("that cannot look fails, and so shows", async () => {
    const { ran } = await sweep(closed, {
      "close-booking": () => {
        throw failing("BOOKINGS_UNAVAILABLE");
      },
    });
    expect(ran).toMatchObject({ status: "FAILED", error: "BOOKINGS_UNAVAILABLE" });
  });
});
