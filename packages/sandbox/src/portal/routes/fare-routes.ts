import type { Route } from "../../http/vendor-site.ts";
import { CABIN_NAMES, dollars } from "../pages/formats.ts";
import { offerNamed, type Offer } from "../search/offers.ts";
import { accountPage, mishap, openPage, type PortalParts, type Reply, type Visit } from "./page-route.ts";

const place = "/fares/{fareId}";

/** One fare with its conditions, and the button that begins a checkout. */
export function fareRoutes(parts: PortalParts): Route[] {
  return [
    openPage(parts, { method: "GET", pattern: place }, (visit) =>
      withOffer(visit, parts, (offer) => farePage(visit, offer)),
    ),
    accountPage(parts, { method: "POST", pattern: place }, (visit) =>
      withOffer(visit, parts, ({ fare }) => {
        const { checkoutId } = parts.store.startCheckout(visit.account.username, fare.fareId, fare.totalCents);
        return { kind: "redirect", to: `/checkout/${checkoutId}/passenger` };
      }),
    ),
  ];
}

function withOffer({ request }: Visit, parts: PortalParts, reply: (offer: Offer) => Reply): Reply {
  const offer = offerNamed(request.params["fareId"] ?? "", "fare", parts);
  if (offer === "unknown") return mishap(404, "Unknown fare", "We know no such fare.");
  return offer === "gone" ? soldOut() : reply(offer);
}

/** The answer wherever a fare has no seats any more. */
export function soldOut(): Reply {
  return mishap(410, "Sold out", "This fare is sold out. Nothing was booked and nothing was charged.");
}

function farePage({ words, formToken }: Visit, view: Offer): Reply {
  const { fareId, airlineName, cabin, outbound, inbound, totalCents, seatsLeft } = view.fare;
  const facts = [
    [words("total"), dollars(totalCents)],
    [words("airline"), airlineName],
    [words("cabin"), CABIN_NAMES[cabin]],
    ["Seats left", String(seatsLeft)],
  ] as const;
  const form = {
    name: words("selectFare"),
    method: "post",
    action: `/fares/${fareId}`,
    fields: [],
    hidden: { csrf: formToken },
    button: words("selectFare"),
  } as const;
  return {
    kind: "page",
    page: {
      title: words("fareTitle"),
      sections: [
        { kind: "flights", outbound, inbound },
        { kind: "facts", name: "Price", rows: facts },
        { kind: "description", view },
        { kind: "form", form },
      ],
    },
  };
}
