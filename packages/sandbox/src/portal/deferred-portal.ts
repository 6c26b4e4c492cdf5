import type { DeferredSite, VendorSite } from "../http/vendor-site.ts";
import type { PortalParts } from "./routes/page-route.ts";

/** The portal, whose pages and timetable are read when somebody comes by: most runs of the sandbox book nothing. */
export function deferredPortal(parts: PortalParts): DeferredSite {
  let site: Promise<VendorSite> | undefined;
  return {
    vendor: "portal",
    load: () => (site ??= import("./portal-site.ts").then(({ portalSite }) => portalSite(parts))),
  };
}
