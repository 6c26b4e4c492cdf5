import type { Cabin } from "../portal-types.ts";
import { chance } from "../timetable/chance.ts";

const BRANDS: Readonly<Record<Cabin, readonly string[]>> = {
  economy: ["Economy Standard", "Main Cabin", "Economy Classic"],
  premium_economy: ["Premium Economy", "Extra Comfort", "Economy Plus"],
  business: ["Business Standard", "Business Flex", "Business Select"],
  first: ["First", "First Flex", "First Select"],
};
const BAGGAGE: Readonly<Record<Cabin, readonly string[]>> = {
  economy: ["One cabin bag; first checked bag from $35.", "One cabin bag and one checked bag of 23 kg."],
  premium_economy: ["One cabin bag and one checked bag of 23 kg.", "One cabin bag and two checked bags of 23 kg."],
  business: ["Two cabin bags and two checked bags of 32 kg."],
  first: ["Two cabin bags and three checked bags of 32 kg."],
};
const CONDITIONS = [
  "Changes free of charge until the day before; no refund.",
  "Changes for $75 plus the fare difference; no refund.",
  "Changes free of charge; refund as a travel credit.",
  "Changes free of charge; full refund until two hours before departure.",
];

/** What the airline says about a fare: its brand, baggage and conditions. */
export function describeFare(cabin: Cabin, airline: string, fareKey: string): string {
  const pick = (list: readonly string[], ...words: readonly string[]) =>
    list[Math.floor(chance(...words) * list.length)];
  const brand = pick(BRANDS[cabin], "brand", airline, cabin);
  return `${brand}. ${pick(BAGGAGE[cabin], "bags", airline, cabin)} ${pick(CONDITIONS, "conditions", fareKey)}`;
}
