import * as z from "zod";
import { Sha256 } from "../ids.ts";
import { EmployeeId } from "./ids.ts";

/** Clerk's name of a person's session. */
export const SessionId = z.string().regex(/^sess_[A-Za-z0-9]{8,80}$/);
export type SessionId = z.infer<typeof SessionId>;

/** The most characters of a reason that an operator gives. */
export const MAX_REASON_CHARACTERS = 280;

/** What an operator asks of `session-ender`. Nobody but the operator's role may ask. */
export const EndSessionEvent = z.strictObject({
  sessionId: SessionId,
  /** Whose it is; null where it has no open socket, which is where the name comes from. */
  employeeId: EmployeeId.nullable(),
  /** Hash of the record by which the operator asked for it. Who asked is that record's actor, and not for this event to say. */
  asked: Sha256,
  reason: z.string().min(1).max(MAX_REASON_CHARACTERS).nullable(),
});
export type EndSessionEvent = z.infer<typeof EndSessionEvent>;

export const EndSessionResult = z.strictObject({ sessionId: SessionId, socketsEnded: z.number().int().nonnegative() });
export type EndSessionResult = z.infer<typeof EndSessionResult>;
