import { type BookingPlan, Cabin, type Trip } from "@agentic-pm/contracts/travel";
import type { FareQuery } from "./fare.ts";

/**
 * What to ask the portal: the cabin that was asked for (economy where none was), and the highest that the policy allows
 * where that is a lower one.
 */
export function fareQueries(plan: BookingPlan): FareQuery[] {
  const wanted = plan.trip.cabin ?? "economy";
  const allowed = rankOf(plan.highestCabin) < rankOf(wanted) ? plan.highestCabin : wanted;
  return [...new Set([wanted, allowed])].map((cabin) => queryOf(plan.trip, cabin));
}

/** The same search for each pair of airports: for a portal that does not know all of them. */
export function pairwise(query: FareQuery): FareQuery[] {
  return query.from.flatMap((from) => query.to.map((to) => ({ ...query, from: [from], to: [to] })));
}

function queryOf(trip: Trip, cabin: Cabin): FareQuery {
  const { origin, destination, outbound } = trip;
  return { from: origin.airports, to: destination.airports, depart: outbound, return: trip.return, cabin };
}

function rankOf(cabin: Cabin): number {
  return Cabin.options.indexOf(cabin);
}
