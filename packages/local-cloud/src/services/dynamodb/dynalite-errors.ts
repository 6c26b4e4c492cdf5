import { AwsError } from "../../gateway/aws-error.ts";

interface DynaliteError extends Error {
  statusCode: number;
  body: { __type: string; message?: string; Message?: string };
}

function isDynaliteError(error: unknown): error is DynaliteError {
  return error instanceof Error && "statusCode" in error && "body" in error;
}

/** Turns dynalite's errors into AWS errors; anything else stays as it is, for it is a bug. */
export function toAwsError(error: unknown): unknown {
  if (!isDynaliteError(error)) return error;
  const code = error.body.__type.split("#").pop() ?? "InternalServerError";
  return new AwsError(code, error.body.message ?? error.body.Message ?? "", {
    status: error.statusCode,
  });
}

/** DynamoDB's ValidationException. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

/** DynamoDB's ResourceNotFoundException, as the data operations answer it. */
export function resourceNotFound(detail = ""): AwsError {
  return new AwsError("ResourceNotFoundException", `Requested resource not found${detail}`);
}
