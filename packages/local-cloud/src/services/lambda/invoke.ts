import { AwsError } from "../../gateway/aws-error.ts";
import type { AwsRequest, AwsResponse } from "../../gateway/service-module.ts";
import type { EventInvocations } from "../../runtime/event-invocations.ts";
import type { FunctionRuntime } from "../../runtime/function-runtime.ts";
import { MAX_EVENT_PAYLOAD, MAX_SYNC_PAYLOAD } from "../../runtime/invocation-result.ts";

/** Answers Invoke in its three forms: RequestResponse, Event and DryRun. */
export async function invoke(
  functionName: string,
  request: AwsRequest,
  ports: { readonly runtime: FunctionRuntime; readonly events: EventInvocations },
): Promise<AwsResponse> {
  const type = request.headers["x-amz-invocation-type"] ?? "RequestResponse";
  const payload = request.body.length === 0 ? "{}" : request.body.toString("utf8");
  ports.runtime.configurationOf(functionName);
  checkPayload(payload, request.body.length, type);
  switch (type) {
    case "RequestResponse":
      return await invokeAndWait(functionName, payload, { request, runtime: ports.runtime });
    case "Event": {
      const requestId = ports.events.accept(functionName, payload);
      return { status: 202, headers: { "x-amzn-requestid": requestId }, body: "" };
    }
    case "DryRun":
      return { status: 204, headers: { "x-amzn-requestid": request.requestId }, body: "" };
    default:
      throw new AwsError("InvalidParameterValueException", `Unknown invocation type ${type}`);
  }
}

async function invokeAndWait(
  functionName: string,
  payload: string,
  { request, runtime }: { request: AwsRequest; runtime: FunctionRuntime },
): Promise<AwsResponse> {
  const traceId = request.headers["x-amzn-trace-id"];
  const result = await runtime.invoke(functionName, { payload, ...(traceId === undefined ? {} : { traceId }) });
  const wantsLog = request.headers["x-amz-log-type"] === "Tail";
  return {
    status: 200,
    headers: {
      "content-type": "application/json",
      "x-amzn-requestid": result.requestId,
      "x-amz-executed-version": "$LATEST",
      ...(result.functionError === undefined ? {} : { "x-amz-function-error": result.functionError }),
      ...(wantsLog ? { "x-amz-log-result": Buffer.from(result.logTail).toString("base64") } : {}),
    },
    body: result.payload,
  };
}

function checkPayload(payload: string, size: number, type: string): void {
  const limit = type === "Event" ? MAX_EVENT_PAYLOAD : MAX_SYNC_PAYLOAD;
  if (size > limit) {
    throw new AwsError(
      "RequestTooLargeException",
      `${size} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
      { status: 413 },
    );
  }
  try {
    JSON.parse(payload);
  } catch (error) {
    throw new AwsError("InvalidRequestContentException", `Could not parse request body into json: ${String(error)}`);
  }
}
