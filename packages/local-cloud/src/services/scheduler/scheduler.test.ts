import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { CreateScheduleCommand, GetScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { join } from "node:path";
import { startSmallCloud, type SmallCloud } from "../../gateway/small-cloud.ts";
import { createScheduler, type SchedulerService } from "./create-scheduler.ts";
import { nextRun, parseExpression } from "./schedule-expression.ts";

let cloud: SmallCloud;
let scheduler: SchedulerService;
let now = Date.UTC(2026, 0, 1);
const invoked: string[] = [];

beforeAll(async () => {
  cloud = await startSmallCloud(async ({ folder }) => {
    scheduler = await createScheduler({
      dataDir: join(folder, "scheduler"),
      clock: { now: () => now },
      wait: async () => undefined,
      invokeTarget: async (arn, roleArn, input) => void invoked.push(`${arn} ${roleArn} ${input}`),
    });
    return [scheduler.module];
  });
});
afterAll(() => cloud.close());

test("a schedule made through the API runs its target under its role, at its times", async () => {
  const statements = [{ Effect: "Allow", Action: ["scheduler:*", "iam:PassRole"], Resource: "*" }];
  const client = new SchedulerClient(cloud.as("planner", statements));
  const Target = { Arn: "function", RoleArn: "role", Input: '{"poll":true}' };
  const schedule = {
    Name: "poll",
    FlexibleTimeWindow: { Mode: "OFF" as const },
    ScheduleExpression: "rate(15 minutes)",
    Target,
  };
  await client.send(new CreateScheduleCommand(schedule));
  expect((await client.send(new GetScheduleCommand({ Name: "poll" }))).ScheduleExpression).toBe("rate(15 minutes)");
  for (const minutes of [0, 14, 1, 15]) {
    now += minutes * 60_000;
    await scheduler.admin.runDue();
  }
  expect(invoked).toEqual(Array.from({ length: 3 }, () => 'function role {"poll":true}'));
  await expect(client.send(new GetScheduleCommand({ Name: "none" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});

test("passing a role to a schedule needs its own permission", async () => {
  const client = new SchedulerClient(cloud.as("half", [{ Effect: "Allow", Action: "scheduler:*", Resource: "*" }]));
  const Target = { Arn: "function", RoleArn: "arn:aws:iam::111122223333:role/strong" };
  const schedule = {
    Name: "sly",
    FlexibleTimeWindow: { Mode: "OFF" as const },
    ScheduleExpression: "rate(1 hour)",
    Target,
  };
  await expect(client.send(new CreateScheduleCommand(schedule))).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("iam:PassRole"),
  });
});

test.each([
  ["rate(1 hour)", "UTC", "2026-01-01T01:00:00.000Z"],
  ["at(2026-03-01T09:00:00)", "Europe/Berlin", "2026-03-01T08:00:00.000Z"],
  ["cron(0 9 ? * MON-FRI *)", "UTC", "2026-01-01T09:00:00.000Z"],
  ["cron(30 8 ? * 6L *)", "UTC", "2026-01-30T08:30:00.000Z"],
  ["cron(0 0 29 2 ? *)", "UTC", "2028-02-29T00:00:00.000Z"],
  ["cron(0 9 ? * 2#1 *)", "America/New_York", "2026-01-05T14:00:00.000Z"],
  ["cron(0 9 3W * ? *)", "UTC", "2026-01-02T09:00:00.000Z"],
  ["cron(0 9 1W 2-8 ? *)", "UTC", "2026-02-02T09:00:00.000Z"],
  ["cron(0 9 LW 2 ? *)", "UTC", "2026-02-27T09:00:00.000Z"],
  ["cron(0 9 ? * L *)", "UTC", "2026-01-03T09:00:00.000Z"],
  ["cron(0/15 * * * ? *)", "UTC", "2026-01-01T00:15:00.000Z"],
])("%s in %s runs next at %s", (text, timeZone, expected) => {
  const next = nextRun(parseExpression(text, timeZone), Date.UTC(2026, 0, 1));
  expect(new Date(next ?? 0).toISOString()).toBe(expected);
});

test.each(["rate(1 hours)", "rate(0 minutes)", "cron(0 9 * * * *)", "cron(61 9 ? * MON *)", "at(tomorrow)", "soon"])(
  "%s is no schedule expression",
  (text) => {
    expect(() => parseExpression(text)).toThrow("Invalid Schedule Expression");
  },
);
