import type { Fare } from "./portal-types.ts";

/** From where on a scenario shows: everywhere, from the fare's own page and API on, or from the review page on. */
export type SeenFrom = "search" | "fare" | "review";
const ORDER: readonly SeenFrom[] = ["search", "fare", "review"];

export type Skin = 1 | 2 | 3;

/** The pages that a tampered portal shows otherwise. */
export const PORTAL_PAGES = ["login", "fare", "passenger", "review", "payment", "confirmation", "trips"] as const;
export type PortalPageName = (typeof PORTAL_PAGES)[number];

/**
 * One switch. `match` is a fare's id, a route such as `BOS-ORD`, or a route's day such as `BOS-ORD@2026-12-01`; without
 * it, every fare matches.
 */
export type PortalScenario =
  | { readonly kind: "soldOut"; readonly match?: string; readonly seenFrom?: SeenFrom }
  | { readonly kind: "priceChange"; readonly byCents: number; readonly match?: string; readonly seenFrom?: SeenFrom }
  | { readonly kind: "slow"; readonly delayMs: number }
  | { readonly kind: "timeoutAfterPayment"; readonly times?: number }
  | { readonly kind: "sessionExpiry"; readonly afterRequests: number }
  | { readonly kind: "injectedFareText"; readonly text: string; readonly match?: string }
  | { readonly kind: "rawInjectedHtml"; readonly html: string; readonly match?: string }
  | { readonly kind: "rewritten"; readonly page: PortalPageName; readonly from: string; readonly to: string }
  | { readonly kind: "redirected"; readonly page: PortalPageName; readonly to: string }
  | { readonly kind: "skin"; readonly skin: Skin }
  | { readonly kind: "reset" };

type Matched = { readonly match?: string };
type Rewriting = Extract<PortalScenario, { kind: "rewritten" }>;

/** What is unusual about the portal at the moment. It lives in memory: a restart is an ordinary site in skin 1. */
export class PortalScenarios {
  #soldOut: Extract<PortalScenario, { kind: "soldOut" }>[] = [];
  #priceChanges: Extract<PortalScenario, { kind: "priceChange" }>[] = [];
  #texts: Extract<PortalScenario, { kind: "injectedFareText" }>[] = [];
  #html: Extract<PortalScenario, { kind: "rawInjectedHtml" }>[] = [];
  #rewritings: Rewriting[] = [];
  readonly #redirections = new Map<PortalPageName, string>();
  #delayMs = 0;
  #timeouts = 0;
  #requestsLeft: number | undefined;
  #skin: Skin = 1;

  /** The fare, or every fare of the route, has no seats any more. */
  soldOut(match?: string, seenFrom: SeenFrom = "search"): void {
    this.apply({ kind: "soldOut", seenFrom, ...matching(match) });
  }

  /** Fares cost so many cents more (or less) than at the search; by default the review page is the first to say so. */
  priceChange(byCents: number, match?: string, seenFrom: SeenFrom = "review"): void {
    this.apply({ kind: "priceChange", byCents, seenFrom, ...matching(match) });
  }

  /** Every answer comes so many milliseconds later, until `reset` or `slow(0)`. */
  slow(delayMs: number): void {
    this.apply({ kind: "slow", delayMs });
  }

  /** The next `times` payments are taken and booked, and their answers never come. */
  timeoutAfterPayment(times = 1): void {
    this.apply({ kind: "timeoutAfterPayment", times });
  }

  /** After so many more signed-in requests, the session of the one that follows is over; once. */
  sessionExpiry(afterRequests = 0): void {
    this.apply({ kind: "sessionExpiry", afterRequests });
  }

  /** A text at the end of fare descriptions: in the API, and escaped on the results and fare pages. */
  injectedFareText(text: string, match?: string): void {
    this.apply({ kind: "injectedFareText", text, ...matching(match) });
  }

  /** The same, but the pages put it out as it is: a badly written site that trusts its fare texts. */
  rawInjectedHtml(html: string, match?: string): void {
    this.apply({ kind: "rawInjectedHtml", html, ...matching(match) });
  }

  /** A tampered portal: wherever the page's markup says `from`, it says `to`. */
  rewritten(page: PortalPageName, from: string, to: string): void {
    this.apply({ kind: "rewritten", page, from, to });
  }

  /** A tampered portal: whoever asks for the page is sent to this address, wherever that is. */
  redirected(page: PortalPageName, to: string): void {
    this.apply({ kind: "redirected", page, to });
  }

  /** Three sites with the same information and other markup, ids, classes, order and words. */
  skin(skin: Skin): void {
    this.apply({ kind: "skin", skin });
  }

  /** Back to the ordinary site in skin 1. */
  reset(): void {
    this.apply({ kind: "reset" });
  }

  /** Turns a switch; this is the form in which other processes order it. */
  apply(scenario: PortalScenario): void {
    switch (scenario.kind) {
      case "soldOut":
        return void this.#soldOut.push(scenario);
      case "priceChange":
        return void this.#priceChanges.push(scenario);
      case "injectedFareText":
        return void this.#texts.push(scenario);
      case "rawInjectedHtml":
        return void this.#html.push(scenario);
      case "rewritten":
        return void this.#rewritings.push(scenario);
      case "redirected":
        return void this.#redirections.set(scenario.page, scenario.to);
      case "slow":
        this.#delayMs = scenario.delayMs;
        return;
      case "timeoutAfterPayment":
        this.#timeouts = scenario.times ?? 1;
        return;
      case "sessionExpiry":
        this.#requestsLeft = scenario.afterRequests;
        return;
      case "skin":
        this.#skin = scenario.skin;
        return;
      case "reset":
        return this.#reset();
    }
  }

  get delayMs(): number {
    return this.#delayMs;
  }

  get currentSkin(): Skin {
    return this.#skin;
  }

  isSoldOut(fare: Fare, at: SeenFrom): boolean {
    return this.#soldOut.some((each) => matches(each, fare) && shows(each.seenFrom ?? "search", at));
  }

  /** What is to be added to the fare's price at this point of the way. */
  surchargeCents(fare: Fare, at: SeenFrom): number {
    const changes = this.#priceChanges.filter((each) => matches(each, fare) && shows(each.seenFrom ?? "review", at));
    return changes.reduce((sum, { byCents }) => sum + byCents, 0);
  }

  /** What is added to the fare's description: text that pages escape, and HTML that they do not. */
  injections(fare: Fare): { readonly text: string; readonly html: string } {
    return {
      text: this.#texts.flatMap((each) => (matches(each, fare) ? [each.text] : [])).join(" "),
      html: this.#html.flatMap((each) => (matches(each, fare) ? [each.html] : [])).join(" "),
    };
  }

  /** The page's markup as the tampered portal sends it. */
  markupOf(path: string, text: string): string {
    const ofPage = this.#rewritings.filter(({ page }) => page === pageNameOf(path));
    return ofPage.reduce((said, { from, to }) => said.replaceAll(from, () => to), text);
  }

  /** Where the tampered portal sends whoever asks for the page. */
  redirectionOf(path: string): string | undefined {
    const page = pageNameOf(path);
    return page === undefined ? undefined : this.#redirections.get(page);
  }

  /** True for a payment whose answer is not to come; uses one up. */
  takeTimeout(): boolean {
    if (this.#timeouts <= 0) return false;
    this.#timeouts -= 1;
    return true;
  }

  /** Counts a signed-in request; true where its session is over instead. */
  takeExpiry(): boolean {
    if (this.#requestsLeft === undefined) return false;
    if (this.#requestsLeft > 0) {
      this.#requestsLeft -= 1;
      return false;
    }
    this.#requestsLeft = undefined;
    return true;
  }

  #reset(): void {
    this.#soldOut = [];
    this.#priceChanges = [];
    this.#texts = [];
    this.#html = [];
    this.#rewritings = [];
    this.#redirections.clear();
    this.#delayMs = 0;
    this.#timeouts = 0;
    this.#requestsLeft = undefined;
    this.#skin = 1;
  }
}

function matching(match: string | undefined): Matched {
  return match === undefined ? {} : { match };
}

function shows(from: SeenFrom, at: SeenFrom): boolean {
  return ORDER.indexOf(at) >= ORDER.indexOf(from);
}

function matches({ match }: Matched, { fareId, outbound }: Fare): boolean {
  if (match === undefined || match === fareId) return true;
  const route = `${outbound[0]?.from}-${outbound.at(-1)?.to}`;
  return [route, `${route}@${outbound[0]?.departs.slice(0, 10)}`].includes(match.toUpperCase());
}

function pageNameOf(path: string): PortalPageName | undefined {
  const name = path.startsWith("/fares/") ? "fare" : path.split("/").at(-1);
  return PORTAL_PAGES.find((page) => page === name);
}
