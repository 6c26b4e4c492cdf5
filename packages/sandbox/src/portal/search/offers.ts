import type { PortalScenarios, SeenFrom } from "../portal-scenarios.ts";
import type { Fare } from "../portal-types.ts";
import { fareNamed, searchFares } from "./fare-search.ts";
import type { TripQuery } from "./trip-query.ts";

/** A fare as the portal shows it at some point of the way, with the scenarios that are on. */
export interface Offer {
  readonly fare: Fare;
  /** Markup of somebody else's that the pages put out as it is. */
  readonly injectedHtml: string;
}

/** Where offers come from: the scenarios that are on, and the time. */
export interface OfferParts {
  readonly scenarios: PortalScenarios;
  readonly clock: () => Date;
}

/** The offers for a search; what is sold out is not among them. */
export function offersFor(query: TripQuery, { scenarios, clock }: OfferParts): Offer[] {
  const fares = searchFares(query, clock()).filter((fare) => !scenarios.isSoldOut(fare, "search"));
  return fares.map((fare) => offerOf(fare, "search", scenarios));
}

/** The offer of this name: `unknown` where there never was one, `gone` where it is sold out or has left. */
export function offerNamed(fareId: string, at: SeenFrom, { scenarios, clock }: OfferParts): Offer | "unknown" | "gone" {
  const fare = fareNamed(fareId, clock());
  if (typeof fare === "string") return fare;
  return scenarios.isSoldOut(fare, at) ? "gone" : offerOf(fare, at, scenarios);
}

/** The fare as the API tells it: there, everything that was injected is text. */
export function asText({ fare, injectedHtml }: Offer): Fare {
  return injectedHtml === "" ? fare : { ...fare, description: `${fare.description} ${injectedHtml}` };
}

function offerOf(fare: Fare, at: SeenFrom, scenarios: PortalScenarios): Offer {
  const { text, html } = scenarios.injections(fare);
  const totalCents = Math.max(100, fare.totalCents + scenarios.surchargeCents(fare, at));
  const description = text === "" ? fare.description : `${fare.description} ${text}`;
  return { fare: { ...fare, totalCents, description }, injectedHtml: html };
}
