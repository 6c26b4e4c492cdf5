import { beforeEach, expect, test } from "@jest/globals";
import { compilePolicies } from "@agentic-pm/iam";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonModule } from "../../gateway/json-module.ts";
import type { Ask } from "../../gateway/service-module.ts";
import type { Json, JsonObject } from "../../template/model.ts";
import { callTask, type TaskPorts } from "./task-calls.ts";

const RESOURCE = "arn:aws:states:::aws-sdk:bedrockdataautomationruntime:getDataAutomationStatus";
const unused = (): never => {
  throw new Error("not used");
};

let seen: JsonObject[];
let asked: Ask[];
let answer: () => unknown;

const call = async (parameters: JsonObject, denied = false): Promise<Json> => {
  const module = jsonModule({
    signingName: "bedrock",
    protocol: "json-1.1",
    operations: {
      GetDataAutomationStatus: {
        parse: (body) => body,
        asks: () => [{ action: "bedrock:GetDataAutomationStatus", resource: "arn:job" }],
        run: (input) => {
          seen.push(input as JsonObject);
          return answer();
        },
      },
    },
  });
  const ports: TaskPorts = {
    authorise: (_role, ask) => {
      asked.push(ask);
      if (denied) throw new AwsError("AccessDeniedException", "not authorized");
    },
    callerOf: (roleArn) => ({
      accessKeyId: "",
      principal: { arn: roleArn, accountId: "111122223333", roleArn },
      policies: compilePolicies({ identity: [] }),
    }),
    dataAutomation: () => module,
    invokeFunction: unused,
    startExecution: unused,
    functionArn: unused,
    dynamodb: unused,
  };
  return await callTask(RESOURCE, parameters, { roleArn: "arn:aws:iam::111122223333:role/machine", ports });
};

beforeEach(() => {
  [seen, asked] = [[], []];
});

test("a task speaks PascalCase, and the service its own names", async () => {
  answer = () => ({ status: "Success", outputConfiguration: { s3Uri: "s3://b/k" } });
  const result = await call({ InvocationArn: "arn:job", InputConfiguration: { S3Uri: "s3://a/b" } });
  expect(seen).toEqual([{ invocationArn: "arn:job", inputConfiguration: { s3Uri: "s3://a/b" } }]);
  expect(result).toEqual({ Status: "Success", OutputConfiguration: { S3Uri: "s3://b/k" } });
  expect(asked).toEqual([{ action: "bedrock:GetDataAutomationStatus", resource: "arn:job" }]);
});

test.each(["ValidationException", "ResourceNotFoundException", "ThrottlingException"])(
  "a %s carries the service's name before its own",
  async (code) => {
    answer = () => {
      throw new AwsError(code, "why");
    };
    await expect(call({})).rejects.toMatchObject({ name: `BedrockDataAutomationRuntime.${code}`, message: "why" });
  },
);

test("what the machine's role may not do fails the task by name", async () => {
  await expect(call({}, true)).rejects.toMatchObject({ name: "BedrockDataAutomationRuntime.AccessDeniedException" });
  expect(seen).toEqual([]);
});

test("other operations of the service are not run", async () => {
  const resource = RESOURCE.replace("getDataAutomationStatus", "constructor");
  await expect(callTask(resource, {}, { roleArn: "", ports: {} as TaskPorts })).rejects.toThrow("is not run here");
});
