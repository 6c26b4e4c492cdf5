import { ACCOUNT_ID, REGION, arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";

/** A function as a request names it. */
export interface FunctionReference {
  readonly functionName: string;
  readonly qualifier: string | undefined;
  /** The ARN that permissions are asked on: with the qualifier, where one was given. */
  readonly arn: string;
}

const PATTERN =
  /^(?:arn:aws:lambda:([a-z0-9-]+):(\d{12}):|(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]{1,64})(?::(\$LATEST|[a-zA-Z0-9-_]{1,128}))?$/;

/** Reads a name, a partial ARN or an ARN. @throws AwsError ValidationException, ResourceNotFoundException. */
export function functionReference(text: string, queryQualifier?: string): FunctionReference {
  const match = PATTERN.exec(text);
  const functionName = match?.[4];
  if (functionName === undefined) {
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint`,
    );
  }
  const account = match?.[2] ?? match?.[3] ?? ACCOUNT_ID;
  if (account !== ACCOUNT_ID || (match?.[1] ?? REGION) !== REGION) {
    throw new AwsError("ResourceNotFoundException", `Function not found: ${text}`, { status: 404 });
  }
  const qualifier = match?.[5] ?? queryQualifier;
  const suffix = qualifier === undefined ? "" : `:${qualifier}`;
  return { functionName, qualifier, arn: arn("lambda", `function:${functionName}${suffix}`) };
}
