import type { VendorRequest, VendorResponse } from "../http/vendor-site.ts";
import type { AppRole } from "./access-tokens.ts";
import { graphError } from "./graph-answers.ts";

/** What Graph answers to an application that lacks the permission of a call, in the words of Exchange or of Entra. */
export function roleRefusal(
  request: VendorRequest,
  roles: readonly unknown[],
  clock: () => Date,
): VendorResponse | undefined {
  const role = roleOf(request);
  if (roles.includes(role)) return undefined;
  const error =
    role === "User.Read.All" || role === "Application.ReadWrite.OwnedBy"
      ? { code: "Authorization_RequestDenied", message: "Insufficient privileges to complete the operation." }
      : { code: "ErrorAccessDenied", message: "Access is denied. Check credentials and try again." };
  return graphError(403, error, { clock, request });
}

/** Of the rest, whatever is no GET counts as sending. Below `/v1.0/users/{user}` is mail; the rest is the directory. */
function roleOf({ method, path }: VendorRequest): AppRole {
  if (path.startsWith("/v1.0/applications")) return "Application.ReadWrite.OwnedBy";
  if (method !== "GET") return "Mail.Send";
  return path.split("/").length > 4 ? "Mail.Read" : "User.Read.All";
}
