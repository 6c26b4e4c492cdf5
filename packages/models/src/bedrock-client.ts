import { BedrockRuntimeClient, type BedrockRuntimeClientConfig } from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";

const CONNECTION_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 60_000;
const MAX_ATTEMPTS = 4;

/**
 * Bedrock's client over HTTP/1.1 with connections kept alive. The SDK's own choice, HTTP/2, keeps a session that is
 * dead when a frozen environment wakes up. Throttling and 5xx are tried again with backoff and jitter.
 */
export function bedrockClient(settings: Pick<BedrockRuntimeClientConfig, "region" | "endpoint">): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    ...settings,
    maxAttempts: MAX_ATTEMPTS,
    retryMode: "standard",
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
    }),
  });
}
