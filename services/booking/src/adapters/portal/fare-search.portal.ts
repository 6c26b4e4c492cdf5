import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { FareQuery } from "../../domain/fare.ts";
import type { FareAnswer, FareSearch } from "../../ports/fare-search.ts";
import type { PortalAddress } from "../../ports/portal-address.ts";
import { portalGet } from "./portal-http.ts";
import { quotedFareOf } from "./quoted-fare.ts";

const MOST_FARES = 5_000;
const Fares = z.object({ currency: z.literal("USD"), fares: z.array(z.unknown()).max(MOST_FARES) });
const UNSERVED: FareAnswer = { fares: [], malformed: 0, unserved: true };

/** The portal's public list of fares. */
export class PortalFareSearch implements FareSearch {
  readonly #address: PortalAddress;

  constructor(address: PortalAddress) {
    this.#address = address;
  }

  async search(query: FareQuery): Promise<FareAnswer> {
    const { status, body } = await portalGet(searchUrl(await this.#address.origin(), query));
    if (status === 400 || status === 404) return UNSERVED;
    const answer = status === 200 ? Fares.safeParse(body).data : undefined;
    if (answer === undefined) throw malformed(`status ${status}`);
    const fares = answer.fares.map(quotedFareOf).filter((fare) => fare !== undefined);
    const left = answer.fares.length - fares.length;
    if (fares.length === 0 && left > 0) throw malformed(`${left} fares, none in the form that is promised`);
    return { fares, malformed: left, unserved: false };
  }
}

function searchUrl(origin: string, query: FareQuery): URL {
  const url = new URL("/api/flights", origin);
  url.searchParams.set("from", query.from.join(","));
  url.searchParams.set("to", query.to.join(","));
  url.searchParams.set("depart", query.depart);
  if (query.return !== null) url.searchParams.set("return", query.return);
  url.searchParams.set("cabin", query.cabin);
  return url;
}

function malformed(how: string): AppError {
  return new AppError("PORTAL_ANSWER_MALFORMED", {
    cause: `The portal sent what its API does not promise: ${how}.`,
    remedy: "See whether the portal changed its API; the address may also be another server's.",
  });
}
