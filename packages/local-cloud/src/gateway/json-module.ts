import { gunzipSync } from "node:zlib";
import type * as z from "zod";
import { AwsError } from "./aws-error.ts";
import type { Ask, AwsRequest, AwsResponse, Caller, Protocol, ServiceModule } from "./service-module.ts";

/** One operation of an AWS JSON service: what its input looks like, what it needs, what it does. */
export interface JsonOperation {
  parse(body: unknown, validationCode: string): unknown;
  asks(input: unknown, request: AwsRequest): readonly Ask[];
  run(input: unknown, caller: Caller, request: AwsRequest): unknown;
}

/** Ties an operation's schema to its functions, so that both see the parsed type. */
export function jsonOperation<Schema extends z.ZodType>(
  schema: Schema,
  functions: {
    asks(input: z.output<Schema>, request: AwsRequest): readonly Ask[];
    /** The output's members; undefined answers an empty body. */
    run(input: z.output<Schema>, caller: Caller, request: AwsRequest): unknown;
  },
): JsonOperation {
  return {
    parse: (body, validationCode) => parseInput(schema, body, validationCode),
    // `input` came from `parse` of this same operation.
    asks: (input, request) => functions.asks(input as z.output<Schema>, request),
    run: (input, caller, request) => functions.run(input as z.output<Schema>, caller, request),
  };
}

export interface JsonModuleOptions {
  readonly signingName: string;
  readonly protocol: Extract<Protocol, "json-1.0" | "json-1.1">;
  /** The error code for malformed input; AWS's services differ. */
  readonly validationCode?: string;
  readonly operations: Readonly<Record<string, JsonOperation>>;
  close?(): Promise<void>;
}

/** A service module for the AWS JSON 1.0 and 1.1 protocols: one POST, the operation in `X-Amz-Target`. */
export function jsonModule(options: JsonModuleOptions): ServiceModule {
  const inputs = new WeakMap<AwsRequest, unknown>();
  const operationOf = (request: AwsRequest): string => {
    const name = request.headers["x-amz-target"]?.split(".").pop() ?? "";
    if (!Object.hasOwn(options.operations, name))
      throw new AwsError("UnknownOperationException", `Unknown operation ${name}`);
    return name;
  };
  const open = (request: AwsRequest): { operation: JsonOperation; input: unknown } => {
    const operation = options.operations[operationOf(request)] as JsonOperation;
    if (!inputs.has(request)) {
      inputs.set(request, operation.parse(parseBody(request), options.validationCode ?? "ValidationException"));
    }
    return { operation, input: inputs.get(request) };
  };
  return {
    signingName: options.signingName,
    protocolOf: () => options.protocol,
    operationOf,
    asksOf: (request) => {
      const { operation, input } = open(request);
      return operation.asks(input, request);
    },
    handle: async (request, caller) => {
      const { operation, input } = open(request);
      return jsonResponse(await operation.run(input, caller, request), options.protocol, request.requestId);
    },
    ...(options.close === undefined ? {} : { close: options.close }),
  };
}

function jsonResponse(output: unknown, protocol: "json-1.0" | "json-1.1", requestId: string): AwsResponse {
  const headers = {
    "content-type": `application/x-amz-${protocol}`,
    "x-amzn-requestid": requestId,
  };
  return { status: 200, headers, body: output === undefined ? "" : JSON.stringify(output) };
}

const MOST_UNZIPPED = 16 * 1024 * 1024;

function parseBody(request: AwsRequest): unknown {
  try {
    // CloudWatch's client compresses what is longer than 10 KB.
    const isZipped = request.headers["content-encoding"] === "gzip";
    const body = isZipped ? gunzipSync(request.body, { maxOutputLength: MOST_UNZIPPED }) : request.body;
    return body.length === 0 ? {} : (JSON.parse(body.toString("utf8")) as unknown);
  } catch {
    throw new AwsError("SerializationException", "The request body is not valid JSON.");
  }
}

/** Parses with a schema; what does not fit is the service's own validation error. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, code: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "input" : issue.path.join(".");
  throw new AwsError(
    code,
    `1 validation error detected: Value at '${where}' failed to satisfy constraint: ${issue?.message ?? "malformed"}`,
  );
}
