import type { AwsError } from "./aws-error.ts";
import type { AwsRequest, AwsResponse, Protocol } from "./service-module.ts";

/** What an error's form depends on. */
export interface ErrorScene {
  readonly protocol: Protocol;
  readonly requestId: string;
  readonly headers: AwsRequest["headers"];
  /** The path, which S3 repeats in its errors. */
  readonly resource: string;
}

/** Writes an error as the service's own protocol has it, so that the SDK names it rightly. */
export function errorResponse(error: AwsError, scene: ErrorScene): AwsResponse {
  switch (scene.protocol) {
    case "json-1.0":
    case "json-1.1":
    case "rest-json":
      return jsonError(error, scene);
    case "rest-xml":
      return s3Error(error, scene);
    case "query":
      return queryError(error, scene);
    case "rpc-v2-cbor":
      return cborError(error, scene);
  }
}

const JSON_TYPES = {
  "json-1.0": "application/x-amz-json-1.0",
  "json-1.1": "application/x-amz-json-1.1",
  "rest-json": "application/json",
} as const;

function jsonError(
  error: AwsError,
  scene: ErrorScene & { protocol?: keyof typeof JSON_TYPES | Protocol },
): AwsResponse {
  const headers: Record<string, string> = {
    "content-type": JSON_TYPES[scene.protocol as keyof typeof JSON_TYPES],
    "x-amzn-requestid": scene.requestId,
    "x-amzn-errortype": error.code,
  };
  // Clients of services that once spoke the query protocol ask for that protocol's code too.
  if (scene.headers["x-amzn-query-mode"] === "true") {
    headers["x-amzn-query-error"] = `${error.code};${error.status < 500 ? "Sender" : "Receiver"}`;
  }
  const body = { __type: error.code, message: error.message, ...error.members };
  return { status: error.status, headers, body: JSON.stringify(body) };
}

function s3Error(error: AwsError, scene: ErrorScene): AwsResponse {
  const members = Object.entries(error.members).map(([name, value]) => element(name, String(value)));
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${element("Code", error.code)}${element("Message", error.message)}${element("Resource", scene.resource)}${members.join("")}${element("RequestId", scene.requestId)}</Error>`;
  return {
    status: error.status,
    headers: { "content-type": "application/xml", "x-amz-request-id": scene.requestId },
    body,
  };
}

function queryError(error: AwsError, scene: ErrorScene): AwsResponse {
  const type = error.status < 500 ? "Sender" : "Receiver";
  const body = `<ErrorResponse><Error>${element("Type", type)}${element("Code", error.code)}${element("Message", error.message)}</Error>${element("RequestId", scene.requestId)}</ErrorResponse>`;
  return {
    status: error.status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": scene.requestId },
    body,
  };
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

const ENTITIES: Record<string, string> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Makes text safe within an XML element or attribute; characters that XML cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uffff]/g, "\ufffd").replace(/[<>&"']/g, (char) => ENTITIES[char] ?? char);
}

function cborError(error: AwsError, scene: ErrorScene): AwsResponse {
  const pairs = { __type: error.code, message: error.message };
  const parts = Object.entries(pairs).flatMap(([name, value]) => [cborText(name), cborText(value)]);
  return {
    status: error.status,
    headers: {
      "content-type": "application/cbor",
      "smithy-protocol": "rpc-v2-cbor",
      "x-amzn-requestid": scene.requestId,
    },
    body: Buffer.concat([Buffer.of(0xa0 + Object.keys(pairs).length), ...parts]),
  };
}

/** A CBOR text string with a four-byte length. */
function cborText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.alloc(5);
  head.writeUInt8(0x7a, 0);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
