import { bookTrip, TravelApi } from "@agentic-pm/world";
import * as z from "zod";
import { hire, isOutcome, openChat, wish } from "./employees.ts";
import type { TravelWorld } from "./travel-world.ts";

/** Milliseconds. */
export interface ConversationTimes {
  /** Of the very first trip after the boot, when no function had an environment: to options, and to its number. */
  readonly cold: { readonly options: number; readonly booked: number };
  readonly options: readonly number[];
  /** Until the plan's row was written. */
  readonly plans: readonly number[];
  /** From the confirmation until the confirmation number was heard. */
  readonly bookings: readonly number[];
}

const WARM_UP = 3;
const CONVERSATIONS = 20;
const BOOKINGS = 5;

/**
 * One conversation at a time over real sockets, each of another employee who wants another trip: a first one, cold; some
 * that are booked in the real browser; and some that end with the offer.
 */
export async function converse(
  { connection }: TravelWorld,
  progress: (words: string) => void,
): Promise<ConversationTimes> {
  const travel = new TravelApi(connection);
  try {
    const people = numbers();
    progress("the first booking of all, cold");
    const cold = await book(people.next(), travel, connection);
    await book(people.next(), travel, connection);
    progress(`${BOOKINGS} bookings in the browser, one after the other`);
    const bookings: number[] = [];
    while (bookings.length < BOOKINGS) bookings.push((await book(people.next(), travel, connection)).booked);
    progress(`${CONVERSATIONS} conversations, one after the other`);
    for (let each = 0; each < WARM_UP; each += 1) await ask(people.next(), travel, connection);
    const asked: Asked[] = [];
    while (asked.length < CONVERSATIONS) asked.push(await ask(people.next(), travel, connection));
    const written = await plansWritten(travel);
    const plans = asked.map(({ bookingId, sentAt }) => (written.get(bookingId) ?? Number.NaN) - sentAt);
    return { cold, bookings, options: asked.map(({ options }) => options), plans };
  } finally {
    travel.close();
  }
}

type Connected = TravelWorld["connection"];

interface Asked {
  readonly bookingId: string;
  /** By the clock, in ms. */
  readonly sentAt: number;
  readonly options: number;
}

async function ask(number: number, travel: TravelApi, connection: Connected): Promise<Asked> {
  const chat = await openChat(await hire(number, travel), connection);
  try {
    const outcome = chat.next(isOutcome);
    const sentAt = performance.timeOrigin + performance.now();
    const accepted = await chat.request(wish(number, new Date()));
    const { body } = await outcome;
    const options = performance.timeOrigin + performance.now() - sentAt;
    if (accepted.type !== "accepted" || body.type !== "options") {
      throw new Error(`no options for "${wish(number, new Date())}": ${JSON.stringify(body).slice(0, 300)}`);
    }
    await chat.send({ action: "cancel", bookingId: accepted.bookingId });
    return { bookingId: accepted.bookingId, sentAt, options };
  } finally {
    chat.close();
  }
}

async function book(number: number, travel: TravelApi, connection: Connected) {
  const chat = await openChat(await hire(number, travel), connection);
  try {
    // Chicago: what every home of ours has fares to that need nobody's approval.
    const wanted = { requestId: `bench-trip-${number}`, text: wish(number * CHICAGO_AGAIN, new Date()) };
    const { optionsMs, bookedMs } = await bookTrip(wanted, { chat, booking: (id) => travel.booking(id) });
    return { options: optionsMs, booked: bookedMs };
  } finally {
    chat.close();
  }
}

/** A wish of such a number goes to the first of the destinations. */
const CHICAGO_AGAIN = 7;

const PlanRow = z.object({ booking_id: z.string(), at: z.coerce.number() });

/** When each booking's plan was written, in ms by the clock. */
async function plansWritten(travel: TravelApi): Promise<ReadonlyMap<string, number>> {
  const sql = `select booking_id, extract(epoch from created_at)::float8 * 1000 as at from travel.plan`;
  const rows = await travel.query(sql, PlanRow);
  return new Map(rows.map(({ booking_id: bookingId, at }) => [bookingId, at]));
}

function numbers(): { next(): number } {
  let last = 0;
  return { next: () => (last += 1) };
}
