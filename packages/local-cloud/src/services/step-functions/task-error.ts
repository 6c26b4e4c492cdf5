import { AwsError } from "../../gateway/aws-error.ts";
import { isJsonObject } from "../../template/model.ts";

/** A task's failure as the machine sees it: `name` is what ErrorEquals matches, `message` becomes the Cause. */
export class TaskError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

/** The failure of a function, from the error that it answered. */
export function functionError(payload: string): TaskError {
  const parsed = parse(payload);
  const errorType = isJsonObject(parsed) ? parsed["errorType"] : undefined;
  return new TaskError(typeof errorType === "string" && errorType !== "" ? errorType : "Lambda.Unknown", payload);
}

/** The failure of a call to AWS: the service's name before the error's, as Step Functions has it. */
export function serviceError(prefix: string, error: unknown): TaskError {
  if (!(error instanceof AwsError)) {
    return new TaskError("States.TaskFailed", error instanceof Error ? error.message : String(error));
  }
  if (prefix === "Lambda" && error.code.startsWith("AccessDenied")) {
    return new TaskError("Lambda.AWSLambdaException", error.message);
  }
  const suffix = /(Exception|Error)$/.test(error.code) ? "" : "Exception";
  return new TaskError(`${prefix}.${error.code}${suffix}`, error.message);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
