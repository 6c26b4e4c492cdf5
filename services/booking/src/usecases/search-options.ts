import type { AuditHead, Clock } from "@agentic-pm/contracts";
import type { BookingPlan, FlightOption, Offer, SearchEvent, SearchResult } from "@agentic-pm/contracts/travel";
import type { EnvelopePorts } from "@agentic-pm/lambda";
import { LogCode } from "@agentic-pm/observability";
import { fitsTrip } from "../domain/fare-fit.ts";
import { fareQueries, pairwise } from "../domain/fare-queries.ts";
import { bestOptions } from "../domain/rank-options.ts";
import type { FareQuery } from "../domain/fare.ts";
import type { FareAnswer, FareSearch } from "../ports/fare-search.ts";
import type { OfferStore } from "../ports/offer-store.ts";
import type { PlanReader } from "../ports/plan-store.ts";
import { loadPlan } from "./load-plan.ts";

/** How long an offer may be chosen from. */
export const OFFER_MS = 15 * 60_000;

export interface SearchPorts extends EnvelopePorts {
  readonly plans: PlanReader;
  readonly fares: FareSearch;
  readonly offers: OfferStore;
  readonly clock: Clock;
}

/**
 * Offers the three best flights for a plan, each held against it by code, and writes them into the booking's row. Only
 * where none is within policy are others offered, with why they need approval. Refused as NO_OPTIONS where the portal
 * sells no such trip, and as BOOKING_OVER where the booking ended meanwhile. Throws PLAN_MISSING, PLAN_MISMATCH,
 * PORTAL_ANSWER_MALFORMED, PORTAL_ANSWER_TOO_LARGE, PORTAL_ADDRESS_MISSING, and retryable PORTAL_UNAVAILABLE,
 * PORTAL_ADDRESS_UNAVAILABLE, DATABASE_UNAVAILABLE, BOOKINGS_UNAVAILABLE and AUDIT_WRITE_FAILED.
 */
export async function searchOptions(event: SearchEvent, ports: SearchPorts): Promise<SearchResult> {
  const plan = await loadPlan(event, ports.plans);
  const found = await search(plan, ports.fares);
  const options = bestOptions(found.fitting, plan);
  if (options.length === 0) return refuse(event, { code: "NO_OPTIONS", head: event.audit, found }, ports);
  return offerThem(event, { plan, options, found }, ports);
}

interface Found {
  readonly fitting: FareAnswer["fares"];
  readonly told: { readonly quoted: number; readonly malformed: number; readonly unfit: number };
}

/** What the portal sells for a plan's trip, and how much of it does not fit. */
export async function search(plan: BookingPlan, fares: FareSearch): Promise<Found> {
  const answers = (await Promise.all(fareQueries(plan).map((query) => searchOne(query, fares)))).flat();
  const quoted = answers.flatMap((answer) => answer.fares);
  const fitting = quoted.filter((fare) => fitsTrip(fare, plan.trip));
  const malformed = answers.reduce((sum, answer) => sum + answer.malformed, 0);
  return { fitting, told: { quoted: quoted.length, malformed, unfit: quoted.length - fitting.length } };
}

/** All pairs of airports at once; where the portal does not know all of them, one by one. */
async function searchOne(query: FareQuery, fares: FareSearch): Promise<FareAnswer[]> {
  const answer = await fares.search(query);
  const pairs = pairwise(query);
  const found = answer.unserved && pairs.length > 1 ? await Promise.all(pairs.map((pair) => fares.search(pair))) : [];
  const asked = [answer, ...found];
  // A portal may ignore the cabin that it is asked for.
  return asked.map((each) => ({ ...each, fares: each.fares.filter(({ cabin }) => cabin === query.cabin) }));
}

async function offerThem(
  event: SearchEvent,
  made: { readonly plan: BookingPlan; readonly options: FlightOption[]; readonly found: Found },
  ports: SearchPorts,
): Promise<SearchResult> {
  const { bookingId, employeeId, turn, planHash } = event;
  const { plan, options, found } = made;
  const now = ports.clock.now();
  const expiresAt = new Date(now.getTime() + OFFER_MS).toISOString();
  const offer: Offer = { planHash, policyVersion: plan.policyVersion, options, constraints: plan.constraints };
  const audit = await ports.audit.append(bookingId, event.audit, {
    event: "booking.offered",
    bookingId,
    employeeId,
    policy_version: plan.policyVersion,
    input: { planHash, executionName: event.executionName, ...found.told },
    output: {
      options: options.map(({ optionId, fareId, airline, cabin, totalCents, approval }) => ({
        optionId,
        fareId,
        airline,
        cabin,
        totalCents,
        approval,
      })),
      expiresAt,
    },
  });
  const stored = await ports.offers.offer({
    bookingId,
    employeeId,
    turn,
    offer,
    expiresAt,
    at: now.toISOString(),
    audit,
  });
  if (stored === "over") return refuse(event, { code: "BOOKING_OVER", head: audit, found }, ports);
  ports.logger.info(LogCode.OPTIONS_OFFERED, { options: options.length, quoted: found.told.quoted });
  const { constraints, strictestDefaults } = plan;
  const contradictions = plan.contradictions.map(({ kind }) => kind);
  const said = { options, constraints, expiresAt, strictestDefaults, contradictions };
  const message = { type: "options" as const, ...said, because: null };
  return { outcome: "offered", bookingId, employeeId, message, audit };
}

async function refuse(
  event: SearchEvent,
  why: { readonly code: "NO_OPTIONS" | "BOOKING_OVER"; readonly head: AuditHead; readonly found: Found },
  ports: SearchPorts,
): Promise<SearchResult> {
  const { bookingId, employeeId, planHash, executionName } = event;
  const audit = await ports.audit.append(bookingId, why.head, {
    event: "booking.refused",
    bookingId,
    employeeId,
    input: { planHash, executionName, ...why.found.told },
    output: { code: why.code },
  });
  return { outcome: "refused", bookingId, employeeId, code: why.code, audit };
}
