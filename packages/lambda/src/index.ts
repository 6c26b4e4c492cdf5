export { awsClientSettings, type AwsClientSettings } from "./aws-client-settings.ts";
export { MAX_EVENT_BYTES } from "./check-input.ts";
export { parseConfig, type Environment } from "./config.ts";
export { functionSecret } from "./function-secret.ts";
export { stageSealer, stageVerifier } from "./kms-seals.ts";
export { lambda, type LambdaHandler, type LambdaOptions } from "./lambda.ts";
export type { InvocationContext } from "./invocation-runtime.ts";
export type { LambdaRuntime } from "./lambda-runtime.ts";
export { opened, type EnvelopePorts, type EnvelopeSealer, type SealVerifier } from "./open-envelope.ts";
