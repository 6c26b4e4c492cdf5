import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import {
  puppetProvider,
  startCloud,
  type CloudOptions,
  type LocalCloud,
  type PackagedService,
  type RecordedDecision,
} from "./index.ts";
import { packageService } from "./test-support/package-service.ts";
import { lambdaFunction, role } from "./test-support/templates.ts";

const HANDLERS = {
  greet:
    'export const handler = async (event) => { console.log("greeting", event.name); return { hello: event.name, table: process.env.TABLE }; };',
  // Signs and sends a PutItem as any SDK would, with nothing but what the environment holds.
  write: `
    import { createHash, createHmac } from "node:crypto";
    const hmac = (key, text) => createHmac("sha256", key).update(text).digest();
    const sha = (text) => createHash("sha256").update(text).digest("hex");
    export const handler = async ({ table }) => {
      const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = process.env;
      const body = JSON.stringify({ TableName: table, Item: { id: { S: "1" } } });
      const date = new Date().toISOString().replace(/[-:]|\\.\\d+/g, "");
      const scope = date.slice(0, 8) + "/us-east-1/dynamodb/aws4_request";
      const headers = { host: new URL(url).host, "x-amz-date": date, "x-amz-security-token": token, "x-amz-target": "DynamoDB_20120810.PutItem" };
      const names = Object.keys(headers).join(";");
      const lines = Object.entries(headers).map(([name, value]) => name + ":" + value + "\\n").join("");
      const text = ["AWS4-HMAC-SHA256", date, scope, sha(["POST", "/", "", lines, names, sha(body)].join("\\n"))].join("\\n");
      const key = scope.split("/").reduce((last, part) => hmac(last, part), "AWS4" + secret);
      const authorization = "AWS4-HMAC-SHA256 Credential=" + id + "/" + scope + ", SignedHeaders=" + names + ", Signature=" + hmac(key, text).toString("hex");
      const answer = await fetch(url, { method: "POST", body, headers: { ...headers, authorization, "content-type": "application/x-amz-json-1.0" } });
      if (!answer.ok) throw Object.assign(new Error(await answer.text()), { name: "DynamoDbRefused" });
      return "written";
    };`,
};

function template(mayWrite: boolean): unknown {
  const write = { Sid: "WriteThings", Action: "dynamodb:PutItem", Resource: { "Fn::GetAtt": ["Things", "Arn"] } };
  return {
    Resources: {
      Things: {
        Type: "AWS::DynamoDB::Table",
        Properties: {
          TableName: "things",
          BillingMode: "PAY_PER_REQUEST",
          AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        },
      },
      ...lambdaFunction("Greet", "greet", { properties: { Environment: { Variables: { TABLE: { Ref: "Things" } } } } }),
      ...lambdaFunction("Write", "write", mayWrite ? { statements: [write] } : {}),
      MachineRole: role("states.amazonaws.com", [
        { Sid: "Greet", Action: "lambda:InvokeFunction", Resource: { "Fn::GetAtt": ["Greet", "Arn"] } },
        { ...write, Sid: "NoteIt" },
      ]),
      Machine: {
        Type: "AWS::StepFunctions::StateMachine",
        Properties: {
          StateMachineName: "greeting",
          RoleArn: { "Fn::GetAtt": ["MachineRole", "Arn"] },
          DefinitionString: {
            "Fn::Sub": JSON.stringify({
              StartAt: "Greet",
              States: {
                Greet: { Type: "Task", Resource: "${Greet.Arn}", Next: "Note" },
                Note: {
                  Type: "Task",
                  Resource: "arn:aws:states:::dynamodb:putItem",
                  Parameters: { TableName: "${Things}", Item: { id: { "S.$": "$.hello" } } },
                  ResultPath: null,
                  End: true,
                },
              },
            }),
          },
        },
      },
    },
    Outputs: { MachineArn: { Value: { Ref: "Machine" } } },
  };
}

let folder: string;
let cloud: LocalCloud;

async function start(mayWrite: boolean, more: Partial<CloudOptions> = {}): Promise<void> {
  const service: PackagedService = packageService(folder, "demo", {
    template: template(mayWrite),
    functions: HANDLERS,
  });
  const model = puppetProvider(() => {
    throw new Error("not asked");
  });
  cloud = await startCloud({
    dataDir: join(folder, "data"),
    cacheDir: join(folder, "cache"),
    services: [service],
    model,
    ...more,
  });
}

const clientConfig = () => ({ endpoint: cloud.endpoint, region: "us-east-1", credentials: cloud.operatorCredentials });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloud-"));
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the local cloud", () => {
  test("runs a packaged function through the Lambda API", async () => {
    await start(true);
    const client = new LambdaClient(clientConfig());
    const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
    expect(Functions.map(({ FunctionName }) => FunctionName).toSorted()).toEqual(["greet", "write"]);
    const Payload = JSON.stringify({ name: "Ada" });
    const answer = await client.send(new InvokeCommand({ FunctionName: "greet", Payload, LogType: "Tail" }));
    expect(JSON.parse(answer.Payload?.transformToString() ?? "")).toEqual({ hello: "Ada", table: "things" });
    expect(Buffer.from(answer.LogResult ?? "", "base64").toString()).toContain("greeting Ada");
    const accepted = await client.send(new InvokeCommand({ FunctionName: "greet", Payload, InvocationType: "Event" }));
    expect(accepted.StatusCode).toBe(202);
    await expect(client.send(new InvokeCommand({ FunctionName: "nobody" }))).rejects.toThrow(/Function not found/);
    client.destroy();
  });

  test("runs a state machine as its own role", async () => {
    await start(true);
    const client = new SFNClient(clientConfig());
    const stateMachineArn = cloud.output("MachineArn");
    const ended = new Promise((resolve) =>
      cloud.onExecution((change) => void (change.status === "RUNNING" || resolve(change))),
    );
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{"name":"Ada"}' }));
    await ended;
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: "SUCCEEDED",
      output: '{"hello":"Ada","table":"things"}',
    });
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "TaskScheduled",
      "TaskStateExited",
      "TaskStateEntered",
      "TaskScheduled",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
    client.destroy();
  });

  test("lets a function do what its role may", async () => {
    await start(true);
    expect(await cloud.invoke("write", { table: "things" })).toMatchObject({ payload: "written" });
  });

  test("names function, action and resource where a role may not", async () => {
    await start(false);
    const denials: RecordedDecision[] = [];
    cloud.onDecisionDenied((denied) => void denials.push(denied));
    const { payload, functionError } = await cloud.invoke("write", { table: "things" });
    expect(functionError).toBe("Unhandled");
    const { errorMessage } = payload as { errorMessage: string };
    expect(errorMessage).toContain("AccessDeniedException");
    expect(errorMessage).toContain(
      "is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:111122223333:table/things because no identity-based policy allows the dynamodb:PutItem action (function write",
    );
    expect(denials).toMatchObject([{ functionName: "write", action: "dynamodb:PutItem" }]);
  });

  test("keeps everything over a restart, and makes nothing twice", async () => {
    await start(true);
    const ids = [...cloud.resourcesOf("demo").values()].map(({ physicalId }) => physicalId);
    const { operatorCredentials } = cloud;
    await cloud.close();
    await start(true);
    expect([...cloud.resourcesOf("demo").values()].map(({ physicalId }) => physicalId)).toEqual(ids);
    expect(cloud.operatorCredentials).toEqual(operatorCredentials);
    expect(await cloud.invoke("greet", { name: "Ada" })).toMatchObject({ payload: { hello: "Ada" } });
  });

  test("tells where it is, and keeps the operator's key from others", async () => {
    await start(true);
    const file = JSON.parse(readFileSync(join(folder, "data", "cloud.json"), "utf8")) as unknown;
    expect(file).toMatchObject({
      endpoint: cloud.endpoint,
      pid: process.pid,
      region: "us-east-1",
      account: "111122223333",
    });
    expect(statSync(join(folder, "data", "operator-credentials.json")).mode & 0o777).toBe(0o600);
  });

  test("refuses a second instance on the same folder", async () => {
    await start(true);
    const first = cloud;
    await expect(start(true)).rejects.toMatchObject({ code: "DATA_FOLDER_IN_USE" });
    cloud = first;
  });

  test("says which service is not packaged, and lets the folder go", async () => {
    await start(true);
    await cloud.close();
    const services = [{ name: "ghost", artefactsDir: join(folder, "ghost") }];
    await expect(start(true, { services })).rejects.toMatchObject({ code: "SERVICE_NOT_PACKAGED" });
    await start(true);
  });

  test("prepares before it takes up work", async () => {
    const seen: string[] = [];
    await start(true, {
      prepare: async (prepared) => void seen.push(...prepared.tables()),
      onProgress: ({ step }) => void seen.push(step),
    });
    expect(seen).toEqual(["services", "gateway", "stack", "things", "ready"]);
  });
});
