import { isAppError, toErrorReport } from "@agentic-pm/errors";
import { type BookingRow, bookingIdOf, isOver } from "@agentic-pm/contracts/travel";
import {
  bookTrip,
  ClerkSession,
  type Connection,
  DEFAULT_EMPLOYEE,
  LastingChat,
  putShippedPolicies,
  TravelApi,
  type TripBooked,
} from "@agentic-pm/world";
import { describeMessage } from "../terminal/describe-chat.ts";
import { type Screen, seconds } from "../terminal/screen.ts";

const WEEKS_AHEAD = 4;
const DAY_MS = 24 * 3600 * 1000;

/**
 * The travel half of the main job: one employee asks for a trip in the chat, confirms the first option, and the browser
 * books it. False when it came to no booking; what it said is on the screen. A booking of an earlier run counts.
 */
export async function bookingJob(connection: Connection, screen: Screen, stop: AbortSignal): Promise<boolean> {
  const travel = new TravelApi(connection);
  screen.line(screen.paint.bold("\nThe other job: from a sentence to a booking"));
  try {
    screen.begin("reading the travel policies");
    await putShippedPolicies(travel, stop);
    const text = wish(new Date());
    screen.line(`${screen.paint.cyan("Ada")} ${text}`);
    const employee = await ClerkSession.of(DEFAULT_EMPLOYEE, connection.signIn);
    const { chatUrl: url, signIn } = connection;
    const chat = await LastingChat.connect({ url, origin: signIn.origin, token: () => employee.token() });
    try {
      const booking = (bookingId: string) => travel.booking(bookingId);
      await cancelLeftovers(travel, chat);
      const onMessage = (message: Parameters<typeof describeMessage>[0]) => {
        for (const line of describeMessage(message, screen.paint)) screen.line(line);
      };
      const { confirmationNumber, optionsMs, bookedMs } = await booked(travel, (requestId) =>
        bookTrip({ requestId, text }, { chat, booking, onMessage }),
      );
      screen.done(
        `booked, confirmation ${confirmationNumber}${bookedMs === 0 ? "" : ` (options after ${seconds(optionsMs)}, number ${seconds(bookedMs)} after the confirmation)`}`,
      );
      return true;
    } finally {
      await chat.close();
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code, cause, remedy } = toErrorReport(error);
    screen.warn(`${code}: ${cause}\n  → ${remedy}`);
    return false;
  } finally {
    travel.close();
  }
}

/** Ends what waits for a person's answer, or for a choice that can no longer be made: it would keep the place. */
async function cancelLeftovers(travel: TravelApi, chat: LastingChat): Promise<void> {
  for (const { employeeId, bookingId, status, offerExpiresAt = "" } of await travel.bookings()) {
    const isOffered = status === "offered" || status === "selected";
    const isLeft = status === "asking" || (isOffered && Date.parse(offerExpiresAt) <= Date.now());
    if (employeeId === DEFAULT_EMPLOYEE && isLeft) await chat.send({ action: "cancel", bookingId });
  }
}

/** Books; where an interrupted booking came to nothing, and nothing of it can have been paid, once more. */
async function booked(travel: TravelApi, book: (requestId: string) => Promise<TripBooked>): Promise<TripBooked> {
  const requestId = await nextRequest(travel);
  const isTakenUp = (await travel.booking(bookingIdOf(DEFAULT_EMPLOYEE, requestId))) !== undefined;
  try {
    return await book(requestId);
  } catch (error) {
    const next = await nextRequest(travel);
    if (!isTakenUp || next === requestId || !isAppError(error) || error.code !== "BOOKING_NOT_MADE") throw error;
    return book(next);
  }
}

/** A person was asked to look whether it was paid: only they can say that another may be booked. */
function mayBePaid({ status, reason }: BookingRow): boolean {
  return status === "handed_over" && reason !== "PAYMENT_NEVER_BEGUN";
}

/** The name of the wish: that of the run before, unless it came to an end without a booking. */
async function nextRequest(travel: TravelApi): Promise<string> {
  for (let number = 1; ; number += 1) {
    const requestId = `main-job-trip-${number}`;
    const row = await travel.booking(bookingIdOf(DEFAULT_EMPLOYEE, requestId));
    if (row === undefined || row.status === "booked" || !isOver(row.status) || mayBePaid(row)) return requestId;
  }
}

/** A Tuesday to Thursday some weeks from now, in words. */
function wish(today: Date): string {
  const tuesday = new Date(today.getTime() + WEEKS_AHEAD * 7 * DAY_MS);
  tuesday.setUTCDate(tuesday.getUTCDate() + ((2 - tuesday.getUTCDay() + 7) % 7));
  const thursday = new Date(tuesday.getTime() + 2 * DAY_MS);
  const spoken = new Intl.DateTimeFormat("en-US", { month: "long", day: "numeric", year: "numeric", timeZone: "UTC" });
  return `A flight to Chicago on ${spoken.format(tuesday)}, back on ${spoken.format(thursday)}`;
}
