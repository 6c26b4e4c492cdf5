import { AwsError } from "../../gateway/aws-error.ts";
import type { AwsRequest } from "../../gateway/service-module.ts";

export type LambdaOperation =
  | "Invoke"
  | "GetFunction"
  | "GetFunctionConfiguration"
  | "ListFunctions"
  | "ListVersionsByFunction"
  | "UpdateFunctionCode"
  | "UpdateFunctionConfiguration";

/** An operation with the function that the path names. */
export interface Route {
  readonly operation: LambdaOperation;
  /** Name or ARN, decoded; "" for ListFunctions. */
  readonly functionName: string;
}

const ROUTES: readonly (readonly [method: string, path: RegExp, operation: LambdaOperation])[] = [
  ["POST", /^\/2015-03-31\/functions\/([^/]+)\/invocations$/, "Invoke"],
  ["GET", /^\/2015-03-31\/functions\/([^/]+)\/configuration$/, "GetFunctionConfiguration"],
  ["GET", /^\/2015-03-31\/functions\/([^/]+)\/versions$/, "ListVersionsByFunction"],
  ["PUT", /^\/2015-03-31\/functions\/([^/]+)\/code$/, "UpdateFunctionCode"],
  ["PUT", /^\/2015-03-31\/functions\/([^/]+)\/configuration$/, "UpdateFunctionConfiguration"],
  ["GET", /^\/2015-03-31\/functions\/([^/]+)$/, "GetFunction"],
  ["GET", /^\/2015-03-31\/functions\/?()$/, "ListFunctions"],
];

/** Which operation a request is. @throws AwsError UnknownOperationException. */
export function routeOf(request: AwsRequest): Route {
  for (const [method, path, operation] of ROUTES) {
    const match = method === request.method ? path.exec(request.rawPath) : null;
    if (match !== null) return { operation, functionName: decodeURIComponent(match[1] ?? "") };
  }
  throw new AwsError("UnknownOperationException", `Unknown operation ${request.method} ${request.rawPath}`, {
    status: 404,
  });
}
