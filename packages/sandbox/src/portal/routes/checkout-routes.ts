import type { Route } from "../../http/vendor-site.ts";
import type { SeenFrom } from "../portal-scenarios.ts";
import type { Checkout } from "../portal-types.ts";
import { offerNamed, type Offer } from "../search/offers.ts";
import { bookedPage, passengerPage, paymentPage, reviewPage } from "../pages/checkout-pages.ts";
import { soldOut } from "./fare-routes.ts";
import { accountPage, mishap, type PortalParts, type Reply, type SignedInVisit } from "./page-route.ts";
import { readPassenger } from "./passenger-form.ts";

/** A step of a checkout that is not paid yet, with its fare as it is seen there. */
interface Step {
  readonly visit: SignedInVisit;
  readonly checkout: Checkout;
  readonly offer: Offer;
}

/** From the chosen fare to the confirmation: passenger, review, payment. A paid checkout only shows its confirmation. */
export function checkoutRoutes(parts: PortalParts): Route[] {
  const { store } = parts;
  const page = (method: "GET" | "POST", name: "passenger" | "review" | "payment", reply: (step: Step) => Reply) =>
    accountPage(parts, { method, pattern: `/checkout/{checkoutId}/${name}` }, (visit) => {
      const step = stepOf(visit, parts, name === "passenger" ? "fare" : "review");
      return "kind" in step ? step : reply(step);
    });
  return [
    page("GET", "passenger", ({ visit, checkout, offer }) => passengerPage(visit, checkout, { offer })),
    page("POST", "passenger", (step) => takePassenger(step, parts)),
    page("GET", "review", ({ visit, checkout, offer }) =>
      checkout.passenger === undefined ? to(checkout, "passenger") : reviewPage(visit, checkout, offer),
    ),
    page("POST", "review", (step) => acceptReview(step, parts)),
    page("GET", "payment", ({ visit, checkout, offer }) =>
      isAccepted(checkout, offer) ? paymentPage(visit, checkout, visit.account) : to(checkout, "review"),
    ),
    page("POST", "payment", (step) => pay(step, parts)),
    accountPage(parts, { method: "GET", pattern: "/checkout/{checkoutId}/confirmation" }, (visit) => {
      const checkout = checkoutOf(visit, parts);
      if (checkout === undefined) return unknownCheckout();
      const booking = store.bookingOf(checkout);
      return booking === undefined ? to(checkout, "review") : bookedPage(visit, booking);
    }),
  ];
}

/** The checkout and its fare as it is seen at this point; or the page that is shown in place of the step. */
function stepOf(visit: SignedInVisit, parts: PortalParts, at: SeenFrom): Step | Reply {
  const checkout = checkoutOf(visit, parts);
  if (checkout === undefined) return unknownCheckout();
  if (parts.store.bookingOf(checkout) !== undefined) return to(checkout, "confirmation");
  const offer = offerNamed(checkout.fareId, at, parts);
  return typeof offer === "string" ? soldOut() : { visit, checkout, offer };
}

function takePassenger({ visit, checkout, offer }: Step, { store }: PortalParts): Reply {
  const read = readPassenger(visit.form);
  if (read.kind === "wrong") {
    return { ...passengerPage(visit, checkout, { offer, problems: read.problems }), status: 422 };
  }
  store.givePassenger(checkout, read.passenger, read.reference);
  return to(checkout, "review");
}

/** The price that the customer saw goes with the form: another one since then is shown, not taken. */
function acceptReview({ visit, checkout, offer }: Step, { store }: PortalParts): Reply {
  if (checkout.passenger === undefined) return to(checkout, "passenger");
  if (visit.form.get("totalCents") !== String(offer.fare.totalCents)) return to(checkout, "review");
  store.acceptPrice(checkout, offer.fare.totalCents);
  return to(checkout, "payment");
}

function pay({ checkout, offer }: Step, { store, scenarios }: PortalParts): Reply {
  if (!isAccepted(checkout, offer)) return to(checkout, "review");
  store.pay(checkout, offer.fare);
  return scenarios.takeTimeout() ? { kind: "unanswered" } : to(checkout, "confirmation");
}

function isAccepted(checkout: Checkout, { fare }: Offer): checkout is Required<Checkout> {
  return checkout.passenger !== undefined && checkout.acceptedCents === fare.totalCents;
}

function checkoutOf({ request, account }: SignedInVisit, { store }: PortalParts): Checkout | undefined {
  return store.checkout(request.params["checkoutId"] ?? "", account.username);
}

function unknownCheckout(): Reply {
  return mishap(404, "Unknown checkout", "There is no such checkout.");
}

function to({ checkoutId }: Checkout, step: "passenger" | "review" | "payment" | "confirmation"): Reply {
  return { kind: "redirect", to: `/checkout/${checkoutId}/${step}` };
}
