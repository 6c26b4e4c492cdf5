import { sha256 } from "@agentic-pm/contracts";
import {
  BookingCommand,
  bookingIdOf,
  BookingPlan,
  EmployeeId,
  type FlightOption,
  PolicyChunk,
  Retrieval,
  Trip,
  tripHashOf,
} from "@agentic-pm/contracts/travel";
import type { QuotedFare } from "../src/domain/fare.ts";

export const EMPLOYEE = EmployeeId.parse("user_2employeeAda");
export const BOOKING = bookingIdOf(EMPLOYEE, "request-0001");
const DOCUMENT = `doc_${"d".repeat(32)}`;

/** Boston to Chicago and back, as code understood it; changed as a test needs it. */
export function aTrip(change: Partial<Trip> = {}): Trip {
  return Trip.parse({
    schemaVersion: 1,
    bookingId: BOOKING,
    turn: 1,
    employeeId: EMPLOYEE,
    grade: "staff",
    origin: { city: "Boston", country: "US", airports: ["BOS"] },
    destination: { city: "Chicago", country: "US", airports: ["ORD", "MDW"] },
    outbound: "2027-01-12",
    return: "2027-01-14",
    requestedOn: "2026-11-21",
    travellers: 1,
    cabin: null,
    preferences: { departure: null, nonstop: false, airline: null },
    summary: "Meeting the customer in private words.",
    ...change,
  });
}

/** A clause of the test's policy; `ordinal` names it. */
export function aClause(text: string, ordinal = 1): PolicyChunk {
  return PolicyChunk.parse({
    documentId: DOCUMENT,
    document: "us-domestic-travel",
    version: 1,
    chunkId: `chk_${ordinal.toString(16).padStart(32, "0")}`,
    section: "3 Flights",
    page: 2,
    box: { left: 0.1, top: 0.1, width: 0.8, height: 0.05 },
    text,
    textSha256: sha256(text),
  });
}

export const CAP = aClause("Economy fares may not exceed $500 for a domestic round trip.", 1);
export const CABIN = aClause("Domestic flights are booked in economy class.", 2);
export const DOCUMENTS = [{ documentId: DOCUMENT, version: 1 }];

/** What retrieval found for a trip: these clauses, best first. */
export function aRetrieval(trip: Trip, clauses: readonly PolicyChunk[], change: Partial<Retrieval> = {}): Retrieval {
  return Retrieval.parse({
    schemaVersion: 1,
    tripSha256: tripHashOf(trip),
    band: "confident",
    embeddingModel: "amazon.nova-2-multimodal-embeddings-v1:0",
    chunks: clauses.map(({ chunkId, textSha256 }, index) => ({ chunkId, textSha256, score: 0.9 - index / 100 })),
    ...change,
  });
}

/** A plan for the trip: economy up to $500 by two clauses. */
export function aPlan(change: Partial<BookingPlan> = {}): BookingPlan {
  const trip = change.trip ?? aTrip();
  return BookingPlan.parse({
    schemaVersion: 1,
    trip,
    tripSha256: tripHashOf(trip),
    scope: "domestic",
    fareCapUsd: 500,
    highestCabin: "economy",
    preferredAirlines: ["UA"],
    approval: [],
    constraints: [],
    contradictions: [],
    strictestDefaults: false,
    retrievalBand: "confident",
    policyVersion: "e".repeat(64),
    reasoningSummary: "Economy up to $500.",
    thinkingBudget: "medium",
    ...change,
  });
}

type Segment = FlightOption["outbound"][number];
export function aFlight(change: Partial<Segment> = {}): Segment {
  return {
    flight: "UA100",
    airline: "UA",
    from: "BOS",
    to: "ORD",
    departs: "2027-01-12T08:00:00",
    arrives: "2027-01-12T10:00:00",
    minutes: 180,
    ...change,
  };
}

const BACK = {
  flight: "UA101",
  from: "ORD",
  to: "BOS",
  departs: "2027-01-14T17:00:00",
  arrives: "2027-01-14T20:20:00",
};

/** A fare of the portal for the trip of these tests. */
export function aFare(change: Partial<QuotedFare> = {}): QuotedFare {
  return {
    fareId: "fare-0001",
    airline: "UA",
    airlineName: "United Airlines",
    cabin: "economy",
    outbound: [aFlight()],
    inbound: [aFlight(BACK)],
    totalCents: 31_000,
    seatsLeft: 9,
    ...change,
  };
}

/** The command that confirms this fare for Ada. */
export function aCommand(change: Partial<BookingCommand> = {}): BookingCommand {
  const { seatsLeft: _seats, ...sold } = aFare();
  return BookingCommand.parse({
    schemaVersion: 1,
    bookingId: BOOKING,
    traveller: {
      employeeId: EMPLOYEE,
      givenName: "Ada",
      familyName: "Example",
      email: "ada.example@northwind-atlas.example",
      homeAirport: "BOS",
      timeZone: "America/New_York",
      grade: "staff",
    },
    option: { optionId: `opt_${"0".repeat(16)}`, ...sold, currency: "USD", approval: [] },
    planHash: "1".repeat(64),
    policyVersion: "2".repeat(64),
    expiresAt: "2027-01-01T00:00:00.000Z",
    ...change,
  });
}
