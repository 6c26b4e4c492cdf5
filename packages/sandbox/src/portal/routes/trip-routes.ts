import type { Route } from "../../http/vendor-site.ts";
import { instantOf } from "../geography/local-time.ts";
import { airports } from "../geography/airports.ts";
import type { FormView, Section, TripView } from "../pages/page-view.ts";
import type { Booking } from "../portal-types.ts";
import { accountPage, type PortalParts, type Reply, type SignedInVisit } from "./page-route.ts";

/** What the account has booked, the newest first; `reference` narrows it down to one reference. */
export function tripRoutes(parts: PortalParts): Route[] {
  return [accountPage(parts, { method: "GET", pattern: "/trips" }, (visit) => tripsPage(visit, parts))];
}

function tripsPage({ account, request, words }: SignedInVisit, { store, clock }: PortalParts): Reply {
  const wanted = (request.query.get("reference") ?? "").trim();
  const booked = store.bookings(account.username).filter(({ reference }) => wanted === "" || reference === wanted);
  const form: FormView = {
    name: words("findTrip"),
    method: "get",
    action: "/trips",
    fields: [{ name: "reference", label: "Your reference", type: "text", value: wanted.slice(0, 80) }],
    button: words("findTrip"),
  };
  const none: Section[] = booked.length === 0 ? [{ kind: "status", text: "There are no trips." }] : [];
  const trips = booked.map((booking) => tripView(booking, clock()));
  const sections: Section[] = [{ kind: "form", form }, ...none, { kind: "trips", trips }];
  return { kind: "page", page: { title: words("trips"), sections } };
}

function tripView(booking: Booking, now: Date): TripView {
  const { passenger, flights, reference, confirmationNumber, totalCents } = booking;
  const flown = [...flights.outbound, ...flights.inbound];
  const last = flown.at(-1);
  const zone = airports().get(last?.to ?? "")?.timeZone ?? "UTC";
  const isOver = last !== undefined && instantOf(Date.parse(`${last.arrives}Z`), zone) < now.getTime();
  return {
    reference,
    confirmationNumber,
    flights: flown,
    passenger: `${passenger.givenName} ${passenger.familyName}`,
    totalCents,
    status: isOver ? "Flown" : "Confirmed",
  };
}
