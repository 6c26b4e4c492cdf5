import type { CloudWatchAdmin } from "../services/cloudwatch/create-cloudwatch.ts";
import type { StepFunctionsService } from "../services/step-functions/index.ts";

const METRICS = {
  RUNNING: "ExecutionsStarted",
  SUCCEEDED: "ExecutionsSucceeded",
  FAILED: "ExecutionsFailed",
  TIMED_OUT: "ExecutionsTimedOut",
  ABORTED: "ExecutionsAborted",
} as const;

/** Counts executions as AWS does, in the namespace AWS/States with the machine as only dimension. */
export function countExecutions(
  stepFunctions: Pick<StepFunctionsService, "onStatusChange">,
  cloudwatch: Pick<CloudWatchAdmin, "count">,
): void {
  stepFunctions.onStatusChange(({ status, stateMachineArn, startedAt, stoppedAt = startedAt }) => {
    const dimensions = { StateMachineArn: stateMachineArn };
    cloudwatch.count({ namespace: "AWS/States", name: METRICS[status], dimensions }, stoppedAt);
  });
}
