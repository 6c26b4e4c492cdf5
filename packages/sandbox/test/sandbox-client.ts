import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSandbox, type Sandbox, type SandboxOptions } from "../src/index.ts";

/** A plain HTTP answer, with its JSON (or null) already read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The contract tests look into many shapes; each looks at the part that it asserts.
  readonly body: Json;
}

/** JSON of which nothing is known before an assertion has looked at it. */
export interface Json {
  readonly [key: string]: Json;
}

export interface RunningSandbox {
  readonly sandbox: Sandbox;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
}

/** A sandbox on a folder of its own, which `stop` removes. */
export async function runSandbox(options: Omit<SandboxOptions, "dataDir"> = {}): Promise<RunningSandbox> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "sandbox-"));
  const sandbox = await startSandbox({ dataDir, ...options });
  const stop = async () => {
    await sandbox.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { sandbox, dataDir, stop };
}

type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** Calls Jira with the account's basic credentials. */
export function jiraClient({ jira }: Pick<Sandbox, "jira">): Call {
  const authorization = `Basic ${Buffer.from(`${jira.email}:${jira.apiToken}`).toString("base64")}`;
  return caller(jira.baseUrl, { authorization });
}

/** Calls Graph with a fresh access token. */
export async function graphClient({ graph }: Pick<Sandbox, "graph">): Promise<Call> {
  const { body } = await requestToken({ graph });
  return caller(graph.baseUrl, { authorization: `Bearer ${String(body["access_token"])}` });
}

/** Asks the token endpoint, with some of the form's fields replaced. */
export async function requestToken(
  { graph }: Pick<Sandbox, "graph">,
  other: Record<string, string> = {},
): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: graph.clientId,
    client_secret: graph.clientSecret,
    scope: "https://graph.microsoft.com/.default",
    ...other,
  });
  return read(await fetch(`${graph.authority}/${graph.tenantId}/oauth2/v2.0/token`, { method: "POST", body: form }));
}

/** Calls Resend with the account's key. */
export function resendClient({ resend }: Pick<Sandbox, "resend">): Call {
  return caller(resend.baseUrl, { authorization: `Bearer ${resend.apiKey}` });
}

/** Calls any server with these headers; absolute URLs are taken as they are. */
export function caller(baseUrl: string, base: Record<string, string>): Call {
  return async (method, target, body, headers = {}) => {
    const url = target.startsWith("http") ? target : `${baseUrl}${target}`;
    const payload = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    return read(await fetch(url, { method, headers: { ...type, ...base, ...headers }, ...payload }));
  };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === "" ? null : JSON.parse(text)) as Json };
}

export function adf(text: string): unknown {
  return { type: "doc", version: 1, content: [{ type: "paragraph", content: [{ type: "text", text }] }] };
}

/** The list at a name; a test fails here when it is none. */
export function listOf(body: Json, name: string): Json[] {
  const list: unknown = body[name];
  if (!Array.isArray(list)) throw new Error(`"${name}" is not a list in ${JSON.stringify(body).slice(0, 200)}`);
  return list as Json[];
}
