import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { REGION } from "../gateway/account.ts";
import { SIGNING_NAME } from "../services/function-environments/signing-name.ts";

/** The hash that the SDK's signer wants, on node:crypto. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", Buffer.from(secret as Uint8Array));
  }

  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error("the signer does not reset hashes");
  }
}

/** Sends `OpenFunctionEnvironment` with a body, signed with a key. */
export async function signedJson(
  endpoint: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
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
      "x-amz-target": "FunctionEnvironments.OpenFunctionEnvironment",
    },
    body,
  });
  const { host: _host, ...headers } = signed.headers;
  const answer = await fetch(url, { method: "POST", headers, body });
  return { status: answer.status, body: (await answer.json()) as unknown };
}
