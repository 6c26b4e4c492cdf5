import type { Failure } from "@agentic-pm/errors";
import type { Route, VendorRequest, VendorResponse } from "../../http/vendor-site.ts";
import { suggest } from "../geography/airport-lookup.ts";
import { asText, offerNamed, offersFor } from "../search/offers.ts";
import { readTripQuery } from "../search/trip-query.ts";
import { ASSETS } from "../skins/assets.ts";
import type { PortalParts } from "./page-route.ts";

const LONGEST_QUERY = 60;

/** What needs no login: airports for the search form, fares for programs, and what the pages load. */
export function apiRoutes(parts: PortalParts): Route[] {
  return [
    { method: "GET", pattern: "/api/airports", open: true, handle: findAirports },
    { method: "GET", pattern: "/api/flights", open: true, handle: (request) => findFlights(request, parts) },
    { method: "GET", pattern: "/api/fares/{fareId}", open: true, handle: (request) => readFare(request, parts) },
    { method: "GET", pattern: "/assets/{name}", open: true, handle: sendAsset },
  ];
}

function findAirports({ query }: VendorRequest): VendorResponse {
  const words = query.get("q") ?? "";
  if (words.length <= LONGEST_QUERY) return { status: 200, body: { airports: suggest(words) } };
  return apiError(400, { code: "QUERY_TOO_LONG", message: `q has at most ${LONGEST_QUERY} characters.`, field: "q" });
}

function findFlights({ query }: VendorRequest, parts: PortalParts): VendorResponse {
  const read = readTripQuery(query, parts.clock());
  if (!read.ok) return apiError(400, problemOf(read));
  return { status: 200, body: { currency: "USD", fares: offersFor(read.value, parts).map(asText) } };
}

function readFare({ params }: VendorRequest, parts: PortalParts): VendorResponse {
  const offer = offerNamed(params["fareId"] ?? "", "fare", parts);
  if (offer === "unknown") return apiError(404, { code: "FARE_UNKNOWN", message: "We know no such fare." });
  if (offer === "gone") return apiError(410, { code: "FARE_SOLD_OUT", message: "This fare is sold out." });
  return { status: 200, body: { currency: "USD", fare: asText(offer) } };
}

function sendAsset({ params }: VendorRequest): VendorResponse {
  const asset = ASSETS[params["name"] ?? ""];
  return asset === undefined ? { status: 404 } : { status: 200, document: asset };
}

function problemOf({ code, cause, details }: Failure): { code: string; message: string; field?: unknown } {
  return { code, message: cause, field: details?.["field"] };
}

function apiError(status: number, error: { code: string; message: string; field?: unknown }): VendorResponse {
  return { status, body: { error } };
}
