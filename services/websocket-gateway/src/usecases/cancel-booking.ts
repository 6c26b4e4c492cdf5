import type { AuditEntry, AuditWriter } from "@agentic-pm/audit-trail";
import type { EmployeeId, Reply } from "@agentic-pm/contracts/travel";
import { ok, type Result } from "@agentic-pm/errors";
import { mayBeCancelled } from "../domain/booking.ts";
import { refuse, type RefusalCode } from "../domain/refusals.ts";
import type { BookingStore } from "../ports/booking-store.ts";
import { ownBooking } from "./own-booking.ts";

export interface CancelPorts {
  readonly bookings: BookingStore;
  readonly audit: AuditWriter;
}

/** Ends a booking that has not begun at the portal. A workflow that is under way finds its row cancelled. */
export async function cancelBooking(
  employeeId: EmployeeId,
  { bookingId }: { readonly bookingId: string },
  ports: CancelPorts,
): Promise<Result<Reply, RefusalCode>> {
  const found = await ownBooking(employeeId, bookingId, ports);
  if (!found.ok) return found;
  const booking = found.value;
  const cancelled: Reply = { type: "cancelled", bookingId: booking.bookingId };
  if (booking.status === "cancelled") return ok(cancelled);
  if (!mayBeCancelled(booking.status)) return refuse("TOO_LATE_TO_CANCEL");
  const { status } = booking;
  const entry: AuditEntry = {
    event: "booking.cancelled",
    bookingId: booking.bookingId,
    employeeId,
    actor: employeeId,
    input: { status },
    output: { status: "cancelled" },
  };
  const head = await ports.bookings.change(booking, { status: "cancelled" }, entry);
  return head === null ? refuse("BOOKING_CHANGED") : ok(cancelled);
}
