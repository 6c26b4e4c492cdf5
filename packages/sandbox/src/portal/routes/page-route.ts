import { header, type Route, type VendorRequest, type VendorResponse } from "../../http/vendor-site.ts";
import type { PageView } from "../pages/page-view.ts";
import { wordsOf, type Word } from "../pages/words.ts";
import type { PortalAccount, PortalSessions } from "../portal-sessions.ts";
import type { PortalScenarios } from "../portal-scenarios.ts";
import type { PortalStore } from "../portal-store.ts";
import { render } from "../skins/skin-kit.ts";
import { kitOf } from "../skins/skins.ts";

const COOKIE = "farefield_session";
const HTML = "text/html; charset=utf-8";

/** What the portal's pages work with. */
export interface PortalParts {
  readonly store: PortalStore;
  readonly sessions: PortalSessions;
  readonly scenarios: PortalScenarios;
  readonly clock: () => Date;
}

/** What a page knows of the one who asked for it. */
export interface Visit {
  readonly request: VendorRequest;
  readonly cookie: string;
  readonly account: PortalAccount | undefined;
  /** What the form sent; empty for a GET. */
  readonly form: URLSearchParams;
  readonly formToken: string;
  readonly words: (word: Word) => string;
}

export type SignedInVisit = Visit & { readonly account: PortalAccount };

/** What a page answers. `cookie` replaces the visitor's. */
export type Reply =
  | { readonly kind: "page"; readonly status?: number; readonly page: PageView }
  | { readonly kind: "redirect"; readonly to: string; readonly cookie?: string }
  | { readonly kind: "unanswered" };

/** A page that anybody may see. A POST must carry the visitor's form token. */
export function openPage(
  parts: PortalParts,
  place: { readonly method: "GET" | "POST"; readonly pattern: string },
  reply: (visit: Visit) => Reply,
): Route {
  return { ...place, open: true, handle: (request) => answer(parts, request, reply) };
}

/** A page for those who are signed in; others are sent to the login, and come back after it. */
export function accountPage(
  parts: PortalParts,
  place: { readonly method: "GET" | "POST"; readonly pattern: string },
  reply: (visit: SignedInVisit) => Reply,
): Route {
  return openPage(parts, place, (visit) => {
    const { account, request } = visit;
    if (account !== undefined) return reply({ ...visit, account });
    const search = request.query.size > 0 ? `?${request.query}` : "";
    return { kind: "redirect", to: `/login?${new URLSearchParams({ next: `${request.path}${search}` })}` };
  });
}

/** A page that tells of a mishap. */
export function mishap(status: number, title: string, text: string): Reply {
  const links = [{ href: "/search", label: "Search for flights" }];
  const sections = [
    { kind: "alert" as const, text },
    { kind: "links" as const, name: "What next", links },
  ];
  return { kind: "page", status, page: { title, sections } };
}

function answer(parts: PortalParts, request: VendorRequest, reply: (visit: Visit) => Reply): VendorResponse {
  const { sessions, scenarios } = parts;
  const sent = cookieOf(request);
  const cookie = sent === "" ? sessions.newVisitor() : sent;
  if (sessions.accountOf(cookie) !== undefined && scenarios.takeExpiry()) sessions.end(cookie, "expired");
  const visit: Visit = {
    request,
    cookie,
    account: sessions.accountOf(cookie),
    form: new URLSearchParams(request.method === "POST" ? request.body : ""),
    formToken: sessions.formToken(cookie),
    words: wordsOf(scenarios.currentSkin),
  };
  const elsewhere = request.method === "GET" ? scenarios.redirectionOf(request.path) : undefined;
  if (elsewhere !== undefined) return { status: 303, headers: { location: elsewhere } };
  const replied = refusedForm(visit, sent, sessions) ?? reply(visit);
  return response(replied, visit, { isNew: sent === "", scenarios });
}

/** A form of another site carries no token, or somebody else's. */
function refusedForm(visit: Visit, sentCookie: string, sessions: PortalSessions): Reply | undefined {
  const { request, form } = visit;
  if (request.method !== "POST") return undefined;
  if (!header(request, "content-type").startsWith("application/x-www-form-urlencoded")) {
    return mishap(415, "Not a form", "This page takes forms only.");
  }
  if (sessions.isFormToken(sentCookie, form.get("csrf") ?? "")) return undefined;
  // Whoever was signed in when the form was made has to sign in again: the token went with the session.
  if (visit.account === undefined && !request.path.startsWith("/log")) return undefined;
  return mishap(403, "This form is no longer valid", "Go back, load the page again and send the form once more.");
}

function response(
  reply: Reply,
  visit: Visit,
  { isNew, scenarios }: { isNew: boolean; scenarios: PortalScenarios },
): VendorResponse {
  switch (reply.kind) {
    case "unanswered":
      return { status: 200, unanswered: true };
    case "redirect": {
      const cookie = reply.cookie ?? (isNew ? visit.cookie : undefined);
      return { status: 303, headers: { location: reply.to, ...setCookie(cookie) } };
    }
    case "page": {
      const visitor = { username: visit.account?.username, formToken: visit.formToken };
      const page = render(kitOf(scenarios.currentSkin), reply.page, visitor);
      const text = scenarios.markupOf(visit.request.path, page);
      const headers = setCookie(isNew ? visit.cookie : undefined);
      return { status: reply.status ?? 200, headers, document: { type: HTML, text } };
    }
  }
}

function setCookie(cookie: string | undefined): Record<string, string> {
  return cookie === undefined ? {} : { "set-cookie": `${COOKIE}=${cookie}; Path=/; HttpOnly; SameSite=Lax` };
}

function cookieOf(request: VendorRequest): string {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{1,100})(?:;|$)`).exec(header(request, "cookie"))?.[1] ?? "";
}
