import type { BillContext, Line } from "../bill-context.ts";

const KILOBYTES_A_GB = 1_000_000;

/** Logs as they come in and as they are kept, alarms, metrics of our own, traces. */
export function observabilityLines(bill: BillContext): readonly Line[] {
  const { logs, customMetrics, traces } = bill.workload;
  const gigabytes = bill.monthly(logs.kilobytes) / KILOBYTES_A_GB;
  const alarms = bill.ofType("AWS::CloudWatch::Alarm").length;
  const traced = bill
    .ofType("AWS::Lambda::Function")
    .some(({ properties }) => properties["TracingConfig"] !== undefined);
  return [
    ...(bill.ofType("AWS::Logs::LogGroup").length === 0
      ? []
      : [
          bill.line("CloudWatch", "logs in", { price: "logs.gb", quantity: gigabytes }),
          bill.line("CloudWatch", "logs kept", { price: "logs.gb-month", quantity: gigabytes * logs.monthsKept }),
          bill.line("CloudWatch", "metrics of ours", { price: "cloudwatch.metric-month", quantity: customMetrics }),
        ]),
    ...(alarms === 0 ? [] : [bill.line("CloudWatch", "alarms", { price: "cloudwatch.alarm-month", quantity: alarms })]),
    ...(traced ? [bill.line("X-Ray", "traces", { price: "xray.trace", quantity: bill.monthly(traces) })] : []),
  ];
}

/** Schedules by what they start, and mails to the operator. Rules on AWS's own events are free. */
export function eventLines(bill: BillContext): readonly Line[] {
  const schedules = bill.ofType("AWS::Scheduler::Schedule").length;
  const topics = bill.ofType("AWS::SNS::Topic").length;
  const { alerts } = bill.workload;
  return [
    ...(schedules === 0
      ? []
      : [
          bill.line("EventBridge", "schedules", { price: "scheduler.invocation", quantity: bill.monthly({ poll: 1 }) }),
        ]),
    ...(topics === 0 ? [] : [bill.line("SNS", "mails", { price: "sns.email", quantity: bill.monthly(alerts) })]),
  ];
}
