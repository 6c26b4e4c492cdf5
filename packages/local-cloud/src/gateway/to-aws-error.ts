import { isAppError } from "@agentic-pm/errors";
import { AwsError } from "./aws-error.ts";
import type { Protocol } from "./service-module.ts";

/** Anything thrown, as an answer. What is not an AwsError is a fault of the cloud, and says so. */
export function toAwsError(error: unknown, protocol: Protocol): AwsError {
  if (error instanceof AwsError) return error;
  const words = isAppError(error) ? `${error.message} ${error.remedy}` : String(error);
  return new AwsError(internalCode(protocol), words, { status: 500 });
}

function internalCode(protocol: Protocol): string {
  if (protocol === "rest-xml") return "InternalError";
  return protocol === "query" ? "InternalFailure" : "InternalServerError";
}
