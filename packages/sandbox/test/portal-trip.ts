import type { Fare, Sandbox } from "../src/index.ts";
import { formTo, PortalBrowser, type Page } from "./portal-browser.ts";

/** The day on which the portal's tests take place: a Saturday, noon in Boston. */
export const TODAY = new Date("2026-11-21T17:00:00Z");
export const TRIP = { from: "BOS", to: "ORD", depart: "2026-12-08", return: "2026-12-10" };
export const ADA = { givenName: "Ada", familyName: "Example", email: "ada@northwind-atlas.example" };

/** The fares of a search, over the JSON API. */
export async function faresOf(sandbox: Sandbox, fields: Readonly<Record<string, string>> = {}): Promise<Fare[]> {
  const url = new URL("/api/flights", sandbox.portal.origin);
  for (const [name, value] of Object.entries({ ...TRIP, ...fields })) url.searchParams.set(name, value);
  const answer = await fetch(url);
  const { fares } = (await answer.json()) as { fares?: Fare[] };
  if (fares === undefined) throw new Error(`No fares: ${answer.status}`);
  return fares;
}

/** One fare; a test fails here when there is none. */
export async function someFare(sandbox: Sandbox, fields: Readonly<Record<string, string>> = {}): Promise<Fare> {
  const [fare] = await faresOf(sandbox, fields);
  if (fare === undefined) throw new Error("There are no fares.");
  return fare;
}

/** A browser that is signed in, at the company's account or at another. */
export async function signedIn(sandbox: Sandbox, account: { username: string; password: string } = sandbox.portal) {
  const browser = new PortalBrowser(sandbox.portal);
  await browser.logIn(account);
  return browser;
}

/** From the fare page to the review page. */
export async function reviewOf(
  browser: PortalBrowser,
  fareId: string,
  reference = "bkg_1",
  passenger: Readonly<Record<string, string>> = ADA,
): Promise<Page> {
  const fare = await browser.get(`/fares/${fareId}`);
  const page = await browser.submit(formTo(fare, `/fares/${fareId}`));
  return browser.submit(formTo(page, page.place), { ...passenger, reference });
}

/** From the fare page to the payment page. */
export async function paymentOf(
  browser: PortalBrowser,
  fareId: string,
  reference = "bkg_1",
  passenger: Readonly<Record<string, string>> = ADA,
): Promise<Page> {
  const review = await reviewOf(browser, fareId, reference, passenger);
  return browser.submit(formTo(review, review.place));
}
