import type { SessionCredentials } from "./environment-variables.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import type { LogBatch } from "./invocation-log.ts";
import type { SocketRules } from "../network/socket-rules.ts";

/** What the runtime needs of the cloud around it. */
export interface RuntimePorts {
  /** Where functions find the AWS APIs; known once the gateway listens. */
  readonly endpoint: () => string;
  /** `host:port` that takes X-Ray segments. */
  readonly xrayDaemon: () => string;
  /** A session of the function's role, for one environment. */
  readonly credentialsFor: (configuration: FunctionConfiguration) => SessionCredentials;
  /** Takes finished lines, in order. */
  readonly writeLogs: (batch: LogBatch) => void;
  /** Called once for each new environment of a function that is traced. */
  readonly onTracedEnvironment: (configuration: FunctionConfiguration) => void;
  /** Tells whose the segments of a trace are, before they come. */
  readonly onTrace: (traceHeader: string, configuration: FunctionConfiguration) => void;
  readonly compileCacheDir: string;
  /** What a new environment's network carries; absent, or undefined for a function: everything. */
  readonly socketRulesOf?: (configuration: FunctionConfiguration) => SocketRules | undefined;
}

export interface RuntimeLimits {
  /** Environments of one function at a time. */
  readonly environmentsPerFunction: number;
  /** A caller gets another environment of a function that has one no sooner than after so long, in ms. */
  readonly anotherAfterMs: number;
  /** Synchronous callers that may wait for one function. */
  readonly queuedPerFunction: number;
  /** An environment that was idle for so long is ended, in ms. */
  readonly idleMs: number;
  /** An environment whose credentials end sooner than this is not used again, in ms. */
  readonly credentialsMarginMs: number;
}

export const DEFAULT_LIMITS: RuntimeLimits = {
  environmentsPerFunction: 2,
  anotherAfterMs: 50,
  queuedPerFunction: 1_000,
  idleMs: 20_000,
  credentialsMarginMs: 15 * 60_000,
};
