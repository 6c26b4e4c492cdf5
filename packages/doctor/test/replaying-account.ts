import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as the SDK sent it, by the IAM action that it needs. */
export interface Asked {
  readonly action: string;
  /** The names and values that it was asked with. */
  readonly about: string;
}

export interface Answer {
  readonly status?: number;
  readonly type: "xml" | "json";
  readonly body: string;
}

/** What an account answers to an action; by a function where it depends on what is asked about. */
export type Answers = Readonly<Record<string, Answer | ((about: string) => Answer)>>;

/** An AWS account that answers as recorded, in the services' own wire forms, and remembers what it was asked. */
export interface ReplayingAccount {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

export const ACCOUNT = "444455556666";

/** Starts it. What has no recorded answer is answered as a service does that does not know the operation. */
export async function replay(answers: Answers): Promise<ReplayingAccount> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const question = read(request, Buffer.concat(chunks).toString("utf8"));
      asked.push(question);
      const answer = answers[question.action] ?? json({ __type: "UnknownOperationException", message: "unknown" }, 400);
      const { status = 200, type, body } = typeof answer === "function" ? answer(question.about) : answer;
      response.writeHead(status, { "content-type": type === "xml" ? "text/xml" : "application/json" });
      response.end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

const REST: readonly (readonly [method: string, path: RegExp, action: string])[] = [
  ["GET", /^\/2016-08-19\/account-settings$/, "lambda:GetAccountSettings"],
  ["GET", /^\/account$/, "apigateway:GET"],
  ["GET", /^\/inference-profiles\/(.+)$/, "bedrock:GetInferenceProfile"],
  ["GET", /^\/foundation-models\/(.+)$/, "bedrock:GetFoundationModel"],
  ["GET", /^\/foundation-model-availability\/(.+)$/, "bedrock:GetFoundationModelAvailability"],
  ["GET", /^\/use-case-for-model-access$/, "bedrock:GetUseCaseForModelAccess"],
  ["POST", /^\/browsers$/, "bedrock-agentcore:ListBrowsers"],
];

/** The IAM action by the form of each protocol: a target header, a form's Action, or method and path. */
function read(request: IncomingMessage, body: string): Asked {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") return { action: `${service}:${target.split(".").at(-1)}`, about: body };
  const form = new URLSearchParams(body).get("Action");
  if (form !== null) return { action: `${service}:${form}`, about: body };
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  for (const [method, path, action] of REST) {
    const about = path.exec(pathname);
    if (request.method === method && about !== null) return { action, about: decodeURIComponent(about[1] ?? "") };
  }
  return { action: `${service}:${request.method} ${pathname}`, about: body };
}

export function json(body: unknown, status = 200): Answer {
  return { status, type: "json", body: JSON.stringify(body) };
}

/** An answer of a query service: `<ActionResponse><ActionResult>…`. */
export function query(action: string, result: string): Answer {
  const body = `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>7a62c49f</RequestId></ResponseMetadata></${action}Response>`;
  return { type: "xml", body };
}

/** An error of a query service. */
export function queryError(code: string, message: string, status = 400): Answer {
  const body = `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>7a62c49f</RequestId></ErrorResponse>`;
  return { type: "xml", status, body };
}

/** An answer of EC2, which wraps nothing in a Result. */
export function ec2(action: string, result: string): Answer {
  const body = `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>7a62c49f</requestId>${result}</${action}Response>`;
  return { type: "xml", body };
}
