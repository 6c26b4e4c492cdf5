import type { Failure } from "@agentic-pm/errors";
import type { Route } from "../../http/vendor-site.ts";
import { labelOf, readAirports } from "../geography/airport-lookup.ts";
import { CABIN_NAMES } from "../pages/formats.ts";
import type { FieldView, FormView, Section } from "../pages/page-view.ts";
import { CABINS } from "../portal-types.ts";
import { offersFor, type Offer } from "../search/offers.ts";
import { readTripQuery, type TripQuery } from "../search/trip-query.ts";
import { AIRLINES } from "../timetable/airlines.ts";
import { openPage, type PortalParts, type Reply, type Visit } from "./page-route.ts";

const FARES_PER_PAGE = 20;
const TRIP_FIELDS = ["from", "to", "depart", "return", "passengers"];

/** The search form, which a link can fill in, and what it finds. */
export function searchRoutes(parts: PortalParts): Route[] {
  return [
    openPage(parts, { method: "GET", pattern: "/search" }, (visit) => searchPage(visit)),
    openPage(parts, { method: "GET", pattern: "/results" }, (visit) => {
      const read = readTripQuery(visit.request.query, parts.clock());
      return read.ok ? resultsPage(visit, read.value, offersFor(read.value, parts)) : searchPage(visit, read);
    }),
  ];
}

function searchPage({ request, words }: Visit, failure?: Failure): Reply {
  const alerts: Section[] = failure === undefined ? [] : [{ kind: "alert", text: failure.cause }];
  const given = (name: string) => (request.query.get(name) ?? "").slice(0, 80);
  const problem = (name: string) => (failure?.details?.["field"] === name ? { problem: failure.cause } : {});
  const field = (name: "from" | "to" | "depart" | "return", type: "airport" | "date"): FieldView => ({
    name,
    type,
    label: words(name),
    value: type === "airport" ? shownPlace(given(name)) : given(name),
    isRequired: name !== "return",
    ...problem(name),
  });
  const fields: FieldView[] = [
    field("from", "airport"),
    field("to", "airport"),
    field("depart", "date"),
    field("return", "date"),
    { name: "cabin", label: words("cabin"), type: "select", value: given("cabin"), options: cabinOptions() },
    {
      name: "passengers",
      label: words("passengers"),
      type: "number",
      value: given("passengers") || "1",
      ...problem("passengers"),
    },
  ];
  const form: FormView = { name: words("search"), method: "get", action: "/results", fields, button: words("search") };
  const hint = "Leave the date of return empty for a one-way trip. Each traveller is booked on their own.";
  const sections: Section[] = [...alerts, { kind: "form", form }, { kind: "text", text: hint }];
  const page = { title: words("searchTitle"), sections };
  return { kind: "page", status: failure === undefined ? 200 : 400, page };
}

function resultsPage(visit: Visit, query: TripQuery, offers: readonly Offer[]): Reply {
  const { request, words } = visit;
  const page = Math.max(1, Math.trunc(Number(request.query.get("page") ?? "1")) || 1);
  const first = (page - 1) * FARES_PER_PAGE;
  const shown = offers.slice(first, first + FARES_PER_PAGE);
  const name = `Fares from ${query.from[0]?.city} to ${query.to[0]?.city}, per traveller`;
  const count = `${offers.length} ${offers.length === 1 ? "fare" : "fares"}`;
  const sections: Section[] = [
    { kind: "form", form: filterForm(visit, query) },
    { kind: "status", text: offers.length === 0 ? "There are no fares for this search." : `${count} found.` },
    { kind: "fares", name, fares: shown, linkText: words("viewFare") },
    { kind: "links", name: "Pages", links: pageLinks(request.query, page, first + FARES_PER_PAGE < offers.length) },
  ];
  return { kind: "page", page: { title: words("results"), sections } };
}

function filterForm({ request, words }: Visit, query: TripQuery): FormView {
  const { filters, cabin, sort } = query;
  const select = (
    name: "stops" | "airline" | "time" | "cabin" | "sort",
    value: string,
    options: readonly (readonly [string, string])[],
  ): FieldView => ({ name, label: words(name), type: "select", value, options });
  const stops = [["any", "Any"] as const, ["0", "Nonstop only"] as const, ["1", "Up to one stop"] as const];
  const times = ["any", "morning", "afternoon", "evening"].map((each) => [each, capital(each)] as const);
  const sorts = ["price", "departure", "duration"].map((each) => [each, capital(each)] as const);
  const airlines = AIRLINES.map(({ code, name }) => [code, name] as const);
  const byName = airlines.toSorted(([, left], [, right]) => left.localeCompare(right));
  return {
    name: words("filters"),
    method: "get",
    action: "/results",
    fields: [
      select("stops", filters.nonstop ? "0" : (request.query.get("stops") ?? "any"), stops),
      select("airline", filters.airline ?? "", [["", "Any"], ...byName]),
      select("cabin", cabin, cabinOptions()),
      select("time", filters.time ?? "any", times),
      select("sort", sort, sorts),
    ],
    hidden: Object.fromEntries(TRIP_FIELDS.map((name) => [name, request.query.get(name) ?? ""])),
    button: words("filter"),
  };
}

function pageLinks(query: URLSearchParams, page: number, hasMore: boolean): { href: string; label: string }[] {
  const link = (number: number, label: string) => {
    const fields = new URLSearchParams(query);
    fields.set("page", String(number));
    return { href: `/results?${fields}`, label };
  };
  return [
    ...(page > 1 ? [link(page - 1, "Previous fares")] : []),
    ...(hasMore ? [link(page + 1, "More fares")] : []),
    { href: `/search?${query}`, label: "Change search" },
  ];
}

function cabinOptions(): readonly (readonly [string, string])[] {
  return CABINS.map((cabin) => [cabin, CABIN_NAMES[cabin]]);
}

/** A code that came in a link is shown as the autocomplete writes it; anything else as it came. */
function shownPlace(text: string): string {
  if (!/^[A-Za-z]{3}(?:,[A-Za-z]{3})*$/.test(text)) return text;
  const read = readAirports(text, "you go");
  return read.ok ? labelOf(read.value.map(({ code }) => code)) : text;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
