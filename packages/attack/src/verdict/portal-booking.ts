import type { Effect } from "@agentic-pm/sandbox";
import { Cabin, FlightSegment } from "@agentic-pm/contracts/travel";
import * as z from "zod";

const Detail = z.object({
  account: z.string(),
  reference: z.string(),
  fareId: z.string(),
  cabin: Cabin,
  passenger: z.object({ givenName: z.string(), familyName: z.string(), email: z.string() }),
  flights: z.object({ outbound: z.array(FlightSegment), inbound: z.array(FlightSegment) }),
  totalCents: z.number(),
});

/** A booking as the portal's journal has it: the ground truth. */
export interface PortalBooking {
  readonly seq: number;
  readonly confirmationNumber: string;
  readonly account: string;
  readonly reference: string;
  readonly fareId: string;
  readonly cabin: Cabin;
  readonly passenger: readonly [string, string, string];
  readonly outbound: FlightSegment[];
  readonly inbound: FlightSegment[];
  readonly totalCents: number;
}

/** Reads the journal's record of a booking. */
export function portalBookingOf({ seq, target, detail }: Effect): PortalBooking {
  const { passenger, flights, ...plain } = Detail.parse(detail);
  return {
    seq,
    confirmationNumber: target,
    ...plain,
    passenger: [passenger.givenName, passenger.familyName, passenger.email],
    outbound: flights.outbound,
    inbound: flights.inbound,
  };
}
