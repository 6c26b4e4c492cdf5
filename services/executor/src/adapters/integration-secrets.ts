import * as z from "zod";
import { VendorBaseUrl } from "./http/vendor-url.ts";

const word = z.string().min(1).max(400);

/** Jira Cloud: basic authentication by e-mail address and API token. */
export const JiraSecret = z.strictObject({
  baseUrl: VendorBaseUrl,
  email: z.email(),
  apiToken: z.string().min(1).max(2000),
  projectKey: z.string().regex(/^[A-Z][A-Z0-9_]{1,20}$/),
  boardId: z.number().int().positive(),
});
export type JiraSecret = z.infer<typeof JiraSecret>;

/** Microsoft Graph: client credentials of an application, and the mailbox that it works in. */
export const GraphSecret = z.strictObject({
  authority: VendorBaseUrl,
  baseUrl: VendorBaseUrl,
  tenantId: word,
  clientId: word,
  clientSecret: z.string().min(1).max(2000),
  mailbox: z.email(),
  folder: word,
});
export type GraphSecret = z.infer<typeof GraphSecret>;

/** Resend, for mail to the operator. */
export const ResendSecret = z.strictObject({
  baseUrl: VendorBaseUrl,
  apiKey: z.string().min(1).max(2000),
  from: word,
  operatorAddress: z.email(),
});
export type ResendSecret = z.infer<typeof ResendSecret>;
