import * as z from "zod";
import { PortalUrl } from "./portal-url.ts";

/** The company's login at the portal. */
export const PortalSecret = z.strictObject({
  baseUrl: PortalUrl,
  username: z.string().min(1).max(254),
  password: z.string().min(1).max(400),
});
export type PortalSecret = z.infer<typeof PortalSecret>;
