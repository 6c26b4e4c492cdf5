import type { BookingCommand } from "@agentic-pm/contracts/travel";
import { deepLinkOf } from "../domain/deep-link.ts";
import type { ExecutorResult, NoteEvent } from "../domain/executor-event.ts";
import type { StoredBooking } from "../domain/stored-booking.ts";
import type { BookingPorts } from "./booking-ports.ts";
import { type AttemptRecord, type BookingEnd, concludeBooking } from "./conclude-booking.ts";

/**
 * What the payment's note alone says of a booking; null where only the portal's list can tell. A payment that was never
 * begun is closed first: from then on a belated attempt cannot begin it either.
 */
export async function endByNote(bookingId: string, { payments }: Pick<BookingPorts, "payments">): Promise<NoteEnd> {
  const known = await payments.read(bookingId);
  if (known.state === "done") return { kind: "booked", confirmationNumber: known.confirmationNumber, repeated: true };
  const isClosed = known.state === "closed" || (known.state === "none" && (await payments.close(bookingId)));
  return isClosed ? { kind: "handed_over", code: "PAYMENT_NEVER_BEGUN" } : null;
}

type NoteEnd = Extract<BookingEnd, { kind: "booked" }> | { readonly kind: "handed_over"; readonly code: string } | null;

/** Says what is known of a booking without looking at the portal, or ends it; its end is in the trail before its row. */
export async function settleWithoutBrowser(
  event: NoteEvent,
  { row, command }: { readonly row: StoredBooking; readonly command: BookingCommand },
  ports: BookingPorts,
): Promise<ExecutorResult> {
  const noted = await endByNote(row.bookingId, ports);
  const end = endOf(event, noted);
  if (end === null) return { ...asStored(row), outcome: "unknown", code: row.reason ?? "PAYMENT_UNCLEAR" };
  return concludeBooking(row, { command, end, record: { ...NO_BROWSER, mode: event.mode } }, ports);
}

function endOf(event: NoteEvent, noted: NoteEnd): BookingEnd | null {
  if (noted?.kind === "booked" || event.mode === "recall") return noted;
  if (event.mode === "hand_over") return noted ?? { kind: "handed_over", code: event.code };
  return noted === null ? null : { kind: "failed", code: event.code };
}

const NO_BROWSER: Omit<AttemptRecord, "mode"> = {
  attempt: 0,
  modelId: null,
  acts: [],
  refusedRequests: [],
  pictures: { taken: 0, missed: 0 },
  latencyMs: 0,
};

const ENDED = ["booked", "voided", "handed_over", "failed"] as const;

/** How a booking ended before, whoever did not hear of it; null while it is under way. */
export async function endedBefore(
  row: StoredBooking,
  command: BookingCommand,
  { portal }: Pick<BookingPorts, "portal">,
): Promise<ExecutorResult | null> {
  const outcome = ENDED.find((status) => status === row.status);
  if (outcome === undefined) return null;
  const deepLink = outcome === "handed_over" ? deepLinkOf(command, await portal.origin()) : null;
  return { ...asStored(row), outcome, deepLink, code: row.reason };
}

function asStored({ bookingId, employeeId, status, confirmationNumber, audit }: StoredBooking) {
  return { bookingId, employeeId, status, confirmationNumber, deepLink: null, audit };
}
