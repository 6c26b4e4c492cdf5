import {
  type BookingId,
  type BookingRow,
  type BookingStatus,
  isOver,
  Offer,
  type Reply,
  type ServerMessage,
} from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import type { LastingChat } from "../chat/lasting-chat.ts";

/** What a person would do in the chat to get this trip. */
export interface TripWanted {
  /** Names the wish: said again, it is the same booking. 8 to 64 word characters. */
  readonly requestId: string;
  readonly text: string;
}

export interface TripPorts {
  readonly chat: Pick<LastingChat, "send" | "onMessage">;
  readonly booking: (bookingId: BookingId) => Promise<BookingRow | undefined>;
  /** Told of everything that the chat says. */
  readonly onMessage?: (message: ServerMessage) => void;
}

/** How a trip was got. Milliseconds from the request, and from the confirmation. */
export interface TripBooked {
  readonly bookingId: BookingId;
  readonly confirmationNumber: string;
  readonly optionsMs: number;
  readonly bookedMs: number;
}

/**
 * Asks for the trip, takes the first option within policy, confirms it, and waits for the confirmation number. Asked
 * again after it was interrupted, it goes on where the booking stands. What waits for a person's answer is cancelled, so
 * that it keeps nothing else from being asked for. Throws BOOKING_NOT_MADE and BOOKING_STUCK.
 */
export async function bookTrip({ requestId, text }: TripWanted, ports: TripPorts): Promise<TripBooked> {
  const { chat, onMessage } = ports;
  const changes = new Changes();
  const stop = chat.onMessage((message) => {
    onMessage?.(message);
    changes.heard();
  });
  try {
    const began = performance.now();
    const accepted = await chat.send({ action: "request", requestId, text });
    if (accepted.type !== "accepted") throw notMade(accepted);
    return await carriedThrough(accepted.bookingId, { ...ports, changes, began });
  } finally {
    stop();
  }
}

interface Following extends TripPorts {
  readonly changes: Changes;
  readonly began: number;
}

async function carriedThrough(bookingId: BookingId, following: Following): Promise<TripBooked> {
  const { changes, began } = following;
  let [optionsMs, confirmedAt, offers] = [0, 0, 0];
  for (;;) {
    const row = await following.booking(bookingId);
    if (row?.status === "booked") {
      const bookedMs = confirmedAt === 0 ? 0 : Math.round(performance.now() - confirmedAt);
      return { bookingId, confirmationNumber: row.confirmationNumber ?? "", optionsMs, bookedMs };
    }
    if (row?.status === "offered" || row?.status === "selected") {
      optionsMs ||= Math.round(performance.now() - began);
      offers += 1;
      confirmedAt = await chosen(row, offers, following);
    } else if (row !== undefined && mayGoOn(row.status)) {
      // What was confirmed, and perhaps never started, starts with the same confirmation.
      if (row.status === "confirmed" && confirmedAt === 0) await confirm(row, following);
      await changes.next(row.status);
    } else {
      throw await givenUp(bookingId, row, following);
    }
  }
}

/** Statuses that change without anybody's doing. */
function mayGoOn(status: BookingStatus): boolean {
  return !isOver(status) && status !== "asking" && status !== "awaiting_approval";
}

/** Selects and confirms the first option within policy; answers when. An offer that was voided is answered by another. */
async function chosen(row: BookingRow, offers: number, following: Following): Promise<number> {
  const offer = row.offer === undefined ? undefined : Offer.parse(JSON.parse(row.offer));
  const option = offer?.options.find(({ approval }) => approval.length === 0);
  if (option === undefined || offers > MOST_OFFERS) throw await givenUp(row.bookingId, row, following);
  const { bookingId } = row;
  const selected = await following.chat.send({ action: "select", bookingId, optionId: option.optionId });
  if (selected.type !== "selected") throw await givenUp(bookingId, selected, following);
  const confirmedAt = performance.now();
  await confirm({ bookingId, commandHash: selected.commandHash }, following);
  return confirmedAt;
}

async function confirm(
  { bookingId, commandHash }: Pick<BookingRow, "bookingId" | "commandHash">,
  { chat }: Following,
): Promise<void> {
  const confirmed = await chat.send({ action: "confirm", bookingId, commandHash: commandHash ?? "" });
  if (confirmed.type !== "confirmed") throw notMade(confirmed);
}

/** Why there is no booking; the place that it took is free afterwards, if it can be. */
async function givenUp(
  bookingId: BookingId,
  why: BookingRow | Reply | undefined,
  { chat }: Following,
): Promise<AppError> {
  const isActive = why !== undefined && (!("status" in why) || !isOver(why.status));
  if (isActive) await chat.send({ action: "cancel", bookingId });
  if (why === undefined) return notMade("its row is not there");
  return notMade("turn" in why ? `${why.status}${why.reason === undefined ? "" : `: ${why.reason}`}` : why);
}

const MOST_OFFERS = 3;
const LOOK_AGAIN_MS = 1_000;
/** Longer than the slowest way that a workflow has. */
const PATIENCE_MS = 300_000;

/** Waits for something to change: until the chat says something, or for a moment. */
class Changes {
  #wake: () => void = () => undefined;
  #seen: BookingStatus | undefined;
  #since = performance.now();

  heard(): void {
    this.#wake();
  }

  /** Throws BOOKING_STUCK when the status has been the same for too long. */
  async next(status: BookingStatus): Promise<void> {
    if (status !== this.#seen) [this.#seen, this.#since] = [status, performance.now()];
    if (performance.now() - this.#since > PATIENCE_MS) throw stuck(status);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_AGAIN_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function notMade(what: Reply | string): AppError {
  const said = typeof what === "string" ? what : what.type === "error" ? `${what.code}: ${what.cause}` : what.type;
  return new AppError("BOOKING_NOT_MADE", {
    cause: `The trip was not booked: ${said}`,
    remedy: "`agentic-pm bookings` shows where it stands; the function's log has the rest.",
  });
}

function stuck(status: BookingStatus): AppError {
  return new AppError("BOOKING_STUCK", {
    cause: `The booking has been ${status} for ${PATIENCE_MS / 60_000} minutes.`,
    remedy: "Look at the executions of booking-plan and booking-execute; `agentic-pm bookings` shows the row.",
  });
}
