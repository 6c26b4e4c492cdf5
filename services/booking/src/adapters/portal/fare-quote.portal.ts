import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { FareQuotes } from "../../ports/fare-quote.ts";
import type { QuotedFare } from "../../domain/fare.ts";
import type { PortalAddress } from "../../ports/portal-address.ts";
import { portalGet } from "./portal-http.ts";
import { quotedFareOf } from "./quoted-fare.ts";

const Quote = z.object({ currency: z.literal("USD"), fare: z.unknown() });

/** The portal's public word on one fare. */
export class PortalFareQuotes implements FareQuotes {
  readonly #address: PortalAddress;

  constructor(address: PortalAddress) {
    this.#address = address;
  }

  async quote(fareId: string): Promise<QuotedFare | null> {
    const url = new URL(`/api/fares/${encodeURIComponent(fareId)}`, await this.#address.origin());
    const { status, body } = await portalGet(url);
    if (status === 404 || status === 410) return null;
    const fare = status === 200 ? quotedFareOf(Quote.safeParse(body).data?.fare) : undefined;
    if (fare !== undefined && fare.fareId === fareId) return fare.seatsLeft > 0 ? fare : null;
    throw new AppError("PORTAL_ANSWER_MALFORMED", {
      cause: `The portal sent what its API does not promise: status ${status} for a fare.`,
      remedy: "See whether the portal changed its API; the address may also be another server's.",
    });
  }
}
