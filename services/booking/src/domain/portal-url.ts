import * as z from "zod";

/** The portal's address: https, or this machine for a sandbox. Only an origin counts: no path, user or query. */
export const PortalUrl = z
  .url()
  .max(200)
  .refine(isSafe, "has to be https, or http on the loopback interface, and an origin alone")
  .transform((url) => new URL(url).origin);

function isSafe(url: string): boolean {
  // Checks run after a failed one too.
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(url);
  if (username + password + search + hash !== "" || pathname !== "/") return false;
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLoopback);
}
