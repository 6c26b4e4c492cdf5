import type { BookingCommand } from "@agentic-pm/contracts/travel";
import { findBooking, type Found, type ListedTrip, listedTrips } from "../domain/trip-list.ts";
import type { PortalDriver } from "../ports/portal-driver.ts";

/** More pages than a company's list will have; a list that is longer is not read completely. */
const MOST_PAGES = 40;

/**
 * Looks the booking up in the portal's own list, page by page. Only reads. "unread" where the list was not read to its
 * end, "login" where the session is over: neither says anything about the booking.
 */
export async function readTrips(
  command: BookingCommand,
  driver: PortalDriver,
): Promise<Found | { readonly kind: "unread" | "login" }> {
  const seen = new Set<string>();
  const trips: ListedTrip[] = [];
  for (let next: string | undefined = "/trips"; next !== undefined;) {
    if (seen.size >= MOST_PAGES) return { kind: "unread" };
    seen.add(next);
    await driver.goTo(next);
    if (driver.place().page === "login") return { kind: "login" };
    if (driver.place().page !== "trips") return { kind: "unread" };
    const facts = await driver.facts();
    const listed = facts.status === 200 ? listedTrips(facts) : null;
    if (listed === null) return { kind: "unread" };
    trips.push(...listed);
    const found = findBooking(trips, command);
    if (found.kind !== "absent") return found;
    next = facts.links.find((link) => link.startsWith("/trips?") && !seen.has(link));
  }
  return { kind: "absent" };
}
