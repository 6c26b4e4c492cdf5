import type { BookingCommand } from "@agentic-pm/contracts/travel";
import type { StoredBooking } from "../domain/stored-booking.ts";
import { noticeOn } from "../domain/portal-notice.ts";
import { valuesOf } from "../domain/page-facts.ts";
import { ConfirmationNumber } from "../domain/trip-list.ts";
import type { PortalDriver } from "../ports/portal-driver.ts";
import type { BookingPorts } from "./booking-ports.ts";
import type { BookingEnd } from "./conclude-booking.ts";
import { reviewMismatches } from "../domain/review.ts";
import { readTrips } from "./read-trips.ts";

interface Payment {
  readonly command: BookingCommand;
  readonly checkout: string;
  /** The fields that the payment's form came with. */
  readonly ownFields: readonly string[];
  readonly driver: PortalDriver;
}

/**
 * The one irreversible step. In this order: the intent into the trail, the note that nobody else may pay, the row, the
 * click. After the note nothing is thrown: what is unclear is `unknown`, and is looked up before anything else happens.
 */
export async function payOnce(
  row: StoredBooking,
  payment: Payment,
  ports: BookingPorts,
): Promise<{ readonly row: StoredBooking; readonly end: BookingEnd }> {
  const { command, checkout } = payment;
  const { bookingId, employeeId, commandHash, execution } = row;
  const audit = await ports.audit.append(bookingId, row.audit, {
    event: "booking.intent",
    bookingId,
    employeeId,
    policy_version: command.policyVersion,
    input: { commandHash, executionName: execution, checkout },
    output: { fareId: command.option.fareId, totalCents: command.option.totalCents, reference: bookingId },
  });
  const intended = await ports.bookings.change(row, { status: "booking", audit });
  const isFirst = await ports.payments.begin(bookingId, { commandHash: commandHash ?? "", checkout });
  if (!isFirst) return { row: intended, end: { kind: "unknown", code: "PAYMENT_BEGUN_ELSEWHERE" } };
  return { row: intended, end: await click(payment).catch((): BookingEnd => UNCLEAR) };
}

const UNCLEAR: BookingEnd = { kind: "unknown", code: "PAYMENT_UNCLEAR" };

async function click({ command, checkout, ownFields, driver }: Payment): Promise<BookingEnd> {
  const path = `/checkout/${checkout}/payment`;
  driver.arm({ step: "payment", path, ownFields });
  const answer = await driver.submit(path);
  driver.arm({ step: "nothing" });
  if (answer !== "arrived") return { kind: "unknown", code: "PAYMENT_SILENT" };
  const place = driver.place();
  if (place.page === "login") return { kind: "unknown", code: "SESSION_OVER" };
  const facts = await driver.facts();
  if (place.page === "confirmation" && place.checkout === checkout) {
    const [number, ...more] = new Set(valuesOf(facts, /\bconfirmation (?:number|code)\b/i));
    if (number !== undefined && more.length === 0 && ConfirmationNumber.test(number)) {
      // A page that confirms something else is no confirmation: the portal's list says what was booked.
      const isConfirmed = reviewMismatches(facts, command).length === 0;
      return isConfirmed
        ? { kind: "booked", confirmationNumber: number, repeated: false }
        : { kind: "unknown", code: "CONFIRMATION_DIFFERS" };
    }
  }
  // The portal answered with something else. Whatever it says there, a refusal included, is not believed, and a list
  // without the booking may be behind: nothing frees the employee to book again before reconcile has looked.
  const found = await readTrips(command, driver);
  if (found.kind === "booked") return found;
  const notice = place.page === "confirmation" ? null : noticeOn(facts);
  return notice === null ? UNCLEAR : { kind: "unknown", code: notice };
}
