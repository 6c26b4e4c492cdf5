export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** An execution as it stands on disk. Times are epoch milliseconds. */
export interface ExecutionRecord {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  /** Names the definition that it began with; a machine that is changed does not change what runs. */
  readonly definitionHash: string;
  readonly roleArn: string;
  readonly input: string;
  readonly status: ExecutionStatus;
  readonly startedAt: number;
  readonly stoppedAt?: number;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** A change of an execution's status, as EventBridge would tell it. */
export type ExecutionStatusChange = Pick<
  ExecutionRecord,
  | "stateMachineArn"
  | "executionArn"
  | "name"
  | "status"
  | "startedAt"
  | "stoppedAt"
  | "input"
  | "output"
  | "error"
  | "cause"
>;

export interface StateMachineRecord {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly type: "STANDARD" | "EXPRESS";
  /** Amazon States Language, as it was given. */
  readonly definition: string;
  readonly creationDate: number;
}

/** How an execution ended. */
export type Ending = Pick<ExecutionRecord, "status" | "output" | "error" | "cause">;
