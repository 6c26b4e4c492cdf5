import { parseConfig, StackConfig } from "./config.ts";

/** The settings that every AWS client is made with. */
export interface AwsClientSettings {
  readonly region: string;
  /** Attempts in all, with the SDK's standard exponential backoff and jitter between them. */
  readonly maxAttempts: number;
  readonly retryMode: "standard";
  /** Passed to the SDK's NodeHttpHandler, which keeps connections alive; times in milliseconds. */
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number };
}

/**
 * The one configuration of AWS clients: `new S3Client(awsClientSettings())`. Credentials and, on a laptop, the endpoint
 * come from the environment, where the SDK finds them itself.
 */
export function awsClientSettings(): AwsClientSettings {
  return {
    region: parseConfig(StackConfig).AWS_REGION,
    maxAttempts: 3,
    retryMode: "standard",
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 20_000 },
  };
}
