import type { AuditRecord } from "@agentic-pm/contracts";
import { BookingCommand, type BookingPlan, type BookingRow } from "@agentic-pm/contracts/travel";
import type { ShownBooking } from "@agentic-pm/world";
import { describeConstraint, describeFare, describeFlights, dollars, field } from "./describe-chat.ts";
import { trailLines } from "./describe-trail.ts";
import type { Paint } from "./screen.ts";
import { printable } from "./table.ts";

/** A booking in one line: id, employee, route, dates, status, price, confirmation number. */
export function bookingCells(row: BookingRow, plan: BookingPlan | undefined): string[] {
  const { origin, destination, outbound, return: back } = plan?.trip ?? {};
  const cents = commandOf(row)?.option.totalCents;
  return [
    row.bookingId.slice(0, 12),
    row.employeeId,
    origin === undefined || destination === undefined ? "" : `${origin.city} → ${destination.city}`,
    outbound === undefined ? "" : `${outbound}${back === null || back === undefined ? "" : ` – ${back}`}`,
    bookingStatus(row),
    cents === undefined ? "" : dollars(cents),
    row.confirmationNumber ?? "",
  ];
}

/** Its status, and why. */
export function bookingStatus({ status, reason }: Pick<BookingRow, "status" | "reason">): string {
  const why = reason === undefined || reason === "" ? "" : `: ${reason}`;
  return `${status === "awaiting_approval" ? "needs approval" : status.replaceAll("_", " ")}${why}`;
}

interface BookingFile {
  readonly row: BookingRow;
  readonly plan: BookingPlan | undefined;
  readonly trail: readonly AuditRecord[];
}

/** Everything that is known of a booking: what was planned and by which clauses, what is booked, and the trail. */
export function describeBooking({ row, plan, trail }: BookingFile, paint: Paint): string[] {
  const command = commandOf(row);
  return [
    paint.bold(`${row.bookingId}  ${bookingStatus(row)}`),
    field("employee", row.employeeId, paint),
    ...(row.confirmationNumber === undefined ? [] : [field("confirmed", row.confirmationNumber, paint)]),
    ...(plan === undefined ? [] : describePlan(plan, paint)),
    ...(command === undefined
      ? []
      : ["", paint.bold("Command"), ...commandLines(command, row.commandHash ?? "", paint)]),
    ...(row.approval === undefined ? [] : [field("approval", printable(row.approval), paint)]),
    "",
    paint.bold("Trail"),
    ...trailLines(trail, paint),
  ];
}

/** What an operator is shown before they rule: the command to the letter, and the clauses that want a person. */
export function describeAsked(
  row: BookingRow,
  { command, commandHash }: ShownBooking,
  { plan, paint }: { readonly plan: BookingPlan | undefined; readonly paint: Paint },
): string[] {
  return [
    paint.bold(`${row.bookingId}  ${bookingStatus(row)}`),
    ...commandLines(command, commandHash, paint),
    ...(plan?.constraints ?? []).map((constraint) => field("policy", describeConstraint(constraint), paint)),
  ];
}

function describePlan(plan: BookingPlan, paint: Paint): string[] {
  const { trip, fareCapUsd, highestCabin, approval, constraints } = plan;
  const dates = `${trip.outbound}${trip.return === null ? "" : ` – ${trip.return}`}`;
  return [
    "",
    paint.bold("Plan"),
    field("trip", `${trip.origin.city} → ${trip.destination.city}, ${dates}, ${plan.scope}`, paint),
    field("binding", `at most $${fareCapUsd}, ${highestCabin.replaceAll("_", " ")}`, paint),
    field("approval", approval.length === 0 ? "none as planned" : approval.join(", "), paint),
    ...constraints.map((constraint) => field("clause", describeConstraint(constraint), paint)),
    ...(plan.strictestDefaults ? [field("", "where the policy says nothing, the strictest rule stands", paint)] : []),
  ];
}

function commandLines(command: BookingCommand, commandHash: string, paint: Paint): string[] {
  const { traveller, option, expiresAt, policyVersion } = command;
  const name = `${traveller.givenName} ${traveller.familyName} <${traveller.email}>`;
  return [
    field("traveller", printable(name), paint),
    ...describeFlights(option).map((flight, index) => field(index === 0 ? "flights" : "", flight, paint)),
    field("total", describeFare(option, paint), paint),
    field("expires", expiresAt, paint),
    field("version", policyVersion, paint),
    field("hash", commandHash, paint),
  ];
}

function commandOf({ command }: BookingRow): BookingCommand | undefined {
  return command === undefined ? undefined : BookingCommand.safeParse(JSON.parse(command)).data;
}
