import {
  bookingIdOf,
  BookingRow,
  type BookingStatus,
  type ClientMessage,
  EmployeeId,
  type FlightOption,
  type Reply,
} from "@agentic-pm/contracts/travel";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { bookTrip } from "./book-trip.ts";

const employeeId = EmployeeId.parse("user_2employeeAda");
const bookingId = bookingIdOf(employeeId, "main-job-trip-1");
const commandHash = "a".repeat(64);
const NOW = "2026-01-15T09:00:00.000Z";
const flight = { airline: "UA", minutes: 100, departs: "2026-02-03T08:05:00", arrives: "2026-02-03T09:45:00" };
const option = (digit: string, approval: FlightOption["approval"] = []): FlightOption => ({
  optionId: `opt_${digit.repeat(16)}`,
  fareId: `fare-000${digit}`,
  airline: "UA",
  airlineName: "United",
  cabin: "economy",
  outbound: [{ ...flight, flight: "UA12", from: "BOS", to: "ORD" }],
  inbound: [],
  totalCents: 30_000,
  currency: "USD",
  approval,
});
const offerOf = (...options: FlightOption[]) =>
  JSON.stringify({ planHash: "1".repeat(64), policyVersion: "2".repeat(64), options, constraints: [] });
const rowOf = (status: BookingStatus, more: Partial<BookingRow> = {}): BookingRow =>
  BookingRow.parse({
    bookingId,
    employeeId,
    status,
    turn: 1,
    createdAt: NOW,
    updatedAt: NOW,
    requests: [],
    auditSeq: 0,
    auditHash: "0".repeat(64),
    ...more,
  });
const OFFERED = rowOf("offered", { offer: offerOf(option("1", ["OVER_FARE_CAP"]), option("2")) });
const BOOKED = rowOf("booked", { confirmationNumber: "ABC123" });

let sent: ClientMessage[];
let rows: (BookingRow | undefined)[];
let replies: Partial<Record<ClientMessage["action"], Reply>>;

beforeEach(() => {
  sent = [];
  replies = {
    request: { type: "accepted", requestId: "main-job-trip-1", bookingId },
    select: {
      type: "selected",
      bookingId,
      option: option("2"),
      traveller: "Ada",
      commandHash,
      expiresAt: NOW,
      needsApproval: false,
    },
    confirm: { type: "confirmed", bookingId, status: "confirmed" },
    cancel: { type: "cancelled", bookingId },
  };
});

/** Books while the row is one after the other of these; each look at it shows the next, and something is said then. */
function book(...states: (BookingRow | undefined)[]) {
  rows = states;
  let say: () => void = () => undefined;
  return bookTrip(
    { requestId: "main-job-trip-1", text: "Chicago" },
    {
      chat: {
        onMessage: (listener) => {
          say = () => listener({ seq: 1, bookingId, at: NOW, body: { type: "progress", step: "searching" } });
          return () => undefined;
        },
        send: async (message) => {
          sent.push(message);
          return replies[message.action] as Reply;
        },
      },
      booking: async () => {
        setImmediate(say);
        return rows.length > 1 ? rows.shift() : rows[0];
      },
    },
  );
}
const actions = () => sent.map(({ action }) => action);

describe("a trip that is booked without a person", () => {
  test("takes the first option within policy and waits for the number", async () => {
    const trip = await book(rowOf("planning"), OFFERED, rowOf("confirmed"), rowOf("booking"), BOOKED);
    expect(trip).toMatchObject({ bookingId, confirmationNumber: "ABC123" });
    expect(sent.slice(1)).toEqual([
      { action: "select", bookingId, optionId: option("2").optionId },
      { action: "confirm", bookingId, commandHash },
    ]);
  });

  test.each<[string, BookingRow, string[]]>([
    ["booked", BOOKED, []],
    ["selected", rowOf("selected", { offer: OFFERED.offer }), ["select", "confirm"]],
    ["confirmed", rowOf("confirmed", { commandHash }), ["confirm"]],
    ["booking", rowOf("booking"), []],
    ["unknown", rowOf("unknown"), []],
  ])("goes on where an interrupted run left it: %s", async (_status, row, then) => {
    expect(await book(row, BOOKED)).toMatchObject({ confirmationNumber: "ABC123" });
    expect(actions()).toEqual(["request", ...then]);
  });

  test("chooses again when what it confirmed was void, and not for ever", async () => {
    const again = rowOf("offered", { offer: offerOf(option("3")) });
    await book(OFFERED, rowOf("booking"), again, BOOKED);
    expect(sent.at(-2)).toMatchObject({ action: "select", optionId: option("3").optionId });
    await expect(book(OFFERED)).rejects.toMatchObject({ code: "BOOKING_NOT_MADE" });
  });

  test.each<[string, BookingRow]>([
    ["a question", rowOf("asking")],
    ["an approval", rowOf("awaiting_approval")],
    ["an offer over policy", rowOf("offered", { offer: offerOf(option("1", ["OVER_FARE_CAP"])) })],
  ])("gives its place up where %s needs a person", async (_what, row) => {
    await expect(book(row)).rejects.toMatchObject({ code: "BOOKING_NOT_MADE" });
    expect(actions()).toEqual(["request", "cancel"]);
  });

  test.each<[string, BookingRow | undefined]>([
    ["failed: PORTAL_UNAVAILABLE", rowOf("failed", { reason: "PORTAL_UNAVAILABLE" })],
    ["its row is not there", undefined],
  ])("says why it came to nothing: %s", async (words, row) => {
    await expect(book(row)).rejects.toMatchObject({
      code: "BOOKING_NOT_MADE",
      message: expect.stringContaining(words),
    });
  });

  test("says what the chat refused", async () => {
    replies.request = {
      type: "error",
      code: "BOOKING_IN_PROGRESS",
      cause: "Another.",
      remedy: "Finish it.",
      requestId: null,
    };
    await expect(book(OFFERED)).rejects.toMatchObject({ message: expect.stringContaining("BOOKING_IN_PROGRESS") });
    expect(actions()).toEqual(["request"]);
  });
});
