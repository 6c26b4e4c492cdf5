import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { EmployeeId } from "@agentic-pm/contracts/travel";
import { ok, type Result } from "@agentic-pm/errors";
import type { Booking } from "../domain/booking.ts";
import { refuse } from "../domain/refusals.ts";
import type { BookingStore } from "../ports/booking-store.ts";

/**
 * The employee's own booking. Another's is answered as if it did not exist, and the attempt is in the trail, under a
 * subject of its own: it has no place in that booking's chain.
 */
export async function ownBooking(
  employeeId: EmployeeId,
  bookingId: string,
  { bookings, audit }: { readonly bookings: BookingStore; readonly audit: AuditWriter },
): Promise<Result<Booking, "NOT_FOUND">> {
  const booking = await bookings.find(bookingId);
  if (booking?.employeeId === employeeId) return ok(booking);
  if (booking !== null) {
    await audit.append(`refused_${bookingId}`, null, {
      event: "request.refused",
      employeeId,
      actor: employeeId,
      input: { bookingId },
      output: { code: "NOT_FOUND", reason: "the booking is another employee's" },
    });
  }
  return refuse("NOT_FOUND");
}
