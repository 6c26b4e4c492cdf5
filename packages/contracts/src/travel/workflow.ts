import * as z from "zod";
import { AuditHead } from "../audit.ts";
import { sha256 } from "../canonical.ts";
import { ExecutionName, Seal } from "../envelope.ts";
import { Sha256 } from "../ids.ts";
import { BookingId, EmployeeId } from "./ids.ts";
import { BookingStatus } from "./plan.ts";
import { RetrievalBand } from "./policy.ts";
import { ServerBody } from "./socket.ts";
import { MAX_TURNS, Question, TravellerProfile } from "./trip.ts";

const execution = { executionName: ExecutionName };
const turn = z.number().int().min(1).max(MAX_TURNS);
const handedOn = { bookingId: BookingId, employeeId: EmployeeId, turn, audit: AuditHead, seal: Seal };

/**
 * Input of the `booking-plan` state machine and of `sanitise-request`. Sealed by `connection-manager` (stage
 * "connect"); the execution's name is "<bookingId>-<turn>".
 */
export const BookingHandoff = z.strictObject({
  ...handedOn,
  requests: z
    .array(z.strictObject({ vaultKey: z.string().max(200), sha256: Sha256 }))
    .min(1)
    .max(MAX_TURNS),
  profile: TravellerProfile,
  requestedOn: z.iso.date(),
});
export type BookingHandoff = z.infer<typeof BookingHandoff>;

export const SanitiseRequestEvent = z.strictObject({ ...BookingHandoff.shape, ...execution });
export type SanitiseRequestEvent = z.infer<typeof SanitiseRequestEvent>;

const asked = z.strictObject({
  outcome: z.literal("asked"),
  bookingId: BookingId,
  employeeId: EmployeeId,
  questions: z.array(Question).min(1).max(6),
  audit: AuditHead,
});
const refused = z.strictObject({
  outcome: z.enum(["refused", "quarantined"]),
  bookingId: BookingId,
  employeeId: EmployeeId,
  code: z.string().max(80),
  audit: AuditHead,
});

export const SanitiseRequestResult = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("understood"), ...handedOn, tripSha256: Sha256 }),
  asked,
  refused,
]);
export type SanitiseRequestResult = z.infer<typeof SanitiseRequestResult>;

/** Sealed by `sanitise-request` (stage "sanitise_request"). */
export const RetrieveEvent = z.strictObject({ ...handedOn, tripSha256: Sha256, ...execution });
export type RetrieveEvent = z.infer<typeof RetrieveEvent>;
export const RetrieveResult = z.strictObject({
  ...handedOn,
  tripSha256: Sha256,
  retrievalSha256: Sha256,
  band: RetrievalBand,
});
export type RetrieveResult = z.infer<typeof RetrieveResult>;

/** Sealed by `embed-and-retrieve` (stage "retrieve"). */
export const PlanEvent = z.strictObject({ ...RetrieveResult.shape, ...execution });
export type PlanEvent = z.infer<typeof PlanEvent>;
export const PlanResult = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("planned"), ...handedOn, planHash: Sha256 }),
  asked,
  refused,
]);
export type PlanResult = z.infer<typeof PlanResult>;

/** Sealed by `reason-and-plan` (stage "plan"). */
export const SearchEvent = z.strictObject({ ...handedOn, planHash: Sha256, ...execution });
export type SearchEvent = z.infer<typeof SearchEvent>;
export const SearchResult = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("offered"),
    bookingId: BookingId,
    employeeId: EmployeeId,
    message: ServerBody,
    audit: AuditHead,
  }),
  refused,
]);
export type SearchResult = z.infer<typeof SearchResult>;

/**
 * Input of the `booking-execute` state machine and of `re-quote`. Sealed by `connection-manager` (stage "connect") when
 * the employee confirms, by the operator's API (stage "operator") when an approval was needed; the execution's name is
 * "<bookingId>-<first 12 of commandHash>".
 */
export const RequoteEvent = z.strictObject({
  bookingId: BookingId,
  employeeId: EmployeeId,
  commandHash: Sha256,
  audit: AuditHead,
  seal: Seal,
  ...execution,
});
export type RequoteEvent = z.infer<typeof RequoteEvent>;

const confirmedHandoff = {
  bookingId: BookingId,
  employeeId: EmployeeId,
  commandHash: Sha256,
  audit: AuditHead,
  seal: Seal,
};
export const RequoteResult = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("unchanged"), ...confirmedHandoff }),
  /** Fare changed or sold out: the confirmation is void; `message` is the new offer. */
  z.strictObject({
    outcome: z.literal("voided"),
    bookingId: BookingId,
    employeeId: EmployeeId,
    message: ServerBody,
    audit: AuditHead,
  }),
  refused,
]);
export type RequoteResult = z.infer<typeof RequoteResult>;

/** `portal-login` types the credentials into a fresh browser session and hands on the session, never the credentials. */
export const PortalLoginEvent = z.strictObject({ ...confirmedHandoff, ...execution });
export type PortalLoginEvent = z.infer<typeof PortalLoginEvent>;
export const BrowserSession = z.strictObject({
  browserIdentifier: z.string().min(1).max(200),
  sessionId: z.string().min(1).max(80),
});
export const PortalLoginResult = z.strictObject({ browser: BrowserSession });
export type PortalLoginResult = z.infer<typeof PortalLoginResult>;

/** Sealed by `re-quote` (stage "requote"). `reconcile` only reads the portal's list of trips. */
export const BookEvent = z.strictObject({
  handoff: z.strictObject({ ...confirmedHandoff, ...execution }),
  browser: BrowserSession,
  mode: z.enum(["book", "reconcile"]),
  attempt: z.number().int().min(1).max(5),
});
export type BookEvent = z.infer<typeof BookEvent>;
export const BookResult = z.strictObject({
  /** `login_again`: the portal's session ended before anything was paid. */
  outcome: z.enum(["booked", "unknown", "not_booked", "login_again", "handed_over", "voided"]),
  bookingId: BookingId,
  employeeId: EmployeeId,
  status: BookingStatus,
  confirmationNumber: z.string().max(40).nullable(),
  deepLink: z.url().max(2000).nullable(),
  code: z.string().max(80).nullable(),
  audit: AuditHead,
});
export type BookResult = z.infer<typeof BookResult>;

/** What a workflow asks `response-sender` to say. */
export const RespondEvent = z.strictObject({
  employeeId: EmployeeId,
  bookingId: BookingId.nullable(),
  body: ServerBody,
  /**
   * Names this message, such as "<execution name>/<state name>": an event retried under the same key is one message
   * with one `seq`. Without it, a retry says the same thing twice.
   */
  dedupeKey: z.string().min(1).max(200).optional(),
});
export type RespondEvent = z.infer<typeof RespondEvent>;

/** Statuses that an employee is told of by a message when a workflow or the operator ends a booking so. */
export const TOLD_ENDS = ["booked", "handed_over", "voided", "refused", "failed", "declined", "expired"] as const;

/**
 * The key under which a booking's end is said, whoever says it and in whatever words: so it has one number, and it can be
 * seen whether it was said at all.
 */
export function endKeyOf(bookingId: BookingId, status: (typeof TOLD_ENDS)[number]): string {
  return `${bookingId}/ended/${status}`;
}

/** The key under which a message is said: an end's own, else the event's; none where it may be said twice. */
export function messageKeyOf({ bookingId, body, dedupeKey }: RespondEvent): string | undefined {
  const end = TOLD_ENDS.find((status) => status === endIn(body));
  return bookingId === null || end === undefined ? dedupeKey : endKeyOf(bookingId, end);
}

/** A void confirmation with nothing to offer in its place is an end too. */
function endIn(body: ServerBody): BookingStatus | null {
  if (body.type === "options" && body.because !== null && body.options.length === 0) return "voided";
  return body.type === "status" ? body.status : null;
}

/** The row of the outbox table (with `seq` 0) that says that a message was kept for an employee under a key. */
export function saidMarkOf(employeeId: EmployeeId, key: string): string {
  return `said#${sha256(`${employeeId}\n${key}`)}`;
}
export const RespondResult = z.strictObject({
  seq: z.number().int().positive(),
  delivered: z.number().int().nonnegative(),
});
export type RespondResult = z.infer<typeof RespondResult>;

/**
 * What a workflow asks `close-booking` for: an end that no stage could write. `handoff` is what the stage that failed
 * was given, under the seal that it had.
 */
export const CloseEvent = z.strictObject({
  handoff: z.union([SanitiseRequestEvent, RetrieveEvent, PlanEvent, SearchEvent, RequoteEvent]),
  /** `handed_over` where it cannot be said that nothing was paid. */
  status: z.enum(["failed", "handed_over"]),
  code: z.string().min(1).max(80),
});
export type CloseEvent = z.infer<typeof CloseEvent>;
export const CloseResult = z.strictObject({
  /** `superseded`: somebody ended the booking, or went on with it, before. */
  outcome: z.enum(["closed", "superseded"]),
  bookingId: BookingId,
  employeeId: EmployeeId,
  code: z.string().max(80),
});
export type CloseResult = z.infer<typeof CloseResult>;

/** How many bookings one sweep ends at most; the next one ends the others. */
export const MOST_SWEPT = 25;

/**
 * What `booking-sweep` asks `close-booking` for: which bookings no workflow works on any more though they are not over,
 * and then to end one of them; and which ends nobody could say to the employee. Nothing in it is believed: the row says
 * whether it is so.
 */
export const SweepEvent = z.discriminatedUnion("sweep", [
  z.strictObject({ sweep: z.literal("find") }),
  z.strictObject({ sweep: z.literal("end"), bookingId: BookingId, ...execution }),
]);
export type SweepEvent = z.infer<typeof SweepEvent>;
export const SweepResult = z.union([
  z.strictObject({
    abandoned: z.array(z.strictObject({ bookingId: BookingId })).max(MOST_SWEPT),
    untold: z
      .array(
        z.strictObject({
          bookingId: BookingId,
          employeeId: EmployeeId,
          status: z.enum(TOLD_ENDS),
          code: z.string().max(80).nullable(),
          confirmationNumber: z.string().max(40).nullable(),
        }),
      )
      .max(MOST_SWEPT),
  }),
  z.strictObject({
    outcome: z.enum(["closed", "superseded"]),
    bookingId: BookingId,
    employeeId: EmployeeId.nullable(),
    status: BookingStatus.nullable(),
    code: z.string().max(80),
  }),
]);
export type SweepResult = z.infer<typeof SweepResult>;
