import type { BookingId, BookingRow, Reply, ServerMessage } from "@agentic-pm/contracts/travel";
import { isOver } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import type { ChatClient } from "../chat/chat-client.ts";

/** What a person would do in the chat to get this trip. */
export interface TripWanted {
  /** Names the wish: said again, it is the same booking. 8 to 64 word characters. */
  readonly requestId: string;
  readonly text: string;
}

export interface TripPorts {
  readonly chat: ChatClient;
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
 * again after it was interrupted, it goes on where the booking stands. Throws BOOKING_NOT_MADE.
 */
export async function bookTrip({ requestId, text }: TripWanted, ports: TripPorts): Promise<TripBooked> {
  const { chat, onMessage } = ports;
  const began = performance.now();
  const heard: ServerMessage[] = [];
  const listening = new Listening(heard);
  const stop = chat.onMessage((message) => {
    onMessage?.(message);
    listening.hear(message);
  });
  try {
    const accepted = await chat.send({ action: "request", requestId, text });
    if (accepted.type !== "accepted") throw notMade(accepted);
    const { bookingId } = accepted;
    const row = await ports.booking(bookingId);
    if (row?.status === "booked") return booked(row, { optionsMs: 0, bookedMs: 0 });
    if (row !== undefined && isOver(row.status)) throw notMade(row.status);
    await chat.resume();
    const offer = await listening.until((message) => message.bookingId === bookingId && isTurn(message));
    if (offer.body.type !== "options") {
      // A question that nobody will answer would keep the employee from asking for anything else.
      if (offer.body.type === "question") await chat.send({ action: "cancel", bookingId });
      throw notMade(offer);
    }
    const optionsMs = Math.round(performance.now() - began);
    const option = offer.body.options.find(({ approval }) => approval.length === 0);
    if (option === undefined) throw notMade("every option needs an approval");
    const selected = await chat.send({ action: "select", bookingId, optionId: option.optionId });
    if (selected.type !== "selected") throw notMade(selected);
    const confirming = performance.now();
    const confirmed = await chat.send({ action: "confirm", bookingId, commandHash: selected.commandHash });
    if (confirmed.type !== "confirmed") throw notMade(confirmed);
    const ended = await listening.until(
      (message) => message.bookingId === bookingId && message.seq > offer.seq && isEnd(message),
    );
    const last = await ports.booking(bookingId);
    if (last?.status !== "booked") throw notMade(ended);
    return booked(last, { optionsMs, bookedMs: Math.round(performance.now() - confirming) });
  } finally {
    stop();
  }
}

/** Everything heard so far, and who waits for something of it. */
class Listening {
  readonly #heard: ServerMessage[];
  #wake: () => void = () => undefined;

  constructor(heard: ServerMessage[]) {
    this.#heard = heard;
  }

  hear(message: ServerMessage): void {
    this.#heard.push(message);
    this.#wake();
  }

  async until(fits: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    for (;;) {
      const found = this.#heard.findLast(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** What a plan can come to: options, questions, or a status that ends it. */
function isTurn({ body }: ServerMessage): boolean {
  return body.type === "options" || body.type === "question" || isEndStatus(body);
}

/** What a confirmed booking can come to. */
function isEnd({ body }: ServerMessage): boolean {
  return body.type === "options" || isEndStatus(body);
}

function isEndStatus(body: ServerMessage["body"]): boolean {
  return body.type === "status" && isOver(body.status);
}

function booked({ bookingId, confirmationNumber }: BookingRow, times: { optionsMs: number; bookedMs: number }) {
  return { bookingId, confirmationNumber: confirmationNumber ?? "", ...times };
}

function notMade(what: Reply | ServerMessage | string): AppError {
  const said = typeof what === "string" ? what : JSON.stringify("body" in what ? what.body : what).slice(0, 300);
  return new AppError("BOOKING_NOT_MADE", {
    cause: `The trip was not booked: ${said}`,
    remedy: "`agentic-pm bookings` shows where it stands; the function's log has the rest.",
  });
}
