import type { VendorResponse, VendorSite } from "../http/vendor-site.ts";
import type { PortalScenarios } from "./portal-scenarios.ts";
import type { PortalSessions } from "./portal-sessions.ts";
import type { PortalStore } from "./portal-store.ts";

/** What the portal's pages work with. */
export interface PortalParts {
  readonly store: PortalStore;
  readonly sessions: PortalSessions;
  readonly scenarios: PortalScenarios;
  readonly clock: () => Date;
}

/** The travel portal: pages for people, and a small API for fares and airports. */
export function portalSite({ scenarios }: PortalParts): VendorSite {
  const plain = (status: number, message: string): VendorResponse => ({ status, body: { error: { message } } });
  return {
    vendor: "portal",
    routes: [],
    authenticate: () => undefined,
    unknownRoute: () => plain(404, "There is no such page."),
    wrongMethod: () => plain(405, "This page does not take that."),
    malformedJson: () => plain(400, "The request is no JSON."),
    tooLarge: () => plain(413, "The request is too large."),
    rateLimited: (retryAfterSeconds) => ({
      ...plain(429, "Too many requests."),
      headers: { "retry-after": String(retryAfterSeconds) },
    }),
    serverError: (status) => plain(status, "Something went wrong on our side."),
    delayMs: () => scenarios.delayMs,
    commonHeaders: () => ({}),
  };
}
