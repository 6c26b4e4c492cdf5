import {
  BedrockRuntimeClient,
  BedrockRuntimeServiceException,
  ConverseCommand,
  InvokeModelCommand,
  type BedrockRuntimeClientConfig,
  type ConverseCommandInput,
} from "@aws-sdk/client-bedrock-runtime";
import { AwsError } from "../../../gateway/aws-error.ts";
import type { ConverseResponse, ModelProvider } from "../model-provider.ts";
import { modelUnreachable } from "./model-unreachable.ts";

/**
 * Passes requests on to the real Bedrock with the user's own credentials.
 * Give the region (and, for tests, an endpoint and credentials) in `config`.
 */
export function bedrockProvider(config: BedrockRuntimeClientConfig): ModelProvider {
  // Without an endpoint of its own, the client would come back here through AWS_ENDPOINT_URL.
  const endpoint = config.endpoint ?? `https://bedrock-runtime.${String(config.region ?? "us-east-1")}.amazonaws.com`;
  const client = new BedrockRuntimeClient({ ...config, endpoint });
  return {
    label: "bedrock",
    converse: async (modelId, input) => {
      // The wire form is the SDK's own input, but for bytes, which this product does not send.
      const command = new ConverseCommand({ modelId, ...input } as unknown as ConverseCommandInput);
      const { $metadata: _metadata, ...answer } = await asAwsErrors(() => client.send(command));
      return answer as unknown as ConverseResponse;
    },
    invokeModel: async (modelId, body) => {
      const command = new InvokeModelCommand({ modelId, body, contentType: "application/json" });
      const { body: answer } = await asAwsErrors(() => client.send(command));
      return answer;
    },
    check: async () => {
      await client.config.credentials().catch((error: unknown) => {
        throw modelUnreachable({
          cause: "There are no AWS credentials for Bedrock.",
          remedy: "Log in (`aws sso login`, or AWS_PROFILE, or AWS_ACCESS_KEY_ID), or use --model embedded.",
          error,
        });
      });
    },
    close: async () => client.destroy(),
  };
}

async function asAwsErrors<Value>(call: () => Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof BedrockRuntimeServiceException) {
      throw new AwsError(error.name, error.message, { status: error.$metadata.httpStatusCode ?? 500 });
    }
    const message = error instanceof Error ? error.message : String(error);
    throw new AwsError("ServiceUnavailableException", `Bedrock could not be reached: ${message}`, { status: 503 });
  }
}
