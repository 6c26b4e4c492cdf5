import { canonicalHash } from "@agentic-pm/contracts";
import type { BookingPlan, FlightOption, Trip } from "@agentic-pm/contracts/travel";
import { assessOption } from "@agentic-pm/travel-policy";
import type { QuotedFare } from "./fare.ts";
import { travelMinutes } from "./flight-times.ts";

const MOST_OPTIONS = 3;
const NOON = 12;
const EVENING = 18;

/** A fare as an option of ours, with why it would need approval. Its id is made of everything that it is. */
export function optionOf(fare: QuotedFare, plan: BookingPlan): FlightOption {
  const { seatsLeft: _seats, ...sold } = fare;
  const approval = assessOption(sold, plan);
  const option = { ...sold, currency: "USD" as const, approval };
  return { optionId: `opt_${canonicalHash("agentic-pm/flight-option/v1", option).slice(0, 16)}`, ...option };
}

/**
 * The three best: within policy by preferred airline, the employee's wishes, price and duration. Where none is within
 * policy, those with the fewest reasons for approval, then the cheapest where the fare limit is one of them, and
 * otherwise as within policy: who asks late still has wishes.
 */
export function bestOptions(fares: readonly QuotedFare[], plan: BookingPlan): FlightOption[] {
  const distinct = [...new Map(fares.map((fare) => [fare.fareId, fare])).values()];
  const options = distinct.map((fare) => optionOf(fare, plan));
  const within = options.filter(({ approval }) => approval.length === 0);
  const order = within.length > 0 ? byWishes(plan) : byApproval(plan);
  const keyed = (within.length > 0 ? within : options).map((option) => ({ option, key: order(option) }));
  return keyed
    .toSorted((left, right) => compareKeys(left.key, right.key))
    .slice(0, MOST_OPTIONS)
    .map(({ option }) => option);
}

type Key = readonly (number | string)[];

function byWishes(plan: BookingPlan): (option: FlightOption) => Key {
  return (option) => [
    plan.preferredAirlines.includes(option.airline) ? 0 : 1,
    -wishesMet(option, plan.trip.preferences),
    option.totalCents,
    durationOf(option),
    option.fareId,
  ];
}

function byApproval(plan: BookingPlan): (option: FlightOption) => Key {
  const wishes = byWishes(plan);
  return (option) => [
    option.approval.length,
    option.approval.includes("OVER_FARE_CAP") ? option.totalCents : 0,
    ...wishes(option),
  ];
}

/** How many of the employee's wishes an option meets. */
function wishesMet(option: FlightOption, wishes: Trip["preferences"]): number {
  const hour = Number(option.outbound[0]?.departs.slice(11, 13));
  const daytime = hour < NOON ? "morning" : hour < EVENING ? "afternoon" : "evening";
  return [
    wishes.airline !== null && wishes.airline === option.airline,
    wishes.nonstop && option.outbound.length === 1 && option.inbound.length <= 1,
    wishes.departure !== null && wishes.departure === daytime,
  ].filter(Boolean).length;
}

function durationOf(option: FlightOption): number {
  return travelMinutes(option.outbound) + travelMinutes(option.inbound);
}

/** The first difference decides; the last part of a key is the fare's own id, so that the order is always the same. */
function compareKeys(left: Key, right: Key): number {
  for (const [index, value] of left.entries()) {
    const other = right[index];
    if (other === undefined || value === other) continue;
    return value < other ? -1 : 1;
  }
  return 0;
}
