import { describe, expect, test } from "@jest/globals";
import { BookingCommand } from "@agentic-pm/contracts/travel";
import { aFare, aPlan, BOOKING, EMPLOYEE } from "../../test/a-trip.ts";
import { centsIn, type PageFacts } from "./page-facts.ts";
import { optionOf } from "./rank-options.ts";
import { reviewMismatches } from "./review.ts";
import { findBooking, listedTrips } from "./trip-list.ts";

const COMMAND = BookingCommand.parse({
  schemaVersion: 1,
  bookingId: BOOKING,
  traveller: {
    employeeId: EMPLOYEE,
    givenName: "Ada",
    familyName: "Example",
    email: "ada@example.com",
    homeAirport: "BOS",
    timeZone: "America/New_York",
    grade: "staff",
  },
  option: optionOf(aFare(), aPlan()),
  planHash: "1".repeat(64),
  policyVersion: "2".repeat(64),
  expiresAt: "2027-01-01T00:00:00.000Z",
});
const OUT = ["Outbound", "UA100", "Boston (BOS)", "Chicago (ORD)", "8 [2027-01-12T08:00]", "10 [2027-01-12T10:00]"];
const BACK = ["Return", "UA101", "Chicago (ORD)", "Boston (BOS)", "17 [2027-01-14T17:00]", "20 [2027-01-14T20:20]"];
const CABIN = ["Cabin", "Economy"];
const ROWS = [OUT, BACK, ["Passenger", "Ada Example"], ["Your reference", BOOKING], ["Total", "$310.00"], CABIN];

function page(rows: readonly (readonly string[])[]): PageFacts {
  return {
    url: "https://portal.example/",
    status: 200,
    headings: [],
    rows,
    tables: [],
    forms: [],
    alerts: [],
    links: [],
  };
}

describe("the review page", () => {
  test("that says what was confirmed differs in nothing", () => {
    expect(reviewMismatches(page(ROWS), COMMAND)).toEqual([]);
  });

  test.each<[string, (readonly string[])[]]>([
    ["PASSENGER", [OUT, BACK, ["Passenger", "Mallory Evil"], ...ROWS.slice(3)]],
    ["PASSENGER", [...ROWS, ["Traveller", "Mallory Evil"]]],
    ["PASSENGER", [OUT, BACK, ...ROWS.slice(3)]],
    ["TOTAL", [...ROWS.slice(0, 4), CABIN, ["Total", "$310.01"]]],
    ["TOTAL", [...ROWS, ["Total to pay", "$999.00"]]],
    ["TOTAL", [...ROWS, ["Amount due today", "$334.00"]]],
    ["TOTAL", [...ROWS, ["You pay", "$334.00"]]],
    ["EXTRAS", [...ROWS, ["Travel insurance", "$24.00"]]],
    ["EXTRAS", [...ROWS, ["Seat selection (selected for you)", "12"]]],
    ["TOTAL", [...ROWS.slice(0, 4), CABIN, ["Total", "$310.00 or $999.00"]]],
    ["FLIGHTS", [OUT, ...ROWS.slice(2)]],
    ["FLIGHTS", [...ROWS, ["Also", "UA555", "Boston (BOS)", "Miami (MIA)", "9 [2027-01-13T09:00]"]]],
    ["FLIGHTS", [OUT, OUT, ...ROWS.slice(2)]],
    ["FLIGHTS", [["Outbound", "UA100", "Chicago (ORD)", "Chicago (ORD)", ...OUT.slice(4)], ...ROWS.slice(1)]],
    ["FLIGHTS", [...ROWS, OUT]],
    ["FLIGHTS", [["Outbound", "UA900", ...OUT.slice(2)], ...ROWS.slice(1)]],
    ["FLIGHTS", [[...OUT.slice(0, 4), "8 [2027-01-13T08:00]", OUT[5] ?? ""], ...ROWS.slice(1)]],
    ["FLIGHTS", [["Outbound", "UA100", "Chicago (ORD)", "Boston (BOS)", ...OUT.slice(4)], ...ROWS.slice(1)]],
    ["REFERENCE", [OUT, BACK, ROWS[2] ?? [], ["Your reference", "somebody else's"], ROWS[4] ?? [], CABIN]],
    ["CABIN", ROWS.slice(0, 5)],
    ["CABIN", [...ROWS.slice(0, 5), ["Class", "Business"]]],
    ["CABIN", [...ROWS, ["Class", "Premium economy"]]],
  ])("differs in the %s", (what, rows) => {
    expect(reviewMismatches(page(rows), COMMAND)).toEqual([what]);
  });

  test.each([
    "Grand total",
    "New total",
    "Final total",
    "Amount due",
    "Balance now due",
    "Due today",
    "You pay",
    "You'll pay",
    "To pay",
    "To be paid",
    "To be charged",
  ])("that asks for another sum under %j differs in the total", (label) => {
    expect(reviewMismatches(page([...ROWS, [label, "$310.00"]]), COMMAND)).toEqual([]);
    expect(reviewMismatches(page([...ROWS, [label, "$334.00"]]), COMMAND)).toEqual(["TOTAL"]);
  });

  test.each([
    "Travel insurance",
    "Price protection",
    "Protect your trip",
    "Extra legroom",
    "Extras",
    "Add-on",
    "Addons",
    "Seat selection",
    "Upgrade",
    "Priority boarding",
    "Lounge access",
    "Checked baggage",
    "Hold luggage",
    "Second bag",
    "Checked bags",
    "Donation to charity",
    "Carbon offset",
    "Flexible ticket",
    "Cancellation cover",
    "Tip for the crew",
  ])("that takes money for %j differs in the extras", (label) => {
    expect(reviewMismatches(page([...ROWS, [label, "$24.00"]]), COMMAND)).toEqual(["EXTRAS"]);
  });

  test.each(["", "Not selected", "$0.00", "USD 0"])("may name an extra that costs nothing: %j", (value) => {
    expect(reviewMismatches(page([...ROWS, ["Travel insurance", value]]), COMMAND)).toEqual([]);
  });

  test.each(["Economy class", "economy cabin", "ECONOMY"])("may call the cabin %j", (cabin) => {
    expect(reviewMismatches(page([...ROWS.slice(0, 5), ["Cabin", cabin]]), COMMAND)).toEqual([]);
  });

  test.each(["Premium economy", "premium-economy class"])("may spell a cabin of two words %j", (cabin) => {
    const premium = { ...COMMAND, option: { ...COMMAND.option, cabin: "premium_economy" as const } };
    expect(reviewMismatches(page([...ROWS.slice(0, 5), ["Cabin", cabin]]), premium)).toEqual([]);
  });

  test("of one way has one flight", () => {
    const oneWay = { ...COMMAND, option: { ...COMMAND.option, inbound: [] } };
    expect(reviewMismatches(page([OUT, ...ROWS.slice(2)]), oneWay)).toEqual([]);
    expect(reviewMismatches(page([BACK, ...ROWS.slice(2)]), oneWay)).toEqual(["FLIGHTS"]);
  });

  test("may show a flight in one cell, or in many", () => {
    const inOne = [["Outbound", "UA100 Boston (BOS) Chicago (ORD)", `${OUT[4]} ${OUT[5]}`], ...ROWS.slice(1)];
    expect(reviewMismatches(page(inOne), COMMAND)).toEqual([]);
    const tight = [["Outbound", "UA100[2027-01-12T08:00](BOS)(ORD)[2027-01-12T10:00]"], ...ROWS.slice(1)];
    expect(reviewMismatches(page(tight), COMMAND)).toEqual([]);
    const glued = [["UA1", "00", ...OUT.slice(2)], ...ROWS.slice(1)];
    expect(reviewMismatches(page(glued), COMMAND)).toEqual(["FLIGHTS"]);
  });

  test.each([
    ["$1,234.50", 123_450],
    ["USD 310", 31_000],
    ["310.00", null],
    ["$310.00 $310.00", null],
    ["$310.001", null],
  ])("reads %s as %p cents", (text, cents) => {
    expect(centsIn(text)).toBe(cents);
  });

  test.each(["KY$500", "CA$500.00", "AUS$500", "XUSD 500", "$500 CAD", "€$500"])("is not read out of %s", (text) => {
    expect(centsIn(text)).toBeNull();
  });
});

describe("the portal's list of trips", () => {
  const headers = ["Your reference", "Confirmation number", "Flights", "Passenger", "Total", "Status"];
  const flights = "UA100 [2027-01-12T08:00] UA101 [2027-01-14T17:00]";
  const own = [BOOKING, "ABC123", flights, "Ada Example", "$310.00", "Confirmed"];
  const other = ["", "XYZ999", flights, "Lin Example", "$310.00", "Confirmed"];
  const listOf = (rows: readonly (readonly string[])[]) =>
    listedTrips({ ...page([]), tables: [{ caption: "My trips", headers, rows }] }) ?? [];

  test("answers by the booking's own reference", () => {
    expect(findBooking(listOf([other, own]), COMMAND)).toMatchObject({ kind: "booked", confirmationNumber: "ABC123" });
    expect(findBooking(listOf([other]), COMMAND)).toEqual({ kind: "absent" });
  });

  test.each([
    [[BOOKING, "ABC123", flights, "Mallory Evil", "$310.00", "Confirmed"]],
    [[BOOKING, "ABC123", flights, "Ada Example", "$999.00", "Confirmed"]],
    [[BOOKING, "<b>no number</b>", flights, "Ada Example", "$310.00", "Confirmed"]],
  ])("with something else under the reference is no booking of ours", (row) => {
    expect(findBooking(listOf([row]), COMMAND)).toEqual({ kind: "differs" });
  });

  test.each([
    "Cancelled",
    "Canceled by the airline",
    "Void",
    "Voided",
    "Refunded",
    "Refund pending",
    "Ticketing failed",
    "Failure",
    "Payment declined",
    "Rejected",
    "Expired",
    "On hold",
    "Unpaid",
    "Payment pending",
    "Awaiting payment",
    "Not paid",
    "Unconfirmed",
    "Not confirmed",
    "Confirmed?",
    "Confirmed, payment due",
    "Booked, not ticketed",
    "Waitlisted",
    "Held",
    "Error",
    "",
  ])("that calls the trip %j has no booking of ours, and does not say that there is none", (status) => {
    const row = [...own.slice(0, 5), status];
    expect(findBooking(listOf([row]), COMMAND)).toEqual({ kind: "differs" });
  });

  test.each(["Confirmed", "CONFIRMED", "Booked", "Ticketed", "Issued", "Flown", " Confirmed "])(
    "that calls the trip %j has our booking",
    (status) => {
      expect(findBooking(listOf([[...own.slice(0, 5), status]]), COMMAND)).toMatchObject({ kind: "booked" });
    },
  );

  test("says more than one trip under the reference, so that a person looks", () => {
    expect(findBooking(listOf([own]), COMMAND)).toMatchObject({ repeated: false });
    expect(findBooking(listOf([own, own]), COMMAND)).toMatchObject({ kind: "booked", repeated: true });
  });

  test.each([
    ["the way out", "UA100 [2027-01-13T08:00] UA101 [2027-01-14T17:00]"],
    ["the way back", "UA100 [2027-01-12T08:00] UA101 [2027-01-15T17:00]"],
    ["no way back", "UA100 [2027-01-12T08:00]"],
  ])("with other flights is no booking of ours: %s", (_, text) => {
    const row = [BOOKING, "ABC123", text, "Ada Example", "$310.00", "Confirmed"];
    expect(findBooking(listOf([row]), COMMAND)).toEqual({ kind: "differs" });
  });

  test("is the first table of that name, by its columns' names and not their order", () => {
    const tables = [
      { caption: "Offers", headers, rows: [] },
      { caption: "Your trips", headers: [...headers].reverse(), rows: [[...own].reverse(), []] },
      { caption: "Past trips", headers, rows: [] },
    ];
    expect(listedTrips({ ...page([]), tables })).toEqual([
      {
        reference: BOOKING,
        confirmationNumber: "ABC123",
        passenger: "Ada Example",
        totalCents: 31_000,
        departures: ["2027-01-12T08:00", "2027-01-14T17:00"],
        status: "Confirmed",
      },
      { reference: "", confirmationNumber: "", passenger: "", totalCents: null, departures: [], status: "" },
    ]);
  });

  test.each(["Passenger", "Traveler", "Traveller"])("may call who travels %s", (name) => {
    const named = headers.map((header) => (header === "Passenger" ? name : header));
    const trips = listedTrips({ ...page([]), tables: [{ caption: "My trips", headers: named, rows: [own] }] });
    expect(trips).toMatchObject([{ passenger: "Ada Example" }]);
  });

  test("that cannot be read is not an empty one", () => {
    expect(listedTrips(page(ROWS))).toBeNull();
    expect(listedTrips({ ...page([]), tables: [{ caption: "My trips", headers: ["Nothing"], rows: [] }] })).toBeNull();
  });
});
