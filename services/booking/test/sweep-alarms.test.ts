import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import * as z from "zod";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const Alarm = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.tuple([z.object({ Name: z.string(), Value: z.string() })]),
  Statistic: z.literal("Sum"),
  Period: z.number(),
  EvaluationPeriods: z.number(),
  DatapointsToAlarm: z.number().optional(),
  Threshold: z.literal(1),
  TreatMissingData: z.literal("notBreaching"),
  AlarmActions: z.tuple([z.object({ "Fn::ImportValue": z.string() })]),
});
const { Resources } = parse(read("../resources/booking-sweep.yml"), { logLevel: "silent" }) as {
  Resources: Record<string, { Type: string; Properties: unknown }>;
};
const alarms = Object.values(Resources)
  .filter(({ Type }) => Type === "AWS::CloudWatch::Alarm")
  .map(({ Properties }) => Alarm.parse(Properties));
const ofMetric = (name: string) => alarms.find(({ MetricName }) => MetricName === name);

describe("the sweep's alarms", () => {
  test.each(["ExecutionsFailed", "ExecutionsTimedOut"])("one rings at the first of its %s", (metric) => {
    expect(ofMetric(metric)).toMatchObject({
      Namespace: "AWS/States",
      Dimensions: [{ Name: "StateMachineArn", Value: "BookingSweepStateMachine" }],
      EvaluationPeriods: 1,
    });
  });

  test("one rings where two of three sweeps count what they cannot end, under the names that they count under", () => {
    expect(ofMetric("BookingsNotEnded")).toMatchObject({
      Namespace: "agentic-pm",
      Dimensions: [{ Name: "service", Value: "close-booking" }],
      Period: 900,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    });
    expect(read("../src/usecases/sweep-bookings.ts")).toContain('metrics.add("BookingsNotEnded"');
    expect(read("../src/functions/close-booking.ts")).toContain('name: "close-booking"');
    expect(Resources["BookingSweepSchedule"]?.Properties).toMatchObject({ ScheduleExpression: "rate(15 minutes)" });
  });

  test("all tell the operator, and lead to the part of the runbook that has their name", () => {
    expect(alarms).toHaveLength(3);
    const runbook = read("../../../docs/runbooks/bookings.md");
    for (const { AlarmName, AlarmDescription, AlarmActions } of alarms) {
      expect(AlarmActions[0]["Fn::ImportValue"]).toMatch(/OperatorAlertsTopicArn$/);
      expect(AlarmDescription).toContain('docs/runbooks/bookings.md, "An alarm of the sweep"');
      expect(runbook).toContain(`\`${AlarmName.replace("agentic-pm-${sls:stage}-", "")}\``);
    }
    expect(runbook).toContain("## An alarm of the sweep");
  });
});
