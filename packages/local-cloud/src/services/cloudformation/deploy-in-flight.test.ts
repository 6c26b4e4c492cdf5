import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { GetFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { embeddedProvider, startCloud, type LocalCloud } from "../../index.ts";
import { zipSource } from "../../test-support/package-service.ts";
import { lambdaFunction, role } from "../../test-support/templates.ts";

/** Says that it works, waits at the gate, and then which version it is. */
const work = (version: string): string => `
  import { existsSync, writeFileSync } from "node:fs";
  export const handler = async ({ started, gate }) => {
    writeFileSync(started, "");
    while (!existsSync(gate)) await new Promise((resolve) => setTimeout(resolve, 20));
    return "${version}";
  };`;

function template(key: string): string {
  const code = { Code: { S3Bucket: "uploads", S3Key: key }, Timeout: 60 };
  const step = (name: string, next: object): object => ({
    Type: "Task",
    Resource: "${Work.Arn}",
    ResultPath: `$.${name}`,
    ...next,
  });
  const definition = {
    StartAt: "First",
    States: { First: step("first", { Next: "Second" }), Second: step("second", { End: true }) },
  };
  return JSON.stringify({
    Resources: {
      ...lambdaFunction("Work", "work", { properties: code }),
      MachineRole: role("states.amazonaws.com", [
        { Sid: "Work", Action: "lambda:InvokeFunction", Resource: { "Fn::GetAtt": ["Work", "Arn"] } },
      ]),
      Machine: {
        Type: "AWS::StepFunctions::StateMachine",
        Properties: {
          StateMachineName: "booking",
          RoleArn: { "Fn::GetAtt": ["MachineRole", "Arn"] },
          DefinitionString: { "Fn::Sub": JSON.stringify(definition) },
        },
      },
    },
    Outputs: { MachineArn: { Value: { Ref: "Machine" } } },
  });
}

let folder: string;
let cloud: LocalCloud;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "in-flight-"));
  await start();
}, 30_000);

afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const dirs = { dataDir: join(folder, "data"), cacheDir: join(folder, "cache") };
  cloud = await startCloud({ ...dirs, services: [], model: embeddedProvider() });
}

function clients() {
  const config = { endpoint: cloud.endpoint, region: "us-east-1", credentials: cloud.ownerSession() };
  return {
    stacks: new CloudFormationClient(config),
    lambda: new LambdaClient(config),
    s3: new S3Client(config),
    machines: new SFNClient(config),
  };
}

async function until<Value>(ask: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    await pause(20);
  }
}

test("a function that is deployed anew in the middle of a workflow ends what it began as it was, and goes on as it is", async () => {
  const { stacks, lambda, s3, machines } = clients();
  await s3.send(new CreateBucketCommand({ Bucket: "uploads" }));
  for (const version of ["old", "new"]) {
    const Body = zipSource(work(version));
    await s3.send(new PutObjectCommand({ Bucket: "uploads", Key: `${version}/work.zip`, Body }));
  }
  const StackName = "booking";
  const Capabilities = ["CAPABILITY_NAMED_IAM" as const];
  const settled = async (status: string): Promise<string> =>
    await until(async () => {
      const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
      const [stack] = Stacks ?? [];
      return stack?.StackStatus === status ? (stack.Outputs?.[0]?.OutputValue ?? "") : undefined;
    });
  await stacks.send(new CreateStackCommand({ StackName, Capabilities, TemplateBody: template("old/work.zip") }));
  const stateMachineArn = await settled("CREATE_COMPLETE");

  const files = { started: join(folder, "started"), gate: join(folder, "gate") };
  const begun = await machines.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(files) }));
  await until(async () => (existsSync(files.started) ? true : undefined));
  const TemplateURL = "https://s3.amazonaws.com/uploads/template.json";
  await s3.send(new PutObjectCommand({ Bucket: "uploads", Key: "template.json", Body: template("new/work.zip") }));
  await stacks.send(new UpdateStackCommand({ StackName, Capabilities, TemplateURL }));
  await settled("UPDATE_COMPLETE");
  writeFileSync(files.gate, "");
  const ended = await until(async () => {
    const execution = await machines.send(new DescribeExecutionCommand({ executionArn: begun.executionArn }));
    return execution.status === "RUNNING" ? undefined : execution;
  });
  expect(ended.status).toBe("SUCCEEDED");
  expect(JSON.parse(ended.output ?? "{}")).toMatchObject({ first: "old", second: "new" });

  const before = await lambda.send(new GetFunctionCommand({ FunctionName: "work" }));
  for (const client of [stacks, lambda, s3, machines]) client.destroy();
  await cloud.close();
  await start();
  const after = clients();
  const restored = await after.lambda.send(new GetFunctionCommand({ FunctionName: "work" }));
  expect(restored.Configuration?.CodeSha256).toBe(before.Configuration?.CodeSha256);
  expect(await cloud.invoke("work", files)).toMatchObject({ payload: "new" });
  for (const client of Object.values(after)) client.destroy();
}, 60_000);
