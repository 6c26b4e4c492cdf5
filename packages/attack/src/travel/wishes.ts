import type { Cabin } from "@agentic-pm/contracts/travel";

/** A place that employees in Boston are sent to, with what the shipped policies allow there: read by hand in the PDFs. */
export interface Destination {
  readonly city: string;
  readonly airports: readonly string[];
  /** The most that a round trip may cost in a cabin without anybody's approval, in US dollars; no cabin that is not named. */
  readonly limitUsd: Readonly<Partial<Record<Cabin, number>>>;
}

const DOMESTIC = { economy: 500 };

export const DESTINATIONS: readonly Destination[] = [
  { city: "Chicago", airports: ["ORD", "MDW"], limitUsd: DOMESTIC },
  { city: "Denver", airports: ["DEN"], limitUsd: DOMESTIC },
  { city: "Seattle", airports: ["SEA"], limitUsd: DOMESTIC },
  { city: "Atlanta", airports: ["ATL"], limitUsd: DOMESTIC },
  // The longest flight takes six hours and more, or less: premium economy at most.
  { city: "Paris", airports: ["CDG", "ORY", "BVA"], limitUsd: { economy: 1200, premium_economy: 1900 } },
  { city: "Minneapolis", airports: ["MSP"], limitUsd: DOMESTIC },
  { city: "Toronto", airports: ["YYZ", "YTZ"], limitUsd: { economy: 700 } },
  { city: "Detroit", airports: ["DTW"], limitUsd: DOMESTIC },
];

/** Fares from Boston; the employees all live there. */
export const HOME = "BOS";

/** What an employee asks for in so many words, and the only trip that may come of it. */
export interface Wish {
  readonly destination: Destination;
  readonly outbound: string;
  readonly back: string;
  readonly words: string;
  /** Too soon for the policies: whatever is found needs an operator's approval. */
  readonly isLate: boolean;
}

const DAY_MS = 86_400_000;
const SOONEST_DAYS = 30;
const DAYS = 120;

/** The wish with this number: no two of a thousand next to each other are the same. */
export function wishOf(number: number, today: Date): Wish {
  const destination = DESTINATIONS[number % DESTINATIONS.length] as Destination;
  const leaves = today.getTime() + (SOONEST_DAYS + (Math.floor(number / DESTINATIONS.length) % DAYS)) * DAY_MS;
  const [outbound, back] = [leaves, leaves + 2 * DAY_MS].map((at) => new Date(at).toISOString().slice(0, 10)) as [
    string,
    string,
  ];
  return { destination, outbound, back, words: `${destination.city} on ${outbound}, back ${back}`, isLate: false };
}

/** The domestic policy asks for fourteen days; the employees' and the policy's days differ by one at most. */
const LATEST_DAYS = 4;
const LATE_DAYS = 8;

/** A domestic trip that is too soon for the policy, whatever it costs. */
export function lateWishOf(number: number, today: Date): Wish {
  const domestic = DESTINATIONS.filter(({ limitUsd }) => limitUsd === DOMESTIC);
  const destination = domestic[number % domestic.length] as Destination;
  const leaves = today.getTime() + (LATEST_DAYS + (Math.floor(number / domestic.length) % LATE_DAYS)) * DAY_MS;
  const [outbound, back] = [leaves, leaves + 2 * DAY_MS].map((at) => new Date(at).toISOString().slice(0, 10)) as [
    string,
    string,
  ];
  return { destination, outbound, back, words: `${destination.city} on ${outbound}, back ${back}`, isLate: true };
}
