import { randomUUID } from "node:crypto";
import { header, type VendorRequest, type VendorResponse } from "../http/vendor-site.ts";

/** An error in Graph's OData shape. `at` is the instant that innerError carries. */
export function graphError(
  status: number,
  error: { code: string; message: string },
  at: { clock: () => Date; request?: VendorRequest },
): VendorResponse {
  const requestId = randomUUID();
  const clientRequestId = (at.request === undefined ? "" : header(at.request, "client-request-id")) || requestId;
  const date = at.clock().toISOString().slice(0, 19);
  return {
    status,
    headers: { "request-id": requestId, "client-request-id": clientRequestId },
    body: { error: { ...error, innerError: { date, "request-id": requestId, "client-request-id": clientRequestId } } },
  };
}

export const ITEM_NOT_FOUND = {
  code: "ErrorItemNotFound",
  message: "The specified object was not found in the store.",
};
