import { SignatureV4 } from "@smithy/signature-v4";
import { Sha256 } from "../gateway/sigv4/signer-hash.ts";
import type { ClientConfig } from "../gateway/small-cloud.ts";

function signerOf({ region, credentials }: ClientConfig, service: string): SignatureV4 {
  return new SignatureV4({ service, region, credentials, sha256: Sha256 });
}

function requestTo(url: URL, method = "GET") {
  return {
    method,
    protocol: "http:",
    hostname: url.hostname,
    port: Number(url.port),
    path: url.pathname,
    query: {},
    headers: { host: url.host },
  };
}

/** Headers that sign the handshake of a WebSocket. */
export async function signedHeaders(url: string, as: ClientConfig): Promise<Record<string, string>> {
  const { headers } = await signerOf(as, "bedrock-agentcore").sign(requestTo(new URL(url)));
  return headers;
}

/** The address with its signature in the query, for clients that cannot set headers. */
export async function presignedUrl(url: string, as: ClientConfig): Promise<string> {
  const signed = await signerOf(as, "bedrock-agentcore").presign(requestTo(new URL(url)), { expiresIn: 60 });
  const address = new URL(url);
  for (const [name, value] of Object.entries(signed.query ?? {})) address.searchParams.set(name, String(value));
  return address.href;
}

/** What a service answered to a signed request. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a signed PUT with a JSON body, for services whose client the SDK does not have. */
export async function putJson(
  service: string,
  path: string,
  { body, as }: { body: object; as: ClientConfig },
): Promise<JsonAnswer> {
  const url = new URL(path, as.endpoint);
  const text = JSON.stringify(body);
  const signed = await signerOf(as, service).sign({ ...requestTo(url, "PUT"), body: text });
  const { host: _host, ...headers } = signed.headers;
  const response = await fetch(url, { method: "PUT", headers, body: text });
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body: answer };
}
