import type { BookingCommand } from "@agentic-pm/contracts/travel";

/** The portal's own search, filled in for this trip: for a person to go on from. Made of the command alone. */
export function deepLinkOf({ option }: BookingCommand, portalUrl: string): string {
  const link = new URL("/search", portalUrl);
  const last = option.outbound.at(-1);
  const back = option.inbound[0];
  link.searchParams.set("from", option.outbound[0]?.from ?? "");
  link.searchParams.set("to", last?.to ?? "");
  link.searchParams.set("depart", option.outbound[0]?.departs.slice(0, 10) ?? "");
  if (back !== undefined) link.searchParams.set("return", back.departs.slice(0, 10));
  link.searchParams.set("cabin", option.cabin);
  return link.href;
}
