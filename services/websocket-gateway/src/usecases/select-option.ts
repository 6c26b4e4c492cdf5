import type { AuditWriter } from "@agentic-pm/audit-trail";
import { canonicalJson, type Clock } from "@agentic-pm/contracts";
import type { EmployeeId, Reply, Traveller } from "@agentic-pm/contracts/travel";
import { ok, type Result } from "@agentic-pm/errors";
import { type Booking, commandOf, isOfferExpired, offerOf } from "../domain/booking.ts";
import { refuse, type RefusalCode } from "../domain/refusals.ts";
import type { EmployeeDirectory } from "../ports/booking-intake.ts";
import type { BookingStore } from "../ports/booking-store.ts";
import { ownBooking } from "./own-booking.ts";

export interface SelectPorts {
  readonly employees: EmployeeDirectory;
  readonly bookings: BookingStore;
  readonly audit: AuditWriter;
  readonly clock: Clock;
}

/**
 * Chooses among the options that were offered. The command is made here, of the offer in the row and the operator's
 * directory, and kept under its hash; the answer shows what a confirmation would book. Another choice replaces it.
 */
export async function selectOption(
  employeeId: EmployeeId,
  choice: { readonly bookingId: string; readonly optionId: string },
  ports: SelectPorts,
): Promise<Result<Reply, RefusalCode>> {
  const { employees, clock } = ports;
  const booking = await ownBooking(employeeId, choice.bookingId, ports);
  if (!booking.ok) return booking;
  const { status } = booking.value;
  const offer = offerOf(booking.value);
  if (offer === null || (status !== "offered" && status !== "selected")) return refuse("NOT_OFFERED");
  if (isOfferExpired(booking.value, clock.now())) return refuse("OFFER_EXPIRED");
  const option = offer.options.find(({ optionId }) => optionId === choice.optionId);
  if (option === undefined) return refuse("OPTION_UNKNOWN");
  const traveller = await employees.find(employeeId);
  if (traveller === null) return refuse("EMPLOYEE_UNKNOWN");
  const resolved = commandOf(booking.value, { offer, option, traveller });
  return (await keep(booking.value, resolved, ports)) ? ok(selected(resolved)) : refuse("BOOKING_CHANGED");
}

type Resolved = ReturnType<typeof commandOf>;

/** The record and the row in one step. The same choice again is kept already. */
async function keep(booking: Booking, resolved: Resolved, { bookings }: SelectPorts): Promise<boolean> {
  const { command, commandHash } = resolved;
  if (booking.status === "selected" && booking.commandHash === commandHash) return true;
  const { bookingId, employeeId } = booking;
  const change = { command: canonicalJson(command), commandHash, status: "selected" } as const;
  const head = await bookings.change(booking, change, {
    event: "booking.selected",
    bookingId,
    employeeId,
    actor: employeeId,
    policy_version: command.policyVersion,
    input: { optionId: command.option.optionId, planHash: command.planHash },
    output: { commandHash, totalCents: command.option.totalCents, approval: command.option.approval },
  });
  return head !== null;
}

function selected({ command, commandHash }: Resolved): Reply {
  const { bookingId, option, traveller, expiresAt } = command;
  return {
    type: "selected",
    bookingId,
    option,
    traveller: nameOf(traveller),
    commandHash,
    expiresAt,
    needsApproval: option.approval.length > 0,
  };
}

function nameOf({ givenName, familyName }: Traveller): string {
  return `${givenName} ${familyName}`;
}
