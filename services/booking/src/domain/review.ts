import type { BookingCommand, FlightSegment } from "@agentic-pm/contracts/travel";
import { centsIn, type PageFacts, timesIn, valuesOf } from "./page-facts.ts";

/** What of a page is not what was confirmed. */
export type ReviewMismatch = "PASSENGER" | "TOTAL" | "EXTRAS" | "FLIGHTS" | "CABIN" | "REFERENCE";

const PASSENGER = /^(?:passenger|travell?er)(?: name)?$/i;
const TOTAL =
  /^(?:grand |new |final )?total\b|^(?:amount|balance)\b.*\bdue\b|^(?:due today|you(?:'ll)? pay|to (?:pay|be (?:paid|charged)))\b/i;
/** What nobody confirmed and a page may have ticked by itself. */
const EXTRAS =
  /\b(?:insurance|protection|protect|extras?|add-?ons?|seat selection|upgrade|priority|lounge|baggage|luggage|bags?|donation|offset|flexible|cancellation cover|tip)\b/i;
const CABIN = /^(?:cabin|class)\b/i;
const REFERENCE = /\breference\b/i;

/**
 * Compares the review page with the command. Every row of a name counts and each has to agree, so a page that says
 * something twice in two ways fits nothing. Empty when all is as confirmed.
 */
export function reviewMismatches(facts: PageFacts, command: BookingCommand): readonly ReviewMismatch[] {
  const { traveller, option, bookingId } = command;
  const name = `${traveller.givenName} ${traveller.familyName}`;
  const checks: readonly (readonly [ReviewMismatch, boolean])[] = [
    ["PASSENGER", allAre(valuesOf(facts, PASSENGER), (value) => isName(value, name))],
    ["TOTAL", isTotal(facts, option.totalCents)],
    ["EXTRAS", valuesOf(facts, EXTRAS).every(costsNothing)],
    ["FLIGHTS", hasFlights(facts, [...option.outbound, ...option.inbound])],
    ["CABIN", allAre(valuesOf(facts, CABIN), (value) => isCabin(value, option.cabin))],
    ["REFERENCE", allAre(valuesOf(facts, REFERENCE), (value) => value === bookingId)],
  ];
  return checks.filter(([, isSame]) => !isSame).map(([what]) => what);
}

/** Whether a page names this total, and no other. */
export function isTotal(facts: PageFacts, cents: number): boolean {
  return allAre(valuesOf(facts, TOTAL), (value) => centsIn(value) === cents);
}

/** An extra that is named without an amount, or with none to pay. */
function costsNothing(value: string): boolean {
  return !/\d/.test(value) || centsIn(value) === 0;
}

/** The rows with times are the flights: each is one of these, and each of these has its row. */
function hasFlights({ rows }: PageFacts, segments: readonly FlightSegment[]): boolean {
  const flightRows = rows.map((cells) => cells.join(" ")).filter((text) => timesIn(text).length > 0);
  if (flightRows.length !== segments.length) return false;
  return segments.every((segment) => flightRows.filter((text) => isFlight(text, segment)).length === 1);
}

function isFlight(text: string, { flight, from, to, departs, arrives }: FlightSegment): boolean {
  const words = text.replaceAll(/\[[^\]]*\]/g, " ").split(/[^A-Z0-9]+/);
  const times = timesIn(text);
  const isTimed = times.length === 2 && times[0] === departs.slice(0, 16) && times[1] === arrives.slice(0, 16);
  const isRoute =
    text.includes(`(${from})`) && text.includes(`(${to})`) && text.indexOf(`(${from})`) < text.indexOf(`(${to})`);
  return words.includes(flight) && isTimed && isRoute;
}

/** "Premium economy" is `premium_economy`; a word more, such as "class", may stand behind it. */
function isCabin(value: string, cabin: string): boolean {
  return (
    value
      .toLowerCase()
      .replace(/\s+(?:class|cabin)$/, "")
      .replaceAll(/[\s-]+/g, "_") === cabin
  );
}

/** Upper and lower case are the site's own matter; everything else is the name. */
function isName(value: string, name: string): boolean {
  return value.normalize("NFC").toLowerCase() === name.normalize("NFC").toLowerCase();
}

function allAre(values: readonly string[], isRight: (value: string) => boolean): boolean {
  return values.length > 0 && values.every(isRight);
}
