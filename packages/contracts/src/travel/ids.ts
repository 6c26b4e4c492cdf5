import * as z from "zod";
import { sha256 } from "../canonical.ts";

/** Deterministic id of a booking: the same employee sending the same client request id means the same booking. */
export const BookingId = z
  .string()
  .regex(/^bkg_[0-9a-f]{32}$/)
  .brand<"BookingId">();
export type BookingId = z.infer<typeof BookingId>;

/** The `sub` of the employee's session: Clerk's user id. */
export const EmployeeId = z
  .string()
  .regex(/^user_[A-Za-z0-9]{1,64}$/)
  .brand<"EmployeeId">();
export type EmployeeId = z.infer<typeof EmployeeId>;

/** IATA code of an airport. */
export const AirportCode = z.string().regex(/^[A-Z]{3}$/);
/** IATA code of an airline. */
export const AirlineCode = z.string().regex(/^[A-Z0-9]{2}$/);
/** ISO 3166-1 alpha-2. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/);

export const Cabin = z.enum(["economy", "premium_economy", "business", "first"]);
export type Cabin = z.infer<typeof Cabin>;

/** What the client names its request, so that sending it twice is one booking. */
export const ClientRequestId = z.string().regex(/^[\w-]{8,64}$/);

export function bookingIdOf(employeeId: EmployeeId, clientRequestId: string): BookingId {
  return BookingId.parse(`bkg_${sha256(`booking\n${employeeId}\n${clientRequestId}`).slice(0, 32)}`);
}
