import * as z from "zod";
import { VaultCanary } from "../canary.ts";
import { canonicalHash } from "../canonical.ts";
import { AirlineCode, AirportCode, BookingId, Cabin, CountryCode, EmployeeId } from "./ids.ts";

/** The most turns a conversation about one booking may take, and the most characters of one message. */
export const MAX_TURNS = 6;
export const MAX_REQUEST_CHARACTERS = 2000;

/** What lies in the request vault: an employee's words as they came, and when. */
export const VaultedRequest = z.strictObject({
  schemaVersion: z.literal(1),
  bookingId: BookingId,
  turn: z.number().int().min(1).max(MAX_TURNS),
  canary: VaultCanary,
  text: z.string().min(1).max(MAX_REQUEST_CHARACTERS),
  receivedAt: z.iso.datetime(),
});
export type VaultedRequest = z.infer<typeof VaultedRequest>;

export function requestHashOf(request: VaultedRequest): string {
  return canonicalHash("agentic-pm/booking-request/v1", request);
}

/** Where a request lies: its key names its content, so that no later one can take its place. */
export function requestKeyOf(bookingId: BookingId, sha256: string): string {
  return `requests/${bookingId}/${sha256}.json`;
}

/** What the operator's directory says of the person who travels. Never read from a message or a model. */
export const Traveller = z.strictObject({
  employeeId: EmployeeId,
  givenName: z.string().min(1).max(80),
  familyName: z.string().min(1).max(80),
  email: z.email().max(254),
  homeAirport: AirportCode,
  /** IANA name: "tomorrow" is the employee's tomorrow. */
  timeZone: z.string().min(1).max(60),
  grade: z.enum(["staff", "manager", "director", "executive"]),
});
export type Traveller = z.infer<typeof Traveller>;

/** What a request is read against. Who it is stays in the directory and in the booking's row: never in a workflow's state. */
export const TravellerProfile = z.strictObject({
  homeAirport: Traveller.shape.homeAirport,
  timeZone: Traveller.shape.timeZone,
  grade: Traveller.shape.grade,
});
export type TravellerProfile = z.infer<typeof TravellerProfile>;

/** A city and the airports that serve it, out of the product's own data. */
export const Place = z.strictObject({
  city: z.string().min(1).max(80),
  country: CountryCode,
  airports: z.array(AirportCode).min(1).max(8),
});
export type Place = z.infer<typeof Place>;

export const TripPreferences = z.strictObject({
  departure: z.enum(["morning", "afternoon", "evening"]).nullable(),
  nonstop: z.boolean(),
  airline: AirlineCode.nullable(),
});
export type TripPreferences = z.infer<typeof TripPreferences>;

/** A trip as code understood it from the employee's words; the only form in which a request goes on. */
export const Trip = z.strictObject({
  schemaVersion: z.literal(1),
  bookingId: BookingId,
  turn: z.number().int().min(1).max(MAX_TURNS),
  employeeId: EmployeeId,
  grade: Traveller.shape.grade,
  origin: Place,
  destination: Place,
  /** Local date of departure, and of return; null for one way. */
  outbound: z.iso.date(),
  return: z.iso.date().nullable(),
  /** The day on which it was asked for, in the employee's time zone. */
  requestedOn: z.iso.date(),
  travellers: z.literal(1),
  cabin: Cabin.nullable(),
  preferences: TripPreferences,
  /** The employee's purpose in plain words, normalised; stays tainted for ever. */
  summary: z.string().max(280),
});
export type Trip = z.infer<typeof Trip>;

export function tripHashOf(trip: Trip): string {
  return canonicalHash("agentic-pm/trip/v1", trip);
}

export const QuestionSlot = z.enum(["origin", "destination", "outbound", "return", "travellers", "cabin", "trip"]);
export type QuestionSlot = z.infer<typeof QuestionSlot>;

export const QuestionCode = z.enum([
  "MISSING",
  "AMBIGUOUS_CITY",
  "UNKNOWN_CITY",
  "SAME_CITY",
  "AMBIGUOUS_DATE",
  "UNREADABLE_DATE",
  "PAST_DATE",
  "TOO_FAR_AHEAD",
  "RETURN_BEFORE_DEPARTURE",
  "TRAVELLER_COUNT",
  "CONTRADICTION",
  "CONFIRM_READING",
  /** The employee said no to what was shown. */
  "REJECTED_READING",
]);
export type QuestionCode = z.infer<typeof QuestionCode>;

/**
 * What has to be asked back. The sentence is made by code from the code, the slot and the candidates; candidates come
 * from the product's own data, `heard` is the employee's own word, in plain characters, for their own eyes.
 */
export const Question = z.strictObject({
  slot: QuestionSlot,
  code: QuestionCode,
  candidates: z.array(z.string().min(1).max(120)).max(8),
  heard: z.string().max(60).nullable(),
});
export type Question = z.infer<typeof Question>;
