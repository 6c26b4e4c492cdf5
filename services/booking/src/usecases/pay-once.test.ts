import { describe, expect, test } from "@jest/globals";
import type { BookingCommand } from "@agentic-pm/contracts/travel";
import { fakeRuntime } from "@agentic-pm/lambda/fakes";
import { aCommand, BOOKING, EMPLOYEE } from "../../test/a-trip.ts";
import type { PageFacts } from "../domain/page-facts.ts";
import type { PortalPlace } from "../domain/portal-place.ts";
import type { StoredBooking } from "../domain/stored-booking.ts";
import type { PortalDriver } from "../ports/portal-driver.ts";
import type { BookingPorts } from "./booking-ports.ts";
import { payOnce } from "./pay-once.ts";

const COMMAND: BookingCommand = aCommand();
const PAGE: PageFacts = { url: "", status: 200, headings: [], rows: [], tables: [], forms: [], alerts: [], links: [] };
const HEADERS = ["Your reference", "Confirmation number", "Passenger", "Flights", "Total", "Status"];
const NO_TRIPS: PageFacts = { ...PAGE, tables: [{ caption: "My trips", headers: HEADERS, rows: [] }] };

const { option, traveller } = COMMAND;
const CONFIRMED: readonly (readonly string[])[] = [
  ["Confirmation number", "ABC123"],
  ["Your reference", BOOKING],
  ["Passenger", `${traveller.givenName} ${traveller.familyName}`],
  ["Cabin", option.cabin],
  ["Total paid", `$${(option.totalCents / 100).toFixed(2)}`],
  ...[...option.outbound, ...option.inbound].map(({ flight, from, to, departs, arrives }) => [
    flight,
    `(${from}) [${departs.slice(0, 16)}]`,
    `(${to}) [${arrives.slice(0, 16)}]`,
  ]),
];

/** The portal's answer to the press, and then its list of trips, on which nothing stands. */
async function paidAt(page: Partial<PageFacts>, place: PortalPlace = { page: "payment", checkout: "c1" }) {
  const { audit } = fakeRuntime("booking-executor");
  let isAtTrips = false;
  const driver = {
    arm: () => undefined,
    submit: async () => "arrived",
    place: () => (isAtTrips ? { page: "trips" } : place),
    goTo: async () => void (isAtTrips = true),
    facts: async () => (isAtTrips ? NO_TRIPS : { ...PAGE, ...page }),
  } as unknown as PortalDriver;
  const ports = {
    audit,
    bookings: { change: async (row: StoredBooking) => row },
    payments: { begin: async () => true },
  } as unknown as BookingPorts;
  const row = { bookingId: BOOKING, employeeId: EMPLOYEE, commandHash: "c".repeat(64), audit: null } as never;
  return (await payOnce(row, { command: COMMAND, checkout: "c1", ownFields: [], driver }, ports)).end;
}

describe("a payment that was pressed", () => {
  test.each<[string, string, Partial<PageFacts>, PortalPlace | undefined]>([
    ["PAYMENT_UNCLEAR", "a gateway's error page", { status: 504, headings: ["504 Gateway Time-out"] }, undefined],
    ["SOLD_OUT", "a refusal", { status: 410, headings: ["Sold out"] }, undefined],
    ["FARE_CHANGED", "the review again", { alerts: ["The price has changed."] }, { page: "review", checkout: "c1" }],
    ["PAYMENT_UNCLEAR", "a confirmation without a number", {}, { page: "confirmation", checkout: "c1" }],
    ["PAYMENT_UNCLEAR", "another checkout's confirmation", {}, { page: "confirmation", checkout: "c2" }],
  ])(
    "is unknown (%s), never void, when the answer is %s and the list has not got it yet",
    async (code, _what, page, place) => {
      expect(await paidAt(page, place)).toEqual({ kind: "unknown", code });
    },
  );

  const OWN = { page: "confirmation", checkout: "c1" } as const;

  test("is booked by its own confirmation with one number", async () => {
    expect(await paidAt({ rows: CONFIRMED }, OWN)).toMatchObject({ kind: "booked" });
  });

  test.each<[string, string, string]>([
    ["another passenger", "Passenger", "Mallory Evil"],
    ["another amount", "Total paid", "$9,999.00"],
    ["another reference", "Your reference", "bkg_other"],
    ["another cabin", "Cabin", "First"],
  ])("is looked up where the confirmation names %s", async (_what, term, text) => {
    const rows = CONFIRMED.map((row) => (row[0] === term ? [term, text] : row));
    expect(await paidAt({ rows }, OWN)).toEqual({ kind: "unknown", code: "CONFIRMATION_DIFFERS" });
  });

  test.each(["<b>ABC123</b>", "ABC123 or XYZ789", "see https://evil.example", "abc", ""])(
    "is unclear where its number is %j",
    async (number) => {
      const rows = [["Confirmation number", number], ...CONFIRMED.slice(1)];
      expect(await paidAt({ rows }, OWN)).toEqual({ kind: "unknown", code: "PAYMENT_UNCLEAR" });
    },
  );
});
