const CHECKOUT = /^\/checkout\/([\w-]{1,80})\/(passenger|review|payment|confirmation)\/?$/;

/** Which of the portal's pages an address is. */
export type PortalPlace =
  | { readonly page: "login" | "fare" | "trips" | "other" }
  | { readonly page: "passenger" | "review" | "payment" | "confirmation"; readonly checkout: string };

/** Addresses are the only thing that all of the portal's looks have in common; elsewhere than at its origin is "other". */
export function placeOf(address: string, origin: string): PortalPlace {
  if (!URL.canParse(address)) return { page: "other" };
  const url = new URL(address);
  if (url.origin !== origin) return { page: "other" };
  const [, checkout, page] = CHECKOUT.exec(url.pathname) ?? [];
  if (checkout !== undefined && page !== undefined) return { page: page as "review", checkout };
  if (/^\/login\/?$/.test(url.pathname)) return { page: "login" };
  if (/^\/trips\/?$/.test(url.pathname)) return { page: "trips" };
  return { page: url.pathname.startsWith("/fares/") ? "fare" : "other" };
}
