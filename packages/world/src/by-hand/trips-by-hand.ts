import { setTimeout as sleep } from "node:timers/promises";
import { type BookingRow, type EmployeeId, Offer } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import type { LastingChat } from "../chat/lasting-chat.ts";
import type { TravelApi } from "../travel/travel-api.ts";

interface TripPorts {
  readonly chat: Pick<LastingChat, "send">;
  readonly travel: Pick<TravelApi, "booking" | "bookings">;
}

const DAY_MS = 24 * 3_600_000;
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 240_000;
/** An offer that ends sooner is not worth leaving. */
const MARGIN_MS = 10 * 60_000;

/** A trip of two days so many weeks from now, in words. */
export function tripIn(weeks: number, today = Date.now()): string {
  const spoken = new Intl.DateTimeFormat("en-US", { month: "long", day: "numeric", year: "numeric", timeZone: "UTC" });
  const day = today + weeks * 7 * DAY_MS;
  return `A flight to Chicago on ${spoken.format(day)}, back on ${spoken.format(day + 2 * DAY_MS)}`;
}

/** Has a trip offered to the employee, and leaves it so; an offer that will stand for a while is taken as it is. */
export async function offeredTrip(employeeId: EmployeeId, ports: TripPorts): Promise<string> {
  for (const row of await ports.travel.bookings()) {
    if (row.employeeId !== employeeId || row.status !== "offered") continue;
    if (Date.parse(row.offerExpiresAt ?? "") > Date.now() + MARGIN_MS) return row.bookingId;
    await ports.chat.send({ action: "cancel", bookingId: row.bookingId });
  }
  return (await offered(tripIn(6), ports)).bookingId;
}

/** Asks for a trip and confirms its first option within policy. */
export async function startedTrip(
  { text }: { readonly employeeId: EmployeeId; readonly text: string },
  ports: TripPorts,
): Promise<string> {
  const { bookingId, offer } = await offered(text, ports);
  const option = Offer.parse(JSON.parse(offer ?? "null")).options.find(({ approval }) => approval.length === 0);
  if (option === undefined) throw notPossible(`no option for ${bookingId} is within policy`);
  const selected = await ports.chat.send({ action: "select", bookingId, optionId: option.optionId });
  if (selected.type !== "selected") throw notPossible(`the chat answered the choice with ${selected.type}`);
  const confirmed = await ports.chat.send({ action: "confirm", bookingId, commandHash: selected.commandHash });
  if (confirmed.type !== "confirmed") throw notPossible(`the chat answered the confirmation with ${confirmed.type}`);
  return bookingId;
}

async function offered(text: string, { chat, travel }: TripPorts): Promise<BookingRow> {
  const asked = await chat.send({ action: "request", requestId: `by-hand-${Date.now()}`, text });
  if (asked.type !== "accepted") throw notPossible(`the chat answered the wish with ${asked.type}`);
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
    const row = await travel.booking(asked.bookingId);
    if (row?.status === "offered") return row;
    if (row?.status !== "planning" && row !== undefined) throw notPossible(`${row.bookingId} is ${row.status}`);
  }
  throw notPossible(`nothing was offered for ${asked.bookingId}`);
}

/** Why the events cannot be made. */
export function notPossible(why: string): AppError {
  return new AppError("SEED_NOT_POSSIBLE", {
    cause: `There are no events to be had: ${why}.`,
    remedy: "`agentic-pm bookings` shows what takes an employee's place; end it, and try again.",
  });
}
