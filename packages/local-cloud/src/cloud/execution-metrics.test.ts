import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createCloudWatch } from "../services/cloudwatch/create-cloudwatch.ts";
import type { ExecutionStatusChange } from "../services/step-functions/index.ts";
import { countExecutions } from "./execution-metrics.ts";

const ARN = "arn:aws:states:us-east-1:111122223333:stateMachine:sweep";
const ALARM = {
  AlarmName: "sweep-failed",
  Namespace: "AWS/States",
  MetricName: "ExecutionsFailed",
  Dimensions: [{ Name: "StateMachineArn", Value: ARN }],
  Statistic: "Sum",
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  TreatMissingData: "notBreaching",
};

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "execution-metrics-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("an alarm on a machine's failed executions rings for that machine, and for nothing else that it does", async () => {
  const { admin, module } = await createCloudWatch({ dataDir });
  const told: ((change: ExecutionStatusChange) => void)[] = [];
  countExecutions({ onStatusChange: (listener) => (told.push(listener), () => undefined) }, admin);
  admin.putAlarm(ALARM);
  const at = Date.parse("2026-01-15T09:00:00.000Z");
  const change = (stateMachineArn: string, status: ExecutionStatusChange["status"]): void => {
    const execution = { stateMachineArn, executionArn: `${ARN}:1`, name: "1", input: "{}", startedAt: at };
    for (const listener of told) listener({ ...execution, status, stoppedAt: at });
  };
  const state = () => admin.evaluateAlarms(at)[0]?.state;
  for (const status of ["RUNNING", "SUCCEEDED", "TIMED_OUT", "ABORTED"] as const) change(ARN, status);
  change(`${ARN}-other`, "FAILED");
  expect(state()).toBe("OK");
  change(ARN, "FAILED");
  expect(state()).toBe("ALARM");
  await module.close?.();
});
