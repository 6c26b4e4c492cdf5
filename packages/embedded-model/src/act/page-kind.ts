import type { Page } from "./simplified-dom.ts";
import { namesPage, type PageKind } from "./wording.ts";

/** Whether this is the page: its title says so, or its first heading. What else stands on it may be anybody's text. */
export function isPage(page: Page, kind: PageKind): boolean {
  if (kind === "login") return asksToLogIn(page);
  if (asksToLogIn(page)) return false;
  return [page.title, page.headings[0] ?? ""].some((words) => namesPage(kind, words)) && !isMisnamed(page, kind);
}

/** "Pay for your trip" is no review and "Payment confirmed" no payment: the later page has the more telling word. */
function isMisnamed(page: Page, kind: PageKind): boolean {
  const later: Readonly<Record<string, readonly string[]>> = {
    passenger: ["review", "payment", "confirmation"],
    review: ["payment", "confirmation"],
    payment: ["confirmation"],
  };
  return (later[kind] ?? []).some((other) => namesPage(other, page.title));
}

export function asksToLogIn(page: Page): boolean {
  const hasPassword = page.elements.some(({ role, name }) => role === "textbox" && /\bpass(?:word|code)\b/i.test(name));
  return hasPassword && [page.title, ...page.headings].some((words) => namesPage("login", words));
}

/** Nothing to see and nothing to do: most likely it has not come yet. */
export function isEmpty(page: Page): boolean {
  return page.elements.length === 0 && page.texts.length + page.rows.length + page.headings.length === 0;
}
