import { sha256 } from "@agentic-pm/contracts";
import type { BookingCommand } from "@agentic-pm/contracts/travel";
import { AppError, isAppError } from "@agentic-pm/errors";
import { LogCode } from "@agentic-pm/observability";
import { storedCommand, type StoredBooking } from "../domain/stored-booking.ts";
import type { BrowserEvent, ExecutorEvent, ExecutorResult } from "../domain/executor-event.ts";
import { isNotice } from "../domain/portal-notice.ts";
import type { ActRun } from "../ports/act-model.ts";
import type { PortalDriver } from "../ports/portal-driver.ts";
import type { BookingPorts } from "./booking-ports.ts";
import { type AttemptRecord, type BookingEnd, concludeBooking } from "./conclude-booking.ts";
import { driveToPayment } from "./drive-to-payment.ts";
import { payOnce } from "./pay-once.ts";
import { readTrips } from "./read-trips.ts";
import { endByNote, endedBefore, settleWithoutBrowser } from "./settle-without-browser.ts";
import { StepPictures } from "./step-pictures.ts";

/** After so many looks at the portal's list a booking that is not on it goes to a person. */
export const MOST_LOOKS = 3;
/** What has to be left of the invocation before the payment: the click, its answer, and the notes of it. */
const PAYMENT_RESERVE_MS = 25_000;

/**
 * Carries a requoted booking out in the browser session at hand, or (mode `reconcile`) only looks whether it was made,
 * or (the modes without a browser) says what is known and ends it. What has ended is said again, and done no more.
 * Throws BOOKING_NOT_OURS, and before anything is paid BROWSER_UNREACHABLE and PORTAL_UNREACHABLE (retryable).
 */
export async function carryOutBooking(event: ExecutorEvent, ports: BookingPorts): Promise<ExecutorResult> {
  const row = await ports.bookings.find(event.handoff.bookingId);
  const command = row === null ? null : storedCommand(row);
  if (row === null || command === null || !isOurs(row, event)) throw notOurs(event);
  const before = await endedBefore(row, command, ports);
  if (before !== null) return before;
  if (!("browser" in event)) return settleWithoutBrowser(event, { row, command }, ports);
  const attempt = new Attempt(event, ports);
  // The login was typed into another site than the one that is known here: whose it is, a person finds out.
  if (event.signedInAt !== (await ports.portal.origin())) {
    const kind = event.mode === "book" || attempt.isLastLook ? "handed_over" : "unknown";
    return attempt.conclude(row, command, { kind, code: "PORTAL_DIFFERS" });
  }
  try {
    return await (event.mode === "book" ? book(row, command, attempt) : reconcile(row, command, attempt));
  } finally {
    await attempt.disconnect();
  }
}

const OURS = new Set<string>(["booking", "unknown", "booked", "voided", "handed_over", "failed"]);

function isOurs(row: StoredBooking, { handoff }: ExecutorEvent): boolean {
  const isSame = row.commandHash === handoff.commandHash && row.execution === handoff.executionName;
  return isSame && row.employeeId === handoff.employeeId && OURS.has(row.status);
}

async function book(row: StoredBooking, command: BookingCommand, attempt: Attempt): Promise<ExecutorResult> {
  const { ports } = attempt;
  const known = await ports.payments.read(row.bookingId);
  // Somebody was here before: whatever came of it is looked up, never done again.
  if (known.state !== "none") return attempt.conclude(row, command, { kind: "unknown", code: "PAYMENT_BEGUN_EARLIER" });
  if (Date.parse(command.expiresAt) <= ports.clock.now().getTime()) {
    return attempt.conclude(row, command, { kind: "voided", code: "OFFER_EXPIRED" });
  }
  const run = ports.actModel.open(attempt.reference);
  // Awaited where it is needed; until then a failure of it waits too.
  run.catch(() => undefined);
  const driver = await attempt.connect();
  const paid = await bookWith(row, { command, driver, attempt, opening: run });
  return attempt.conclude(paid.row, command, paid.end);
}

interface Work {
  readonly command: BookingCommand;
  readonly driver: PortalDriver;
  readonly attempt: Attempt;
  readonly opening: Promise<ActRun>;
}

async function bookWith(
  row: StoredBooking,
  { command, driver, attempt, opening }: Work,
): Promise<{ readonly row: StoredBooking; readonly end: BookingEnd }> {
  const { ports, pictures, acts } = attempt;
  const { clock, logger } = ports;
  try {
    const run = await opening;
    attempt.modelId = run.modelId;
    const arrival = await driveToPayment(command, { driver, run, pictures, clock, logger, acts });
    await run.end(arrival.kind === "at_payment" ? "SUCCEEDED" : "FAILED").catch(() => undefined);
    if (arrival.kind === "stuck") return { row, end: { kind: "handed_over", code: arrival.code } };
    if (arrival.kind !== "at_payment") return { row, end: arrival };
    if (ports.remainingMs() < PAYMENT_RESERVE_MS) return { row, end: { kind: "handed_over", code: "TOO_LATE_TO_PAY" } };
    const paid = await payOnce(row, { command, ...arrival, driver }, ports);
    await pictures.take(driver, "after-payment");
    return paid;
  } catch (error) {
    // Before the intent only: `payOnce` throws where its own notes could not be written, and then nothing was clicked.
    if (!isAppError(error) || !HANDED_OVER.has(error.code)) throw error;
    return { row, end: { kind: "handed_over", code: error.code } };
  }
}

/** What keeps the page from being driven, and is no passing failure. */
const HANDED_OVER: ReadonlySet<string> = new Set([
  "ACT_MODEL_UNAVAILABLE",
  "ACT_CALL_MALFORMED",
  "ACT_CALL_REFUSED",
  "PAGE_UNREADABLE",
]);

async function reconcile(row: StoredBooking, command: BookingCommand, attempt: Attempt): Promise<ExecutorResult> {
  const noted = await endByNote(row.bookingId, attempt.ports);
  if (noted !== null) return attempt.conclude(row, command, noted);
  const driver = await attempt.connect();
  const found = await readTrips(command, driver);
  await attempt.pictures.take(driver, "trips");
  return attempt.conclude(row, command, endOf(found, row, attempt.isLastLook));
}

function endOf(
  found: Awaited<ReturnType<typeof readTrips>>,
  { reason }: StoredBooking,
  isLastLook: boolean,
): BookingEnd {
  if (found.kind === "booked") return { ...found, repeated: true };
  if (found.kind === "differs") return { kind: "handed_over", code: "LISTED_TRIP_DIFFERS" };
  if (found.kind === "absent") {
    // What the portal gave as its reason at the payment is what a person wants to know.
    return { kind: isLastLook ? "handed_over" : "not_booked", code: isNotice(reason) ? reason : "NOT_LISTED" };
  }
  return {
    kind: isLastLook ? "handed_over" : "unknown",
    code: found.kind === "login" ? "SESSION_OVER" : "LIST_UNREAD",
  };
}

/** One attempt with its browser, and everything that is put down about it. */
class Attempt {
  readonly ports: BookingPorts;
  readonly pictures: StepPictures;
  readonly acts: { readonly step: string; readonly steps: number; readonly code: string | null }[] = [];
  modelId: string | null = null;
  readonly #event: BrowserEvent;
  readonly #startedAt: number;
  #driver: PortalDriver | null = null;

  constructor(event: BrowserEvent, ports: BookingPorts) {
    this.#event = event;
    this.ports = ports;
    this.#startedAt = ports.clock.now().getTime();
    this.pictures = new StepPictures(ports.screenshots, { bookingId: event.handoff.bookingId, attempt: event.attempt });
  }

  /** Names the run at the act model's service: the same for a repeated request, another for another attempt. */
  get reference(): string {
    return sha256(`act run\n${this.#event.handoff.executionName}\n${this.#event.attempt}`);
  }

  get isLastLook(): boolean {
    return this.#event.attempt >= MOST_LOOKS;
  }

  async connect(): Promise<PortalDriver> {
    this.#driver = await this.ports.browsers.connect(this.#event.browser, await this.ports.portal.origin());
    return this.#driver;
  }

  /** Stores the pictures, lets go of the browser (a person takes it over where it is handed over), writes the end down. */
  async conclude(row: StoredBooking, command: BookingCommand, end: BookingEnd): Promise<ExecutorResult> {
    const { mode, attempt } = this.#event;
    const pictures = await this.pictures.stored();
    const refusedRequests = [...new Set(this.#driver?.refused() ?? [])];
    if (refusedRequests.length > 0) {
      this.ports.logger.warn(LogCode.PAGE_REQUEST_REFUSED, { bookingId: row.bookingId, codes: refusedRequests });
    }
    const latencyMs = this.ports.clock.now().getTime() - this.#startedAt;
    const record: AttemptRecord = {
      mode,
      attempt,
      modelId: this.modelId,
      acts: this.acts,
      refusedRequests,
      pictures,
      latencyMs,
    };
    const result = await concludeBooking(row, { command, end, record }, this.ports);
    await this.#letGo(end);
    return result;
  }

  /** Lets go of the browser. The session goes on until it is stopped or its time is over. */
  async disconnect(): Promise<void> {
    await this.#driver?.disconnect();
    this.#driver = null;
  }

  async #letGo(end: BookingEnd): Promise<void> {
    const { browsers } = this.ports;
    await this.disconnect();
    if (end.kind === "handed_over") await browsers.handToPerson(this.#event.browser);
    else await browsers.stop(this.#event.browser);
  }
}

function notOurs({ handoff }: ExecutorEvent): AppError {
  return new AppError("BOOKING_NOT_OURS", {
    cause: `${handoff.bookingId} is not being booked by this execution, or its command is another.`,
    remedy: "Nothing was done. Look at the booking's row and its trail.",
    details: { bookingId: handoff.bookingId, executionName: handoff.executionName },
  });
}
