import { AwsError } from "../../gateway/aws-error.ts";

/** The Data API's BadRequestException. */
export function badRequest(message: string): AwsError {
  return new AwsError("BadRequestException", message);
}

/** The Data API's ValidationException. */
export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

/** What Postgres said of a statement, as the Data API words it. */
export function databaseError(error: {
  message: string;
  sqlState: string;
  severity?: string | undefined;
  detail?: string | undefined;
}): AwsError {
  if (error.sqlState === "42601" && error.message.includes("multiple commands")) {
    return invalid("Multistatements aren't supported.");
  }
  const detail = error.detail === undefined ? "" : `\n  Detail: ${error.detail}`;
  return new AwsError(
    "DatabaseErrorException",
    `${error.severity ?? "ERROR"}: ${error.message}${detail}; SQLState: ${error.sqlState}`,
  );
}
