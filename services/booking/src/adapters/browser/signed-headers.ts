import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import type { BedrockAgentCoreClient } from "@aws-sdk/client-bedrock-agentcore";

/** Headers for the GET that opens a WebSocket, signed with the function's own credentials. */
export type SignedHeaders = (webSocketUrl: string) => Promise<Record<string, string>>;

/** Credentials as the SDK's clients resolve them. */
export type Credentials = BedrockAgentCoreClient["config"]["credentials"];

export function signedHeaders({ credentials, region }: { credentials: Credentials; region: string }): SignedHeaders {
  const signer = new SignatureV4({ service: "bedrock-agentcore", region, credentials, sha256: Sha256 });
  return async (webSocketUrl) => {
    const url = new URL(webSocketUrl);
    const { headers } = await signer.sign({
      method: "GET",
      protocol: url.protocol === "ws:" ? "http:" : "https:",
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { host: url.host },
    });
    // The socket's library writes the host itself.
    const { host: _host, ...signed } = headers;
    return signed;
  };
}
