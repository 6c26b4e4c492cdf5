import type { Reply } from "@agentic-pm/contracts/travel";
import { fail, type Failure } from "@agentic-pm/errors";

/** Everything that a client can be refused for, in words that say nothing of anybody else. */
const REFUSALS = {
  SESSION_EXPIRED: ["The session of this connection is over.", "Connect again with a fresh session token."],
  SESSION_REVOKED: ["An operator has ended this session.", "Sign in again; if you may not, ask the operator."],
  TOKEN_REPLAYED: ["The session token was used before.", "Get a fresh session token; each opens one connection."],
  TOKEN_TOO_OLD: ["The session token is older than 30 seconds.", "Get a fresh session token and connect at once."],
  RATE_LIMITED: ["Too many messages in a minute.", "Wait a minute."],
  MESSAGE_TOO_LARGE: ["The message is larger than 128 KB.", "Send less text."],
  MESSAGE_BINARY: ["The message is binary.", "Send text frames."],
  MESSAGE_INVALID: ["The message does not fit its schema.", "Send the members that the protocol names, and no others."],
  ACTION_UNKNOWN: ["There is no such action.", "Use request, select, confirm, cancel, ack, resume or ping."],
  EMPLOYEE_UNKNOWN: ["You are not in the list of travellers.", "Ask the operator to add you."],
  NOT_FOUND: ["You have no such booking.", "Look at the bookings that were accepted for you."],
  NOT_ASKING: ["This booking waits for no answer.", "Send a new request, or choose among the options."],
  ANOTHER_DAY: [
    "The conversation began on another day, so “tomorrow” would mean two days.",
    "Cancel the booking, and ask anew in one message.",
  ],
  TOO_MANY_TURNS: ["The conversation about this booking is too long.", "Cancel it, and ask anew in one message."],
  BOOKING_IN_PROGRESS: ["Another booking of yours is still going on.", "Finish or cancel it first."],
  BOOKING_CHANGED: ["The booking changed at the same moment.", "Look at it again, then decide."],
  NOT_OFFERED: ["This booking has no offer to choose from.", "Wait for the options."],
  OFFER_EXPIRED: ["The offer has expired.", "Send a new request for fresh prices."],
  OPTION_UNKNOWN: ["The offer has no such option.", "Choose one of the options that were offered last."],
  NOT_SELECTED: ["There is no selection to confirm.", "Select an option first."],
  COMMAND_MISMATCH: [
    "What you confirm is not what was selected last.",
    "Look at the selection again, then confirm it.",
  ],
  TOO_LATE_TO_CANCEL: ["The booking has begun or is over.", "Ask the operator."],
} as const;
export type RefusalCode = keyof typeof REFUSALS;

/** A refusal with its own words, or with these in their place. */
export function refuse<Code extends RefusalCode>(
  code: Code,
  words: { readonly cause?: string; readonly remedy?: string } = {},
): Failure<Code> {
  const [cause, remedy] = REFUSALS[code];
  return fail(code, { cause: words.cause ?? cause, remedy: words.remedy ?? remedy });
}

/** A refusal as it goes over the socket; `requestId` is that of the request it answers. */
export function refusalReply(code: RefusalCode, requestId: string | null): Reply {
  const { cause, remedy } = refuse(code);
  return { type: "error", code, cause, remedy, requestId };
}
