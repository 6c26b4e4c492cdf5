import * as z from "zod";

/** An API's address: https, or this machine for a sandbox. */
const BaseUrl = z.url().refine((url) => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLoopback);
}, "has to be https, or http on the loopback interface");
const word = z.string().min(1).max(400);

/** What a secret of an Entra application holds. With a mailbox it works in mail, without one it renews passwords. */
export const Credentials = z.strictObject({
  authority: BaseUrl,
  baseUrl: BaseUrl,
  tenantId: word,
  clientId: word,
  clientSecret: z.string().min(1).max(2000),
  mailbox: z.email().optional(),
  folder: word.optional(),
});
export type Credentials = z.infer<typeof Credentials>;
