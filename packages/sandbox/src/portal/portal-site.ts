import type { VendorRequest, VendorResponse, VendorSite } from "../http/vendor-site.ts";
import { html } from "./pages/html.ts";
import { apiRoutes } from "./routes/api-routes.ts";
import { checkoutRoutes } from "./routes/checkout-routes.ts";
import { fareRoutes } from "./routes/fare-routes.ts";
import { loginRoutes } from "./routes/login-routes.ts";
import type { PortalParts } from "./routes/page-route.ts";
import { searchRoutes } from "./routes/search-routes.ts";
import { tripRoutes } from "./routes/trip-routes.ts";

const HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/**
 * The travel portal of a fictional brand: pages for people, and a small API for airports and fares. It sends no content
 * security policy, as many sites do not: what keeps a browser on this site has to be the browser's own.
 */
export function portalSite(parts: PortalParts): VendorSite {
  return {
    vendor: "portal",
    routes: [
      ...apiRoutes(parts),
      ...loginRoutes(parts),
      ...searchRoutes(parts),
      ...fareRoutes(parts),
      ...checkoutRoutes(parts),
      ...tripRoutes(parts),
    ],
    authenticate: () => undefined,
    unknownRoute: (request) => trouble(404, "There is no such page.", request),
    wrongMethod: (request) => trouble(405, "This page does not take that.", request),
    malformedJson: () => trouble(400, "The request cannot be read."),
    tooLarge: () => trouble(413, "The request is too large."),
    rateLimited: (retryAfterSeconds) => ({
      ...trouble(429, "Too many requests."),
      headers: { "retry-after": String(retryAfterSeconds) },
    }),
    serverError: (status) => trouble(status, "Something went wrong on our side."),
    delayMs: () => parts.scenarios.delayMs,
    commonHeaders: () => HEADERS,
  };
}

function trouble(status: number, message: string, request?: VendorRequest): VendorResponse {
  if (request?.path.startsWith("/api/") === true)
    return { status, body: { error: { code: "NO_SUCH_ROUTE", message } } };
  const page = html`<html lang="en">
    <head>
      <title>Farefield</title>
    </head>
    <body>
      <main>
        <h1>${status}</h1>
        <p role="alert">${message}</p>
        <p><a href="/search">Search for flights</a></p>
      </main>
    </body>
  </html>`;
  return { status, document: { type: "text/html; charset=utf-8", text: `<!doctype html>\n${page.text}\n` } };
}
