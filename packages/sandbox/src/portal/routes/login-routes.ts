import type { Route } from "../../http/vendor-site.ts";
import type { Section } from "../pages/page-view.ts";
import { openPage, type PortalParts, type Reply, type Visit } from "./page-route.ts";

/** Signing in and out. */
export function loginRoutes(parts: PortalParts): Route[] {
  return [
    openPage(parts, { method: "GET", pattern: "/" }, () => ({ kind: "redirect", to: "/search" })),
    openPage(parts, { method: "GET", pattern: "/login" }, showLogin),
    openPage(parts, { method: "POST", pattern: "/login" }, (visit) => logIn(visit, parts)),
    openPage(parts, { method: "POST", pattern: "/logout" }, ({ cookie }) => {
      parts.sessions.end(cookie, "signed_out");
      return { kind: "redirect", to: "/login", cookie: parts.sessions.newVisitor() };
    }),
  ];
}

function showLogin(visit: Visit): Reply {
  const next = nextOf(visit.request.query);
  if (visit.account !== undefined) return { kind: "redirect", to: next };
  const text = "Sign in to go on. If you were signed in before, your session has ended.";
  const notices: Section[] = visit.request.query.has("next") ? [{ kind: "status", text }] : [];
  return loginPage(visit, { status: 200, next, notices });
}

function logIn(visit: Visit, { sessions }: PortalParts): Reply {
  const { form } = visit;
  const outcome = sessions.logIn(form.get("username") ?? "", form.get("password") ?? "");
  const next = nextOf(form);
  switch (outcome.kind) {
    case "signedIn":
      return { kind: "redirect", to: next, cookie: outcome.cookie };
    case "wrong": {
      const text = "The user name or the password is wrong.";
      return loginPage(visit, { status: 401, next, notices: [{ kind: "alert", text }] });
    }
    case "locked": {
      const text = "Too many wrong passwords. This account is locked for 15 minutes.";
      return loginPage(visit, { status: 429, next, notices: [{ kind: "alert", text }] });
    }
  }
}

function loginPage(
  { words, form, formToken }: Visit,
  { status, next, notices }: { status: number; next: string; notices: readonly Section[] },
): Reply {
  const title = words("signIn");
  const fields = [
    {
      name: "username",
      label: words("username"),
      type: "text",
      value: (form.get("username") ?? "").slice(0, 120),
      isRequired: true,
      autocomplete: "username",
    },
    {
      name: "password",
      label: words("password"),
      type: "password",
      value: "",
      isRequired: true,
      autocomplete: "current-password",
    },
  ] as const;
  const login = { name: title, method: "post", action: "/login", fields, button: title } as const;
  const hidden = { csrf: formToken, next };
  return {
    kind: "page",
    status,
    page: { title, sections: [...notices, { kind: "form", form: { ...login, hidden } }] },
  };
}

/** Where to go after the login: a page of this site, or the search. */
function nextOf(fields: URLSearchParams): string {
  const next = fields.get("next") ?? "";
  return /^\/(?![/\\])[\w\-/?=&%.,+]*$/.test(next) && !next.startsWith("/log") ? next : "/search";
}
