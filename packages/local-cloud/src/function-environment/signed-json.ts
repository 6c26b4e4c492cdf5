import { SignatureV4 } from "@smithy/signature-v4";
import { REGION } from "../gateway/account.ts";
import { Sha256 } from "../gateway/sigv4/signer-hash.ts";
import { SIGNING_NAME } from "../services/function-environments/signing-name.ts";

/** Sends an operation with a body, signed with a key. */
export async function signedJson(
  {
    endpoint,
    credentials,
    operation,
  }: {
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly operation: string;
  },
  content: object,
): Promise<{ status: number; body: unknown }> {
  const url = new URL("/", endpoint);
  const body = JSON.stringify(content);
  const signer = new SignatureV4({ service: SIGNING_NAME, region: REGION, credentials, sha256: Sha256 });
  const signed = await signer.sign({
    method: "POST",
    protocol: "http:",
    hostname: url.hostname,
    port: Number(url.port),
    path: "/",
    query: {},
    headers: {
      host: url.host,
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `FunctionEnvironments.${operation}`,
    },
    body,
  });
  const { host: _host, ...headers } = signed.headers;
  const answer = await fetch(url, { method: "POST", headers, body });
  return { status: answer.status, body: (await answer.json()) as unknown };
}
