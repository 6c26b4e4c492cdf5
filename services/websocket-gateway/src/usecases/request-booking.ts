import type { AuditEntry } from "@agentic-pm/audit-trail";
import { type Clock, vaultCanary } from "@agentic-pm/contracts";
import {
  bookingIdOf,
  type EmployeeId,
  isOver,
  MAX_TURNS,
  type Reply,
  requestHashOf,
  requestKeyOf,
  type Traveller,
  type VaultedRequest,
} from "@agentic-pm/contracts/travel";
import { ok, type Result } from "@agentic-pm/errors";
import type { EnvelopeSealer } from "@agentic-pm/lambda";
import { type Booking, dayIn, labelsFor, makesRoom, planExecutionOf } from "../domain/booking.ts";
import { refuse, type RefusalCode } from "../domain/refusals.ts";
import type { BookingWorkflows, EmployeeDirectory, RequestVault } from "../ports/booking-intake.ts";
import type { BookingStore, NewBooking } from "../ports/booking-store.ts";

export interface RequestPorts {
  readonly employees: EmployeeDirectory;
  readonly bookings: BookingStore;
  readonly vault: RequestVault;
  readonly workflows: BookingWorkflows;
  readonly sealer: EnvelopeSealer;
  readonly clock: Clock;
}

/** What an employee asks for, or answers; `bookingId` is set in an answer. */
export interface BookingRequest {
  readonly requestId: string;
  readonly text: string;
  readonly bookingId?: string | undefined;
}

type Outcome = Result<Reply, RefusalCode>;

/**
 * Begins a booking, or its next turn. Words to the vault, then record, row and the employee's place in one write (a next
 * turn: record and row), then the workflow: a crash anywhere leaves what the same message, sent again, finishes. A message
 * that was accepted before gets its answer again and does nothing.
 */
export async function requestBooking(
  employeeId: EmployeeId,
  request: BookingRequest,
  ports: RequestPorts,
): Promise<Outcome> {
  const bookingId = request.bookingId ?? bookingIdOf(employeeId, request.requestId);
  const [traveller, known] = await Promise.all([ports.employees.find(employeeId), ports.bookings.find(bookingId)]);
  if (traveller === null) return refuse("EMPLOYEE_UNKNOWN");
  if (known !== null && known.employeeId === employeeId) {
    const turn = known.requestIds.indexOf(request.requestId) + 1;
    if (turn > 0) return repeatAnswer(known, { turn, traveller }, ports);
    return nextTurn(known, { ...request, traveller }, ports);
  }
  if (known !== null || request.bookingId !== undefined) return refuse("NOT_FOUND");
  return firstTurn({ ...request, traveller }, ports);
}

type Asked = BookingRequest & { readonly traveller: Traveller };

async function firstTurn(request: Asked, ports: RequestPorts): Promise<Outcome> {
  const { bookings, clock } = ports;
  const { employeeId } = request.traveller;
  const bookingId = bookingIdOf(employeeId, request.requestId);
  const active = await bookings.activeOf(employeeId);
  // The same message over another socket was faster by a moment.
  if (active?.bookingId === bookingId) return accepted(active, 1);
  if (active !== null && !makesRoom(active, clock.now())) return inProgress(active);
  // It went on, or somebody else ended it: what has the place now is looked at anew.
  if (active !== null && !(await leave(active, ports))) return firstTurn(request, ports);
  const received = await receive(request, { bookingId, turn: 1 }, ports);
  const asked: NewBooking = {
    bookingId,
    employeeId,
    status: "planning",
    turn: 1,
    createdAt: received.at,
    updatedAt: received.at,
    requestedOn: received.requestedOn,
    requests: [received.stored],
    requestIds: [request.requestId],
  };
  const booking = await bookings.begin(asked, active?.bookingId ?? null, received.entry);
  if (booking === null) return lostRace(asked, ports);
  return start(booking, request.traveller, ports);
}

/** A booking that ran out ends on record before another takes its place; false where it went on meanwhile. */
async function leave(active: Booking, { bookings }: RequestPorts): Promise<boolean> {
  if (isOver(active.status)) return true;
  const { bookingId, employeeId, status, offerExpiresAt } = active;
  const entry: AuditEntry = {
    event: "booking.voided",
    bookingId,
    employeeId,
    input: { before: status, offerExpiresAt: offerExpiresAt ?? null },
    output: { status: "expired", code: status === "asking" ? "QUESTION_NOT_ANSWERED" : "OFFER_EXPIRED" },
  };
  return (await bookings.change(active, { status: "expired" }, entry)) !== null;
}

/** Somebody was faster: with this very message, or with another. */
async function lostRace(booking: NewBooking, { bookings }: RequestPorts): Promise<Outcome> {
  const winner = await bookings.activeOf(booking.employeeId);
  if (winner === null) return refuse("BOOKING_CHANGED");
  return winner.bookingId === booking.bookingId ? accepted(winner, 1) : inProgress(winner);
}

async function nextTurn(known: Booking, request: Asked, ports: RequestPorts): Promise<Outcome> {
  if (known.status !== "asking") return refuse("NOT_ASKING");
  // All turns are read as one text, against one day.
  if (dayIn(request.traveller.timeZone, ports.clock.now()) !== known.requestedOn) return refuse("ANOTHER_DAY");
  if (known.turn >= MAX_TURNS) return refuse("TOO_MANY_TURNS");
  const turn = known.turn + 1;
  const { entry, stored, requestedOn } = await receive(request, { bookingId: known.bookingId, turn }, ports);
  const change = {
    requestedOn,
    status: "planning" as const,
    turn,
    requests: [...known.requests, stored],
    requestIds: [...known.requestIds, request.requestId],
  };
  const head = await ports.bookings.change(known, change, entry);
  if (head === null) return refuse("BOOKING_CHANGED");
  return start({ ...known, ...change, auditSeq: head.seq, auditHash: head.hash }, request.traveller, ports);
}

interface Received {
  readonly at: string;
  readonly requestedOn: string;
  readonly stored: Booking["requests"][number];
  /** What the trail is to say of it: the words' hash, and never a word. */
  readonly entry: AuditEntry;
}

/** The words into the vault, under a name that their content gives them. */
async function receive(
  request: Asked,
  { bookingId, turn }: { readonly bookingId: Booking["bookingId"]; readonly turn: number },
  { vault, clock }: RequestPorts,
): Promise<Received> {
  const { employeeId, timeZone } = request.traveller;
  const now = clock.now();
  const words = { schemaVersion: 1, bookingId, turn, text: request.text, receivedAt: now.toISOString() } as const;
  const vaulted: VaultedRequest = { ...words, canary: vaultCanary(words) };
  const sha256 = requestHashOf(vaulted);
  const stored = { vaultKey: requestKeyOf(bookingId, sha256), sha256 };
  await vault.put(stored.vaultKey, vaulted);
  const entry: AuditEntry = {
    event: "booking.requested",
    bookingId,
    employeeId,
    actor: employeeId,
    input: { requestId: request.requestId, turn },
    output: { ...stored, characters: request.text.length },
  };
  return { at: words.receivedAt, requestedOn: dayIn(timeZone, now), stored, entry };
}

/** The same answer as before. While the turn is being planned, its workflow is started again: it has one name. */
async function repeatAnswer(
  known: Booking,
  { turn, traveller }: { turn: number; traveller: Traveller },
  ports: RequestPorts,
): Promise<Outcome> {
  const isUnderWay = known.status === "planning" && known.turn === turn;
  return isUnderWay ? start(known, traveller, ports) : accepted(known, turn);
}

/** Name and address of the traveller stay behind: an execution keeps its input. */
async function start(booking: Booking, traveller: Traveller, { sealer, workflows }: RequestPorts): Promise<Outcome> {
  const { bookingId, employeeId, turn, requests, requestedOn, auditSeq, auditHash } = booking;
  const audit = { seq: auditSeq, hash: auditHash };
  const { homeAirport, timeZone, grade } = traveller;
  const profile = { homeAirport, timeZone, grade };
  const handover = { bookingId, employeeId, turn, requests, profile, requestedOn, audit };
  const executionName = planExecutionOf(booking);
  const seal = await sealer.seal({ executionName, labels: labelsFor(employeeId), handover });
  await workflows.plan({ ...handover, seal });
  return accepted(booking, turn);
}

function accepted({ bookingId, requestIds }: Booking, turn: number): Outcome {
  return ok({ type: "accepted", requestId: requestIds[turn - 1] ?? "", bookingId });
}

function inProgress({ bookingId, status }: Booking): Outcome {
  return refuse("BOOKING_IN_PROGRESS", {
    cause: `Your booking ${bookingId} is still going on (${status}).`,
    remedy: `Finish or cancel ${bookingId} first.`,
  });
}
