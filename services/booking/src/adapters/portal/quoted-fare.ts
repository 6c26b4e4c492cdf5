import { FlightOption } from "@agentic-pm/contracts/travel";
import * as z from "zod";
import type { QuotedFare } from "../../domain/fare.ts";

const { fareId, airline, cabin, outbound, inbound, totalCents } = FlightOption.shape;

/** What of the portal's fare is read. Its description is text of strangers; it is not even taken in. */
const Fare = z.object({
  fareId,
  airline,
  airlineName: z.string().max(200),
  cabin,
  outbound,
  inbound,
  totalCents,
  seatsLeft: z.number().int().min(0).max(1000),
});

/** Names as airlines bear them: words that begin with a capital, at most five. Not a sentence, a link or a mark-up. */
const NAME = /^\p{Lu}[\p{L}\p{N}'’&-]{0,24}(?: (?:\p{Lu}[\p{L}\p{N}'’&-]{0,24}|de|of|&)){0,4}$/u;

/** A fare out of the portal's answer; undefined for what has not a fare's form. A name that is none becomes the code. */
export function quotedFareOf(value: unknown): QuotedFare | undefined {
  const fare = Fare.safeParse(value).data;
  if (fare === undefined) return undefined;
  const name = fare.airlineName.normalize("NFKC");
  return { ...fare, airlineName: name.length <= 80 && NAME.test(name) ? name : fare.airline };
}
