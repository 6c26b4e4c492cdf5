import * as z from "zod";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import { ALARM } from "./alarm.ts";
import { alarmArn, type AlarmStore } from "./alarm-store.ts";

const DESCRIBE = z.object({
  AlarmNames: z.array(z.string()).optional(),
  AlarmNamePrefix: z.string().optional().default(""),
  StateValue: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]).optional(),
});
const DELETE = z.object({ AlarmNames: z.array(z.string()).min(1).max(100) });

/** PutMetricAlarm, DescribeAlarms and DeleteAlarms. */
export function alarmOperations(alarms: AlarmStore): Record<string, JsonOperation> {
  return {
    PutMetricAlarm: jsonOperation(ALARM, {
      asks: (input) => [{ action: "cloudwatch:PutMetricAlarm", resource: alarmArn(input.AlarmName) }],
      run: (input) => {
        alarms.put(input);
        return {};
      },
    }),
    DescribeAlarms: jsonOperation(DESCRIBE, {
      asks: (input) =>
        (input.AlarmNames ?? ["*"]).map((name) => ({ action: "cloudwatch:DescribeAlarms", resource: alarmArn(name) })),
      run: (input) => ({
        MetricAlarms: alarms
          .evaluate()
          .filter(
            ({ alarm }) =>
              input.AlarmNames?.includes(alarm.AlarmName) ?? alarm.AlarmName.startsWith(input.AlarmNamePrefix),
          )
          .filter(({ state }) => (input.StateValue ?? state) === state)
          .map(({ alarm, state, since }) => ({
            ...alarm,
            AlarmArn: alarmArn(alarm.AlarmName),
            StateValue: state,
            StateUpdatedTimestamp: since / 1_000,
          })),
        CompositeAlarms: [],
      }),
    }),
    DeleteAlarms: jsonOperation(DELETE, {
      asks: (input) =>
        input.AlarmNames.map((name) => ({ action: "cloudwatch:DeleteAlarms", resource: alarmArn(name) })),
      run: (input) => {
        for (const name of input.AlarmNames) alarms.delete(name);
        return {};
      },
    }),
  };
}
