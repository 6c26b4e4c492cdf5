import { header, type VendorRequest } from "../http/vendor-site.ts";
import type { MessageProjection } from "./message-view.ts";

const GUID = "\\{?[0-9a-fA-F-]{36}\\}?";
/** The two forms in which Graph takes the id of an extended property of type String. */
export const EXTENDED_PROPERTY_ID = new RegExp(`^String (?:${GUID} (?:Name|Id) \\S+|0x[0-9a-fA-F]{4,8})$`);

/** What `$select`, `$expand` and `Prefer` ask of a message. */
export function messageProjection(request: VendorRequest): MessageProjection {
  const select = request.query
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
  const asText = /outlook\.body-content-type="?text"?/i.test(header(request, "prefer"));
  const expand = request.query.get("$expand") ?? "";
  const extended = [...expand.matchAll(/\bid eq '([^']+)'/gi)].flatMap(([, id]) => id ?? []);
  return { select, asText, extended };
}

/** The page size of `Prefer: odata.maxpagesize=n`, or undefined. */
export function preferredPageSize(request: VendorRequest): number | undefined {
  const hit = /odata\.maxpagesize\s*=\s*(\d+)/i.exec(header(request, "prefer"));
  return hit === null ? undefined : Math.max(1, Math.min(1000, Number(hit[1])));
}

/** The first query option outside `allowed`, for the 400 it deserves. */
export function strangeOption(request: VendorRequest, allowed: readonly string[]): string | undefined {
  return [...request.query.keys()].find((name) => name.startsWith("$") && !allowed.includes(name));
}
