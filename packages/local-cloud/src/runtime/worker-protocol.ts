import type { SocketRules } from "../network/socket-rules.ts";

/** What the parent hands to a new worker. */
export interface WorkerSetup {
  readonly taskRoot: string;
  /** `file.export`, as in the function's Handler property. */
  readonly handler: string;
  readonly compileCacheDir: string;
  /** What its network carries; absent: everything. */
  readonly socketRules?: SocketRules;
}

/** What the parent sends for each invocation. */
export interface InvokeMessage {
  readonly requestId: string;
  /** The event, as JSON. */
  readonly payload: string;
  readonly traceId: string;
  /** When the invocation times out, in ms since the epoch. */
  readonly deadlineMs: number;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** An error in the form that Lambda answers. */
export interface LambdaErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What the worker tells. Lines come before the answer that they belong to; an answer says what memory it left in use. */
export type WorkerMessage =
  | { readonly type: "ready" }
  | { readonly type: "init-error"; readonly error: LambdaErrorBody }
  | { readonly type: "line"; readonly text: string }
  | { readonly type: "result"; readonly requestId: string; readonly payload: string; readonly memoryBytes: number }
  | {
      readonly type: "error";
      readonly requestId: string;
      readonly error: LambdaErrorBody;
      readonly memoryBytes: number;
      /** True where the environment is not used again. */
      readonly fatal: boolean;
    };
