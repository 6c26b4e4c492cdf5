import * as z from "zod";
import { Sha256 } from "../ids.ts";
import { BookingId, ClientRequestId } from "./ids.ts";
import { BookingStatus, FlightOption } from "./plan.ts";
import { Constraint } from "./policy.ts";
import { MAX_REQUEST_CHARACTERS, Question } from "./trip.ts";

/** The subprotocol both sides speak; the session token travels as a second entry, "bearer.<token>". */
export const SUBPROTOCOL = "agentic-pm.v1";

/** API Gateway's limits, in bytes. */
export const MAX_FRAME_BYTES = 32 * 1024;
export const MAX_MESSAGE_BYTES = 128 * 1024;

/** What a client may send. Unknown keys are refused; `action` selects the route. */
export const ClientMessage = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("request"),
    requestId: ClientRequestId,
    text: z.string().trim().min(1).max(MAX_REQUEST_CHARACTERS),
    /** Set when the text answers a question about this booking. */
    bookingId: BookingId.optional(),
  }),
  z.strictObject({ action: z.literal("select"), bookingId: BookingId, optionId: FlightOption.shape.optionId }),
  z.strictObject({ action: z.literal("confirm"), bookingId: BookingId, commandHash: Sha256 }),
  z.strictObject({ action: z.literal("cancel"), bookingId: BookingId }),
  z.strictObject({ action: z.literal("ack"), seq: z.number().int().nonnegative() }),
  z.strictObject({ action: z.literal("resume"), after: z.number().int().nonnegative() }),
  /** A fresh session token keeps the connection alive past the old one's end. */
  z.strictObject({ action: z.literal("ping"), token: z.string().max(4096).optional() }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

/** What the server says. Sentences are made by code out of codes and typed values; no model's words are in it. */
export const ServerBody = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("progress"),
    step: z.enum([
      "reading_request",
      "reading_policy",
      "planning",
      "searching",
      "requoting",
      "logging_in",
      "booking",
      "reconciling",
    ]),
  }),
  z.strictObject({ type: z.literal("question"), questions: z.array(Question).min(1).max(6) }),
  z.strictObject({
    type: z.literal("options"),
    options: z.array(FlightOption).max(3),
    constraints: z.array(Constraint).max(40),
    expiresAt: z.iso.datetime(),
    strictestDefaults: z.boolean(),
    /** Kinds of rule on which the policy contradicts itself; the strictest clause was taken. */
    contradictions: z.array(z.string().max(40)).max(10).optional(),
    /** Set when these stand in for an offer that was voided. */
    because: z.enum(["FARE_CHANGED", "SOLD_OUT"]).nullable(),
  }),
  z.strictObject({
    type: z.literal("status"),
    status: BookingStatus,
    code: z.string().max(80).nullable(),
    confirmationNumber: z.string().max(40).nullable(),
    /** Only the portal's own address, made by code. */
    deepLink: z.url().max(2000).nullable(),
    /** Why, and what to do: made from status and code when it is said. */
    cause: z.string().max(400).optional(),
    remedy: z.string().max(400).optional(),
  }),
]);
export type ServerBody = z.infer<typeof ServerBody>;

/** A message as it lies in the outbox and goes over the wire: `seq` grows by one for each employee. */
export const ServerMessage = z.strictObject({
  seq: z.number().int().positive(),
  bookingId: BookingId.nullable(),
  at: z.iso.datetime(),
  body: ServerBody,
});
export type ServerMessage = z.infer<typeof ServerMessage>;

/** The answer to a client's message itself, over the same socket; it has no place in the outbox. */
export const Reply = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("accepted"), requestId: ClientRequestId, bookingId: BookingId }),
  z.strictObject({
    type: z.literal("selected"),
    bookingId: BookingId,
    option: FlightOption,
    traveller: z.string().max(200),
    commandHash: Sha256,
    expiresAt: z.iso.datetime(),
    needsApproval: z.boolean(),
  }),
  z.strictObject({ type: z.literal("confirmed"), bookingId: BookingId, status: BookingStatus }),
  z.strictObject({ type: z.literal("cancelled"), bookingId: BookingId }),
  z.strictObject({ type: z.literal("acknowledged"), seq: z.number().int().nonnegative() }),
  z.strictObject({ type: z.literal("replayed"), messages: z.array(ServerMessage).max(100), more: z.boolean() }),
  z.strictObject({ type: z.literal("pong"), validUntil: z.iso.datetime() }),
  z.strictObject({
    type: z.literal("error"),
    code: z.string().max(80),
    cause: z.string().max(400),
    remedy: z.string().max(400),
    requestId: ClientRequestId.nullable(),
  }),
]);
export type Reply = z.infer<typeof Reply>;
