import { fail, ok, type Result } from "@agentic-pm/errors";
import {
  PORTAL_PAGES,
  type PortalPageName,
  type PortalScenario,
  type SeenFrom,
  type Skin,
} from "../portal/portal-scenarios.ts";

type Parsed = Result<PortalScenario, "CONTROL_REQUEST_INVALID">;

const LONGEST_DELAY_MS = 600_000;

/** Reads `POST /__sandbox/scenarios`: one switch of the travel portal. */
export function parseScenario(body: Record<string, unknown>): Parsed {
  const { kind, match, seenFrom } = body;
  if (match !== undefined && typeof match !== "string")
    return invalid("match is a fare's id or a route such as BOS-ORD");
  if (seenFrom !== undefined && !isSeenFrom(seenFrom)) return invalid("seenFrom is search, fare or review");
  const matched = match === undefined ? {} : { match };
  const common = { ...matched, ...(seenFrom === undefined ? {} : { seenFrom }) };
  switch (kind) {
    case "soldOut":
      return ok({ kind, ...common });
    case "priceChange":
      return wholeNumber(body, "byCents", (byCents) => ({ kind, byCents, ...common }));
    case "slow":
      return wholeNumber(body, "delayMs", (delayMs) => ({ kind, delayMs: Math.min(delayMs, LONGEST_DELAY_MS) }));
    case "timeoutAfterPayment":
      return wholeNumber({ times: 1, ...body }, "times", (times) => ({ kind, times }));
    case "sessionExpiry":
      return wholeNumber({ afterRequests: 0, ...body }, "afterRequests", (afterRequests) => ({ kind, afterRequests }));
    case "injectedFareText":
      return words(body, "text", (text) => ({ kind, text, ...matched }));
    case "rawInjectedHtml":
      return words(body, "html", (html) => ({ kind, html, ...matched }));
    case "rewritten":
    case "redirected":
      return tampered(kind, body);
    case "skin":
      return isSkin(body["skin"]) ? ok({ kind, skin: body["skin"] }) : invalid("skin is 1, 2 or 3");
    case "reset":
      return ok({ kind });
    default:
      return invalid(`there is no scenario of the kind ${JSON.stringify(kind)}`);
  }
}

function tampered(kind: "rewritten" | "redirected", body: Record<string, unknown>): Parsed {
  const { page, from } = body;
  if (!isPage(page)) return invalid(`page is one of ${PORTAL_PAGES.join(", ")}`);
  if (kind === "redirected") return words(body, "to", (to) => ({ kind, page, to }));
  if (typeof from !== "string" || from === "") return invalid("from is a text");
  return words(body, "to", (to) => ({ kind, page, from, to }));
}

function wholeNumber(body: Record<string, unknown>, name: string, make: (value: number) => PortalScenario): Parsed {
  const value = body[name];
  const isSound = Number.isInteger(value) && (name === "byCents" || Number(value) >= 0);
  return isSound ? ok(make(Number(value))) : invalid(`${name} is a whole number`);
}

function words(body: Record<string, unknown>, name: string, make: (value: string) => PortalScenario): Parsed {
  const value = body[name];
  return typeof value === "string" ? ok(make(value)) : invalid(`${name} is a text`);
}

function isSeenFrom(value: unknown): value is SeenFrom {
  return value === "search" || value === "fare" || value === "review";
}

function isPage(value: unknown): value is PortalPageName {
  return PORTAL_PAGES.some((page) => page === value);
}

function isSkin(value: unknown): value is Skin {
  return value === 1 || value === 2 || value === 3;
}

function invalid(what: string) {
  const remedy = "The package's README shows the scenarios that exist.";
  return fail("CONTROL_REQUEST_INVALID", { cause: `The order cannot be read: ${what}.`, remedy });
}
