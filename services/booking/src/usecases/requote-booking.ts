import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { AuditHead, Clock } from "@agentic-pm/contracts";
import type {
  BookingCommand,
  BookingPlan,
  RequoteEvent,
  RequoteResult,
  ServerBody,
} from "@agentic-pm/contracts/travel";
import { isAppError } from "@agentic-pm/errors";
import { type EnvelopePorts, type EnvelopeSealer, opened, type SealVerifier } from "@agentic-pm/lambda";
import { LogCode } from "@agentic-pm/observability";
import { assessOption } from "@agentic-pm/travel-policy";
import {
  type ConfirmationRefusal,
  fareChange,
  possessionRefusal,
  presentRefusal,
  travellerRefusal,
} from "../domain/confirmation.ts";
import type { RequoteRequest } from "../domain/requote-request.ts";
import { policyVersionOf } from "../domain/policy-version.ts";
import { bestOptions } from "../domain/rank-options.ts";
import { storedCommand, type StoredBooking } from "../domain/stored-booking.ts";
import type { ActivePolicy } from "../ports/active-policy.ts";
import type { ConfirmedBookings, RenewedOffers } from "../ports/confirmed-bookings.ts";
import type { EmployeeList } from "../ports/employee-list.ts";
import type { FareQuotes } from "../ports/fare-quote.ts";
import type { FareSearch } from "../ports/fare-search.ts";
import type { PlanReader } from "../ports/plan-store.ts";
import { answeredBefore } from "./answered-before.ts";
import { loadPlan } from "./load-plan.ts";
import { OFFER_MS, search } from "./search-options.ts";

export interface RequotePorts extends Omit<EnvelopePorts, "sealedBefore"> {
  /** Seals of the employee's own confirmation, and of an operator's approval. */
  readonly sealedByGateway: SealVerifier;
  readonly sealedByOperator: SealVerifier;
  readonly sealer: EnvelopeSealer;
  readonly bookings: ConfirmedBookings & RenewedOffers;
  readonly employees: EmployeeList;
  readonly plans: PlanReader;
  readonly policy: ActivePolicy;
  readonly quotes: FareQuotes;
  readonly fares: FareSearch;
  readonly audit: AuditWriter;
  readonly clock: Clock;
}

/**
 * Uses a confirmation up, once, and asks the portal whether the fare is still what was confirmed. Whatever changed
 * since (price, seats, policy, time) voids it; a changed fare is answered with a new offer. What this execution ended
 * before is answered with what was answered then. Asked to close, it ends a confirmation that cannot be requoted.
 * Throws the envelope's refusals, and retryable PORTAL_UNAVAILABLE, DATABASE_UNAVAILABLE, BOOKING_CHANGED_MEANWHILE
 * and AUDIT_WRITE_FAILED.
 */
export async function requoteBooking(asked: RequoteRequest, ports: RequotePorts): Promise<RequoteResult> {
  const { handoff, close } = "handoff" in asked ? asked : { handoff: asked, close: null };
  const row = await ports.bookings.find(handoff.bookingId);
  const requote = opened(
    ({ bookingId }: RequoteEvent) => bookingId,
    (sealed: RequoteEvent, _ports: EnvelopePorts) => requoteOpened(sealed, { row, close }, ports),
  );
  const sealedBefore = isOperators(row, handoff) ? ports.sealedByOperator : ports.sealedByGateway;
  return requote(handoff, { ...ports, sealedBefore });
}

/** Who had to approve is the row's word: an approved booking starts with the operator's seal or not at all. */
function isOperators(row: StoredBooking | null, { seal, executionName }: RequoteEvent): boolean {
  // An approval goes with a confirmation that was voided; here only what was said then is said again.
  const isVoided = row?.commandHash === null && row.execution === executionName;
  return isVoided ? seal.stage === "operator" : row?.approval != null;
}

async function requoteOpened(
  event: RequoteEvent,
  { row, close }: { readonly row: StoredBooking | null; readonly close: string | null },
  ports: RequotePorts,
): Promise<RequoteResult> {
  if (row === null) return refuse(event, { code: "BOOKING_UNKNOWN", head: event.audit }, ports);
  const before = await answeredBefore(row, event, ports);
  if (before !== null) return before;
  if (row.commandHash !== event.commandHash || row.employeeId !== event.employeeId) {
    return refuse(event, { code: "COMMAND_DIFFERS", head: event.audit }, ports);
  }
  const notOurs = possessionRefusal(row, event.executionName);
  if (notOurs !== null) return refuse(event, { code: notOurs.code, head: event.audit }, ports);
  const taken = await take(row, event, ports);
  if (close !== null) return end(taken, { status: "failed", code: close, final: true }, ports);
  const command = storedCommand(taken);
  if (command === null) return end(taken, { status: "refused", code: "COMMAND_ALTERED", final: true }, ports);
  const stranger = travellerRefusal(command, await ports.employees.find(taken.employeeId));
  if (stranger !== null) return end(taken, stranger, ports);
  const plan = await planOf(command, ports);
  const refusal = await refusalNow(taken, { command, plan }, ports);
  if (refusal !== null || plan === null) return end(taken, refusal ?? PLAN_GONE, ports);
  const quoted = await ports.quotes.quote(command.option.fareId);
  const change = fareChange(command, quoted);
  if (change !== null) return offerInstead(taken, { plan, because: change }, ports);
  return handOn(taken, { event, command }, ports);
}

const PLAN_GONE: ConfirmationRefusal = { status: "voided", code: "PLAN_DIFFERS", final: true };

/** From here on the confirmation is used up: no other execution gets past this write. */
function take(row: StoredBooking, event: RequoteEvent, { bookings }: RequotePorts): Promise<StoredBooking> {
  if (row.status === "booking") return Promise.resolve(row);
  return bookings.change(row, { status: "booking", audit: event.audit, execution: event.executionName });
}

/** Null where there is none under the command's hash; that voids the confirmation and is no failure of ours. */
async function planOf({ bookingId, planHash }: BookingCommand, { plans }: RequotePorts): Promise<BookingPlan | null> {
  try {
    return await loadPlan({ bookingId, planHash }, plans);
  } catch (error) {
    if (isAppError(error) && (error.code === "PLAN_MISSING" || error.code === "PLAN_MISMATCH")) return null;
    throw error;
  }
}

async function refusalNow(
  row: StoredBooking,
  { command, plan }: { readonly command: BookingCommand; readonly plan: BookingPlan | null },
  { policy, clock }: RequotePorts,
): Promise<ConfirmationRefusal | null> {
  const activePolicyVersion = policyVersionOf(await policy.documents());
  const needed = plan === null ? [] : assessOption(command.option, plan);
  return presentRefusal(row, command, { now: clock.now(), plan, activePolicyVersion, needed });
}

/** The confirmation is void, and the employee has new options to choose from. */
async function offerInstead(
  row: StoredBooking,
  { plan, because }: { readonly plan: BookingPlan; readonly because: "FARE_CHANGED" | "SOLD_OUT" },
  ports: RequotePorts,
): Promise<RequoteResult> {
  const { bookingId, employeeId } = row;
  const options = bestOptions((await search(plan, ports.fares)).fitting, plan);
  const expiresAt = new Date(ports.clock.now().getTime() + OFFER_MS).toISOString();
  const audit = await ports.audit.append(bookingId, row.audit, {
    event: "booking.voided",
    bookingId,
    employeeId,
    policy_version: plan.policyVersion,
    input: { commandHash: row.commandHash, executionName: row.execution },
    output: {
      code: because,
      options: options.map(({ optionId, fareId, totalCents, approval }) => ({
        optionId,
        fareId,
        totalCents,
        approval,
      })),
      expiresAt,
    },
  });
  const { constraints, strictestDefaults, policyVersion } = plan;
  const offer = { planHash: row.planHash ?? "", policyVersion, options, constraints };
  await ports.bookings.offerInstead(row, { offer, because, expiresAt, audit });
  ports.logger.info(LogCode.BOOKING_VOIDED, { bookingId, code: because });
  const contradictions = plan.contradictions.map(({ kind }) => kind);
  const said = { options, constraints, expiresAt, strictestDefaults, contradictions };
  const message: ServerBody = { type: "options", ...said, because };
  return { outcome: "voided", bookingId: row.bookingId, employeeId: row.employeeId, message, audit };
}

async function handOn(
  row: StoredBooking,
  { event, command }: { readonly event: RequoteEvent; readonly command: BookingCommand },
  ports: RequotePorts,
): Promise<RequoteResult> {
  const { bookingId, employeeId, commandHash, executionName } = event;
  const { fareId, totalCents } = command.option;
  const audit = await ports.audit.append(bookingId, row.audit, {
    event: "booking.requoted",
    bookingId,
    employeeId,
    policy_version: command.policyVersion,
    input: { commandHash, executionName, sealedBy: event.seal.stage },
    output: { fareId, totalCents, unchanged: true },
  });
  await ports.bookings.change(row, { status: "booking", audit });
  const handover = { bookingId, employeeId, commandHash, audit };
  const seal = await ports.sealer.seal({ executionName, labels: event.seal.labels, handover });
  return { outcome: "unchanged", ...handover, seal };
}

const EVENTS = { refused: "booking.refused", failed: "booking.outcome", expired: null, voided: null } as const;

/** Ends the booking for good, in the trail and in its row. */
async function end(row: StoredBooking, refusal: ConfirmationRefusal, ports: RequotePorts): Promise<RequoteResult> {
  const { status, code } = refusal;
  const audit = await ports.audit.append(row.bookingId, row.audit, {
    event: EVENTS[status] ?? "booking.voided",
    bookingId: row.bookingId,
    employeeId: row.employeeId,
    input: { commandHash: row.commandHash, executionName: row.execution },
    output: { status, code },
  });
  await ports.bookings.change(row, { status, reason: code, audit });
  ports.logger.warn(LogCode.BOOKING_VOIDED, { bookingId: row.bookingId, code });
  const message: ServerBody = { type: "status", status, code, confirmationNumber: null, deepLink: null };
  return { outcome: "voided", bookingId: row.bookingId, employeeId: row.employeeId, message, audit };
}

/** Refuses a start that says nothing about the booking itself; its record cannot fork the booking's chain. */
async function refuse(
  { bookingId, employeeId, commandHash, executionName }: RequoteEvent,
  { code, head }: { readonly code: string; readonly head: AuditHead },
  ports: RequotePorts,
): Promise<RequoteResult> {
  await ports.audit.append(`refused_${bookingId}`, null, {
    event: "request.refused",
    bookingId,
    employeeId,
    input: { bookingId, commandHash, executionName },
    output: { code },
  });
  ports.logger.warn(LogCode.BOOKING_REFUSED, { bookingId, code });
  return { outcome: "refused", bookingId, employeeId, code, audit: head };
}
