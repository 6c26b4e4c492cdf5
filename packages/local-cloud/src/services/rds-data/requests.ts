import { z } from "zod";
import type { AwsRequest } from "../../gateway/service-module.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { invalid } from "./rds-errors.ts";

const target = z.object({ resourceArn: z.string().min(1), secretArn: z.string().min(1) });
const field = z.object({
  isNull: z.boolean().optional(),
  stringValue: z.string().optional(),
  longValue: z.number().int().optional(),
  doubleValue: z.number().optional(),
  booleanValue: z.boolean().optional(),
  blobValue: z.string().optional(),
  arrayValue: z.unknown().optional(),
});
const parameter = z.object({ name: z.string(), value: field, typeHint: z.string().optional() });
const inDatabase = target.extend({ database: z.string().optional(), schema: z.string().optional() });
const statement = inDatabase.extend({ sql: z.string().max(65_536), transactionId: z.string().optional() });

const schemas = {
  ExecuteStatement: statement.extend({
    parameters: z.array(parameter).default([]),
    includeResultMetadata: z.boolean().default(false),
    formatRecordsAs: z.enum(["NONE", "JSON"]).default("NONE"),
    resultSetOptions: z
      .object({
        decimalReturnType: z.enum(["STRING", "DOUBLE_OR_LONG"]).optional(),
        longReturnType: z.enum(["STRING", "LONG"]).optional(),
      })
      .default({}),
  }),
  BatchExecuteStatement: statement.extend({ parameterSets: z.array(z.array(parameter)).default([[]]) }),
  BeginTransaction: inDatabase,
  CommitTransaction: target.extend({ transactionId: z.string() }),
  RollbackTransaction: target.extend({ transactionId: z.string() }),
};

/** A checked request, by its operation. */
export type RdsDataRequest = {
  [Operation in keyof typeof schemas]: { readonly operation: Operation } & z.output<(typeof schemas)[Operation]>;
}[keyof typeof schemas];

const operations: Readonly<Record<string, keyof typeof schemas>> = {
  "/Execute": "ExecuteStatement",
  "/BatchExecute": "BatchExecuteStatement",
  "/BeginTransaction": "BeginTransaction",
  "/CommitTransaction": "CommitTransaction",
  "/RollbackTransaction": "RollbackTransaction",
};

/** The operation's name, from the path; throws UnknownOperationException. */
export function operationOf({ rawPath }: AwsRequest): keyof typeof schemas {
  const operation = operations[rawPath];
  if (operation === undefined)
    throw new AwsError("UnknownOperationException", `The Data API has no ${rawPath}`, { status: 404 });
  return operation;
}

/** Checks a request; throws ValidationException. */
export function parseRequest(request: AwsRequest): RdsDataRequest {
  const operation = operationOf(request);
  const parsed = schemas[operation].safeParse(bodyOf(request.body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(
      `1 validation error detected: Value at '${issue?.path.join(".") ?? ""}' failed to satisfy constraint: ${issue?.message ?? ""}`,
    );
  }
  if ("schema" in parsed.data && parsed.data.schema !== undefined)
    throw invalid("The schema parameter isn't supported");
  // The operation chose the schema, so the two belong together.
  return { operation, ...parsed.data } as RdsDataRequest;
}

function bodyOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"), (_name, value: unknown) => (value === null ? undefined : value));
  } catch {
    throw new AwsError("SerializationException", "The request's body is no JSON.");
  }
}
