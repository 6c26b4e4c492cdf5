import { randomUUID } from "node:crypto";
import { type BookingId, isOver, type Reply, type ServerMessage } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { ChatClient, ClerkSession } from "@agentic-pm/world/chat";
import type { CanaryBooking } from "./canary-target.ts";

type Replied<Type extends Reply["type"]> = Extract<Reply, { type: Type }>;
type Said<Type extends ServerMessage["body"]["type"]> = Extract<ServerMessage["body"], { type: Type }>;

const PATIENCE_MS = 240_000;

/**
 * Books a trip as an employee would, knowing nothing but what the chat says: the first option within policy, confirmed.
 * A booking that comes to nothing is cancelled, so that the next canary can ask. Answers the confirmation number. Throws
 * SIGN_IN_REFUSED, CHAT_REFUSED and CANARY_BOOKING_FAILED.
 */
export async function canaryBooking({ chatUrl, signIn, employeeId, text }: CanaryBooking): Promise<string> {
  const session = await ClerkSession.of(employeeId, signIn);
  const chat = await ChatClient.connect({ url: chatUrl, origin: signIn.origin, token: () => session.token() });
  try {
    // What earlier canaries were told is let go by.
    await chat.resume();
    const accepted = await replied(chat, "accepted", { action: "request", requestId: randomUUID(), text });
    return await booked(accepted.bookingId, chat);
  } finally {
    chat.close();
  }
}

async function booked(bookingId: BookingId, chat: ChatClient): Promise<string> {
  try {
    const { options } = (await heard(bookingId, chat, isOffer)) as Said<"options">;
    const option = options.find(({ approval }) => approval.length === 0);
    if (option === undefined) throw failed("no option is within policy");
    const { commandHash } = await replied(chat, "selected", {
      action: "select",
      bookingId,
      optionId: option.optionId,
    });
    const ended = heard(bookingId, chat, hasEnded);
    await replied(chat, "confirmed", { action: "confirm", bookingId, commandHash });
    const { confirmationNumber, status, code } = (await ended) as Said<"status">;
    if (status === "booked" && confirmationNumber !== null) return confirmationNumber;
    throw failed(`it ended ${status}${code === null ? "" : ` (${code})`}`);
  } catch (error) {
    // Refused where there is nothing left to cancel, or the socket is gone; what went wrong before is what counts.
    await chat.send({ action: "cancel", bookingId }).catch(() => undefined);
    throw error;
  }
}

function isOffer({ type }: ServerMessage["body"]): boolean {
  return type === "options";
}

function hasEnded(body: ServerMessage["body"]): boolean {
  return body.type === "status" && isOver(body.status);
}

/** The next message about the booking that fits. An end, or a question, instead of it is a failure. */
async function heard(
  bookingId: BookingId,
  chat: ChatClient,
  fits: (body: ServerMessage["body"]) => boolean,
): Promise<ServerMessage["body"]> {
  const matters = (message: ServerMessage) =>
    message.bookingId === bookingId &&
    (fits(message.body) || message.body.type === "question" || hasEnded(message.body));
  const patience = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(failed(`nothing came of it within ${PATIENCE_MS / 1000} seconds`)), PATIENCE_MS).unref();
  });
  const gone = chat.closed.then((error) => Promise.reject(error));
  const { body } = await Promise.race([chat.next(matters), patience, gone]);
  if (fits(body)) return body;
  if (body.type === "question") throw failed("its request is asked back");
  throw failed(
    body.type === "status" ? `it ended ${body.status}${body.code === null ? "" : ` (${body.code})`}` : body.type,
  );
}

async function replied<Type extends Reply["type"]>(
  chat: ChatClient,
  type: Type,
  message: Parameters<ChatClient["send"]>[0],
): Promise<Replied<Type>> {
  const reply = await chat.send(message);
  if (reply.type === type) return reply as Replied<Type>;
  throw failed(
    `${message.action} is answered ${reply.type === "error" ? `${reply.code}: ${reply.cause}` : reply.type}`,
  );
}

function failed(how: string): AppError {
  return new AppError("CANARY_BOOKING_FAILED", {
    cause: `The canary's trip was not booked: ${how}.`,
    remedy: "docs/runbooks/bookings.md: `agentic-pm bookings` shows where it stands, the function's log has the rest.",
  });
}
