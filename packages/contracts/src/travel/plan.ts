import * as z from "zod";
import { canonicalHash } from "../canonical.ts";
import { Sha256 } from "../ids.ts";
import { AirlineCode, AirportCode, BookingId, Cabin, EmployeeId } from "./ids.ts";
import { Constraint, RetrievalBand } from "./policy.ts";
import { Traveller, Trip } from "./trip.ts";

export const ApprovalReason = z.enum([
  "OVER_FARE_CAP",
  "CABIN_ABOVE_POLICY",
  "TOO_LATE_TO_BOOK",
  "POLICY_ASKS_FOR_APPROVAL",
  "NO_POLICY_FOUND",
]);
export type ApprovalReason = z.infer<typeof ApprovalReason>;

/**
 * What may be booked for a trip. Itinerary and traveller come from the trip, every constraint from code that read a
 * clause; of the model's answer only `reasoningSummary` is kept, and it stays tainted.
 */
export const BookingPlan = z.strictObject({
  schemaVersion: z.literal(1),
  trip: Trip,
  tripSha256: Sha256,
  scope: z.enum(["domestic", "international"]),
  /** The binding values, derived from the constraints: strictest wins. */
  fareCapUsd: z.number().int().positive(),
  highestCabin: Cabin,
  preferredAirlines: z.array(AirlineCode).max(20),
  approval: z.array(ApprovalReason).max(5),
  constraints: z.array(Constraint).max(40),
  /** Clauses that contradict each other: ids of the chunks; the strictest was taken. */
  contradictions: z
    .array(z.strictObject({ kind: z.string().max(40), chunkIds: z.array(z.string()).min(2).max(10) }))
    .max(10),
  /** True where no clause was found for something and the strictest default stands in. */
  strictestDefaults: z.boolean(),
  retrievalBand: RetrievalBand,
  policyVersion: Sha256,
  reasoningSummary: z.string().max(600),
  thinkingBudget: z.enum(["none", "medium", "high"]),
});
export type BookingPlan = z.infer<typeof BookingPlan>;

export function planHashOf(plan: BookingPlan): string {
  return canonicalHash("agentic-pm/booking-plan/v1", plan);
}

/** One flight. Times are local to the airport, as the portal shows them. */
export const FlightSegment = z.strictObject({
  flight: z.string().regex(/^[A-Z0-9]{2}\d{1,4}$/),
  airline: AirlineCode,
  from: AirportCode,
  to: AirportCode,
  departs: z.iso.datetime({ local: true }),
  arrives: z.iso.datetime({ local: true }),
  minutes: z.number().int().positive().max(3000),
});
export type FlightSegment = z.infer<typeof FlightSegment>;

/** A round trip or one way that the portal sells, as it was offered. `totalCents` is the price of everything. */
export const FlightOption = z.strictObject({
  optionId: z.string().regex(/^opt_[0-9a-f]{16}$/),
  /** The portal's own name for the fare. */
  fareId: z.string().regex(/^[\w-]{4,80}$/),
  airline: AirlineCode,
  airlineName: z.string().max(80),
  cabin: Cabin,
  outbound: z.array(FlightSegment).min(1).max(4),
  inbound: z.array(FlightSegment).max(4),
  totalCents: z.number().int().positive().max(10_000_000),
  currency: z.literal("USD"),
  /** Why it would need approval; empty when it is within policy. */
  approval: z.array(ApprovalReason).max(5),
});
export type FlightOption = z.infer<typeof FlightOption>;

/** What an employee confirms and what is then done, to the letter. */
export const BookingCommand = z.strictObject({
  schemaVersion: z.literal(1),
  bookingId: BookingId,
  traveller: Traveller,
  option: FlightOption,
  planHash: Sha256,
  policyVersion: Sha256,
  expiresAt: z.iso.datetime(),
});
export type BookingCommand = z.infer<typeof BookingCommand>;

export function bookingCommandHash(command: BookingCommand): string {
  return canonicalHash("agentic-pm/booking-command/v1", command);
}

export const BookingStatus = z.enum([
  "planning",
  "asking",
  "offered",
  "selected",
  "awaiting_approval",
  "confirmed",
  "booking",
  "booked",
  "unknown",
  "handed_over",
  "voided",
  "cancelled",
  "declined",
  "refused",
  "failed",
  "expired",
]);
export type BookingStatus = z.infer<typeof BookingStatus>;

/** Statuses in which an employee's one active booking is still going on. */
export const ACTIVE_STATUSES: readonly BookingStatus[] = [
  "planning",
  "asking",
  "offered",
  "selected",
  "awaiting_approval",
  "confirmed",
  "booking",
  "unknown",
];

/** A row of the bookings table (key bookingId). `offer`, `command` and `approval` are canonical JSON strings there. */
export const BookingRow = z.object({
  bookingId: BookingId,
  employeeId: EmployeeId,
  status: BookingStatus,
  turn: z.number().int().min(1),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  requests: z.array(z.strictObject({ vaultKey: z.string(), sha256: Sha256 })),
  planHash: Sha256.optional(),
  offer: z.string().optional(),
  offerExpiresAt: z.iso.datetime().optional(),
  command: z.string().optional(),
  commandHash: Sha256.optional(),
  confirmedAt: z.iso.datetime().optional(),
  approval: z.string().optional(),
  confirmationNumber: z.string().max(40).optional(),
  reason: z.string().max(80).optional(),
  auditSeq: z.number().int(),
  auditHash: Sha256,
});
export type BookingRow = z.infer<typeof BookingRow>;

/** What `search-options` and `re-quote` store in a row's `offer`. */
export const Offer = z.strictObject({
  planHash: Sha256,
  policyVersion: Sha256,
  options: z.array(FlightOption).max(3),
  constraints: z.array(Constraint).max(40),
});
export type Offer = z.infer<typeof Offer>;

/** Whether another turn of this conversation, or another trip, may begin: the booking goes on no more. */
export function isOver(status: BookingStatus): boolean {
  return !ACTIVE_STATUSES.includes(status);
}
