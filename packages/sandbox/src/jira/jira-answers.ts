import type { VendorResponse } from "../http/vendor-site.ts";

/** An error in Jira's shape: messages about the request, errors about its fields. */
export function jiraError(
  status: number,
  messages: readonly string[],
  errors: Readonly<Record<string, string>> = {},
): VendorResponse {
  return { status, body: { errorMessages: messages, errors } };
}

export function issueNotFound(): VendorResponse {
  return jiraError(404, ["Issue does not exist or you do not have permission to see it."]);
}

/** `startAt` and `maxResults` of a request, or the 400 that Jira answers to anything but whole numbers. */
export function pageOf(
  query: URLSearchParams,
  size: { default: number; most: number },
): { startAt: number; maxResults: number } | VendorResponse {
  const startAt = Number(query.get("startAt") ?? 0);
  const maxResults = Number(query.get("maxResults") ?? size.default);
  if (!Number.isInteger(startAt) || !Number.isInteger(maxResults) || startAt < 0 || maxResults < 0) {
    return jiraError(400, ["The paging parameters have to be whole numbers that are not negative."]);
  }
  return { startAt, maxResults: Math.min(maxResults, size.most) };
}

export function ok(body: unknown): VendorResponse {
  return { status: 200, body };
}

/** Tells the answer that `pageOf` gives to bad parameters from a page. */
export function isAnswer(value: object): value is VendorResponse {
  return "status" in value;
}
