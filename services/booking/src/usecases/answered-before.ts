import type { RequoteEvent, RequoteResult, ServerBody } from "@agentic-pm/contracts/travel";
import { isNotice } from "../domain/portal-notice.ts";
import type { StoredBooking } from "../domain/stored-booking.ts";
import type { RenewedOffers } from "../ports/confirmed-bookings.ts";
import type { PlanReader } from "../ports/plan-store.ts";
import { loadPlan } from "./load-plan.ts";

interface Ports {
  readonly bookings: RenewedOffers;
  readonly plans: PlanReader;
}

const OVER: ReadonlySet<string> = new Set(["expired", "voided", "refused", "failed"]);

/**
 * What this execution's confirmation was answered with, out of the row, for an attempt whose predecessor's answer was
 * lost. Null where nothing was answered yet. Throws PLAN_MISSING, PLAN_MISMATCH and DATABASE_UNAVAILABLE (retryable).
 */
export async function answeredBefore(
  row: StoredBooking,
  event: RequoteEvent,
  ports: Ports,
): Promise<RequoteResult | null> {
  if (row.execution !== event.executionName || row.employeeId !== event.employeeId) return null;
  const message = (await offerMade(row, ports)) ?? endSaid(row);
  if (message === null) return null;
  const { bookingId, employeeId, audit } = row;
  return { outcome: "voided", bookingId, employeeId, message, audit };
}

/** The offer that took the confirmation's place, while the employee has not chosen from it. */
async function offerMade(row: StoredBooking, { bookings, plans }: Ports): Promise<ServerBody | null> {
  const { bookingId, planHash, reason } = row;
  if (row.commandHash !== null || planHash === null || !isNotice(reason)) return null;
  const renewed = await bookings.renewed(bookingId);
  if (renewed === null) return null;
  const { options, constraints } = renewed.offer;
  const plan = await loadPlan({ bookingId, planHash }, plans);
  const { strictestDefaults } = plan;
  const contradictions = plan.contradictions.map(({ kind }) => kind);
  const { expiresAt } = renewed;
  return { type: "options", options, constraints, contradictions, expiresAt, strictestDefaults, because: reason };
}

function endSaid({ status, reason }: StoredBooking): ServerBody | null {
  if (!OVER.has(status)) return null;
  return { type: "status", status, code: reason, confirmationNumber: null, deepLink: null };
}
