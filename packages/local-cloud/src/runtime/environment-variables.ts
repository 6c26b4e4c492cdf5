import { REGION } from "../gateway/account.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";

/** Temporary credentials as a function sees them. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** Where a function finds the cloud. */
export interface Surroundings {
  readonly endpoint: string;
  /** `host:port` of the X-Ray daemon. */
  readonly xrayDaemon: string;
  readonly logStreamName: string;
}

/** Exactly what the function may see: its own variables and what Lambda sets. Nothing of the host's. */
export function environmentVariables(
  configuration: FunctionConfiguration,
  credentials: SessionCredentials,
  surroundings: Surroundings,
): Record<string, string> {
  const [xrayHost = "", xrayPort = ""] = surroundings.xrayDaemon.split(":");
  return {
    ...withLocalEndpoints(configuration.environment, surroundings.endpoint),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: surroundings.endpoint,
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: configuration.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: configuration.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: surroundings.logStreamName,
    AWS_XRAY_DAEMON_ADDRESS: surroundings.xrayDaemon,
    _AWS_XRAY_DAEMON_ADDRESS: xrayHost,
    _AWS_XRAY_DAEMON_PORT: xrayPort,
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    LAMBDA_TASK_ROOT: configuration.taskRoot,
    _HANDLER: configuration.handler,
    LANG: "en_US.UTF-8",
    PATH: "/usr/local/bin:/usr/bin:/bin",
    TZ: ":UTC",
  };
}

/**
 * Templates write where `@connections` of a WebSocket API is as AWS has it; here the gateway serves it. It is the one
 * endpoint that AWS_ENDPOINT_URL cannot move, since clients have to be given it.
 */
function withLocalEndpoints(variables: Readonly<Record<string, string>>, endpoint: string): Record<string, string> {
  const localValues = Object.entries(variables).map(([name, value]): [string, string] => [
    name,
    value.replace(
      /^https:\/\/([a-z0-9]{10})\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?=\/|$)/,
      `${endpoint}/_execute-api/$1`,
    ),
  ]);
  return Object.fromEntries(localValues);
}
