import * as z from "zod";

/** The address of a vendor's API: https, or this machine for a sandbox. Without the slash at its end. */
export const VendorBaseUrl = z
  .url()
  .refine(isSafe, "has to be https, or http on the loopback interface")
  .transform((url) => url.replace(/\/+$/, ""));

function isSafe(url: string): boolean {
  // Checks run after a failed one too.
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLoopback);
}
