import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { CloudWatchClient, GetMetricStatisticsCommand, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, FilterLogEventsCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetParametersByPathCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { join } from "node:path";
import { startSmallCloud, type ClientConfig, type SmallCloud } from "../../gateway/small-cloud.ts";
import { createLogs, type LogsService } from "../logs/create-logs.ts";
import { createSns, type SnsService } from "../sns/create-sns.ts";
import { createSsm } from "../ssm/create-ssm.ts";
import { createCloudWatch, type CloudWatchService } from "./create-cloudwatch.ts";

let cloud: SmallCloud;
let cloudWatch: CloudWatchService;
let logs: LogsService;
let sns: SnsService;
let all: ClientConfig;

beforeAll(async () => {
  cloud = await startSmallCloud(async ({ folder }) => {
    cloudWatch = await createCloudWatch({ dataDir: join(folder, "cloudwatch") });
    logs = await createLogs({ dataDir: join(folder, "logs") });
    sns = await createSns({ dataDir: join(folder, "sns") });
    const ssm = await createSsm({ dataDir: join(folder, "ssm") });
    return [cloudWatch.module, logs.module, sns.module, ssm.module];
  });
  all = cloud.as("all", [{ Effect: "Allow", Action: "*", Resource: "*" }]);
});
afterAll(() => cloud.close());

test("metrics are summed by period, whether put or embedded in a log line, and alarms follow them", async () => {
  const client = new CloudWatchClient(all);
  const MetricData = Array.from({ length: 200 }, () => ({ MetricName: "Signals", Value: 2, Unit: "Count" as const }));
  await client.send(new PutMetricDataCommand({ Namespace: "pm", MetricData }));
  const CloudWatchMetrics = [{ Namespace: "pm", Dimensions: [[]], Metrics: [{ Name: "Signals", Unit: "Count" }] }];
  cloudWatch.admin.ingest([
    JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics }, Signals: 100 }),
    "no metric",
  ]);
  const window = {
    StartTime: new Date(Date.now() - 7_200_000),
    EndTime: new Date(Date.now() + 60_000),
    Period: 86_400,
  };
  const asked = { Namespace: "pm", MetricName: "Signals", Statistics: ["Sum" as const, "Maximum" as const], ...window };
  const { Datapoints } = await client.send(new GetMetricStatisticsCommand(asked));
  expect(Datapoints?.reduce((sum, point) => sum + (point.Sum ?? 0), 0)).toBe(500);
  const alarm = { Namespace: "pm", MetricName: "Signals", Statistic: "Sum", Period: 86_400, EvaluationPeriods: 1 };
  cloudWatch.admin.putAlarm({
    AlarmName: "busy",
    ...alarm,
    Threshold: 499,
    ComparisonOperator: "GreaterThanThreshold",
  });
  expect(cloudWatch.admin.evaluateAlarms().map(({ state }) => state)).toEqual(["ALARM"]);
});

test("log events are written, filtered by terms and kept over a restart", async () => {
  const client = new CloudWatchLogsClient(all);
  const group = "/aws/lambda/intake";
  logs.admin.append(group, "2026/01/[1]a", [{ timestamp: Date.now(), message: "first ERROR here" }]);
  const logEvents = [{ timestamp: Date.now(), message: "second line" }];
  await client.send(new PutLogEventsCommand({ logGroupName: group, logStreamName: "2026/01/[1]a", logEvents }));
  const found = await client.send(new FilterLogEventsCommand({ logGroupName: group, filterPattern: "ERROR" }));
  expect(found.events?.map(({ message }) => message)).toEqual(["first ERROR here"]);
  const again = await createLogs({ dataDir: join(cloud.folder, "logs") });
  expect(again.admin.read(group, "2026/01/[1]a")).toHaveLength(2);
});

test("a message to a topic is kept with its subject", async () => {
  const { arn: TopicArn } = sns.admin.createTopic({ name: "alarms" });
  await new SNSClient(all).send(new PublishCommand({ TopicArn, Message: "budget <80%> & rising", Subject: "budget" }));
  expect(sns.admin.published()).toMatchObject([{ message: "budget <80%> & rising", subject: "budget" }]);
  const missing = new SNSClient(all).send(new PublishCommand({ TopicArn: `${TopicArn}-none`, Message: "x" }));
  await expect(missing).rejects.toMatchObject({ name: expect.stringMatching(/^NotFound/) });
});

test("parameters are read by path", async () => {
  const client = new SSMClient(all);
  await client.send(new PutParameterCommand({ Name: "/pm/a", Value: "1", Type: "String" }));
  await client.send(new PutParameterCommand({ Name: "/pm/deep/b", Value: "2", Type: "SecureString" }));
  const found = await client.send(
    new GetParametersByPathCommand({ Path: "/pm", Recursive: true, WithDecryption: true }),
  );
  expect(found.Parameters?.map(({ Name, Value }) => `${Name}=${Value}`)).toEqual(["/pm/a=1", "/pm/deep/b=2"]);
});
