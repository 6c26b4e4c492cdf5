import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { AwsError } from "../../gateway/aws-error.ts";
import type { Ask } from "../../gateway/service-module.ts";
import { createStepFunctions, type ExecutionStatusChange, type StepFunctionsService } from "./index.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:worker";
const ROLE = "arn:aws:iam::111122223333:role/machine";

let folder: string;
let service: StepFunctionsService;
let answers: (event: Record<string, unknown>) => unknown;
let asked: string[];
let denied: string | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "states-"));
  answers = (event) => event;
  asked = [];
  denied = undefined;
  const authorise = (roleArn: string, { action, resource }: Ask): void => {
    asked.push(`${roleArn} ${action} ${resource}`);
    if (action === denied) throw new AwsError("AccessDeniedException", `not authorized to perform: ${action}`);
  };
  const unused = (): never => {
    throw new Error("not used");
  };
  service = await createStepFunctions({
    dataDir: folder,
    maxConcurrentExecutions: 2,
    ports: {
      authorise,
      functionArn: (name) => (name.startsWith("arn:") ? name : `${FUNCTION.replace("worker", name)}`),
      dynamodb: unused,
      dataAutomation: unused,
      callerOf: unused,
      invokeFunction: async (_arn, payload) => {
        const answer = await answers(JSON.parse(payload) as Record<string, unknown>);
        return answer instanceof Error
          ? {
              payload: JSON.stringify({ errorType: answer.name, errorMessage: answer.message }),
              functionError: "Unhandled",
            }
          : { payload: JSON.stringify(answer) };
      },
    },
  });
});

afterEach(() => {
  service.stop();
  rmSync(folder, { recursive: true, force: true });
});

function put(states: Record<string, unknown>, more: object = {}): string {
  const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more });
  return service.admin.put({ name: "machine", roleArn: ROLE, definition }).stateMachineArn;
}

async function run(
  states: Record<string, unknown>,
  input: unknown = {},
  more: object = {},
): Promise<ExecutionStatusChange> {
  const stateMachineArn = put(states, more);
  const ended = new Promise<ExecutionStatusChange>((resolve) => {
    service.onStatusChange((change) => {
      if (change.status !== "RUNNING") resolve(change);
    });
  });
  service.admin.start({ stateMachineArn, input: JSON.stringify(input) });
  return await ended;
}

const task = (more: object = {}) => ({ Type: "Task", Resource: FUNCTION, End: true, ...more });
const error = (name: string, message: string): Error => Object.assign(new Error(message), { name });

describe("an execution", () => {
  test("invokes a function as the machine's role and answers its result", async () => {
    answers = (event) => ({ doubled: Number(event["n"]) * 2 });
    const ended = await run({ A: task() }, { n: 21 });
    expect(ended).toMatchObject({ status: "SUCCEEDED", output: '{"doubled":42}' });
    expect(asked).toEqual([`${ROLE} lambda:InvokeFunction ${FUNCTION}`]);
  });

  test("wraps the payload of lambda:invoke", async () => {
    const Parameters = { FunctionName: "worker", Payload: { "n.$": "$.n", "name.$": "$$.Execution.Name" } };
    const ended = await run({ A: task({ Resource: "arn:aws:states:::lambda:invoke", Parameters }) }, { n: 1 });
    expect(JSON.parse(ended.output ?? "")).toEqual({
      ExecutedVersion: "$LATEST",
      Payload: { n: 1, name: ended.name },
      StatusCode: 200,
    });
  });

  test("fails with the function's error and its cause as JSON", async () => {
    answers = () => error("TicketGone", "no such ticket");
    const ended = await run({ A: task() });
    expect(ended).toMatchObject({ status: "FAILED", error: "TicketGone" });
    expect(JSON.parse(ended.cause ?? "")).toEqual({ errorType: "TicketGone", errorMessage: "no such ticket" });
  });

  test("catches an error by its type", async () => {
    answers = () => error("TicketGone", "no such ticket");
    const Catch = [
      { ErrorEquals: ["Other"], Next: "C" },
      { ErrorEquals: ["TicketGone"], ResultPath: "$.error", Next: "B" },
    ];
    const ended = await run({ A: task({ Catch }), B: { Type: "Succeed" }, C: { Type: "Fail" } }, { kept: true });
    expect(JSON.parse(ended.output ?? "")).toMatchObject({ kept: true, error: { Error: "TicketGone" } });
  });

  test("retries throttled invocations", async () => {
    let attempts = 0;
    answers = () => {
      attempts += 1;
      if (attempts === 1) throw new AwsError("TooManyRequestsException", "Rate Exceeded.", { status: 429 });
      return attempts;
    };
    const Retry = [{ ErrorEquals: ["Lambda.TooManyRequestsException"], IntervalSeconds: 1, MaxAttempts: 1 }];
    expect(await run({ A: task({ Retry }) })).toMatchObject({ status: "SUCCEEDED", output: "2" });
  });

  test("says what its role may not", async () => {
    denied = "lambda:InvokeFunction";
    const ended = await run({ A: task() });
    expect(ended).toMatchObject({
      error: "Lambda.AWSLambdaException",
      cause: "not authorized to perform: lambda:InvokeFunction",
    });
  });

  test("times out in a task and as a whole", async () => {
    answers = () => new Promise(() => undefined);
    expect(await run({ A: task({ TimeoutSeconds: 1 }) })).toMatchObject({ status: "FAILED", error: "States.Timeout" });
    expect(await run({ A: task() }, {}, { TimeoutSeconds: 1 })).toMatchObject({ status: "TIMED_OUT" });
  });

  test("tells apart what is there and what is not, also when asked for false", async () => {
    const Choices = [
      { Variable: "$.a", IsPresent: false, Next: "Absent" },
      {
        And: [
          { Variable: "$.a", IsNull: false },
          { Variable: "$.a", IsString: true },
        ],
        Next: "Text",
      },
    ];
    const result = (Result: string) => ({ Type: "Pass", Result, End: true });
    const states = {
      C: { Type: "Choice", Choices, Default: "Other" },
      Absent: result("absent"),
      Text: result("text"),
      Other: result("other"),
    };
    expect((await run(states, {})).output).toBe('"absent"');
    expect((await run(states, { a: "x" })).output).toBe('"text"');
    expect((await run(states, { a: null })).output).toBe('"other"');
  });

  test("keeps its own start time and name inside a Map", async () => {
    const inner = { StartAt: "A", States: { A: task({ Parameters: { "id.$": "$$.Execution.Id" } }) } };
    const ended = await run({ M: { Type: "Map", ItemProcessor: inner, End: true } }, [1]);
    expect(JSON.parse(ended.output ?? "")).toEqual([{ id: ended.executionArn }]);
  });

  test("starts another machine", async () => {
    const Parameters = { "StateMachineArn.$": "$.machine", Name: "nested", Input: { from: "parent" } };
    const resource = "arn:aws:states:::states:startExecution";
    const target = service.admin.put({
      name: "target",
      roleArn: ROLE,
      definition: '{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}',
    });
    const states = { A: task({ Resource: resource, Parameters }) };
    const stateMachineArn = put(states);
    const names: string[] = [];
    service.onStatusChange(({ name, status }) => void names.push(`${name} ${status}`));
    service.admin.start({
      stateMachineArn,
      name: "parent",
      input: JSON.stringify({ machine: target.stateMachineArn }),
    });
    for (let turn = 0; turn < 200 && names.length < 4; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(names.toSorted()).toEqual(["nested RUNNING", "nested SUCCEEDED", "parent RUNNING", "parent SUCCEEDED"]);
    expect(asked).toContain(`${ROLE} states:StartExecution ${target.stateMachineArn}`);
  });
});

describe("the name of an execution", () => {
  test("makes a second start with the same input the same execution, and another input an error", async () => {
    answers = () => new Promise(() => undefined);
    const stateMachineArn = put({ A: task() });
    const first = service.admin.start({ stateMachineArn, name: "once", input: '{"n":1}' });
    expect(service.admin.start({ stateMachineArn, name: "once", input: '{"n":1}' })).toEqual(first);
    const other = (): unknown => service.admin.start({ stateMachineArn, name: "once", input: '{"n":2}' });
    expect(other).toThrow(expect.objectContaining({ code: "ExecutionAlreadyExists" }));
  });

  test("cannot be used again once the execution has ended", async () => {
    const { stateMachineArn, name, input } = await run({ A: { Type: "Pass", End: true } });
    const again = (): unknown => service.admin.start({ stateMachineArn, name, input });
    expect(again).toThrow(expect.objectContaining({ code: "ExecutionAlreadyExists" }));
  });

  test("and its input are checked", () => {
    const stateMachineArn = put({ A: { Type: "Pass", End: true } });
    const start = (request: object) => () => service.admin.start({ stateMachineArn, ...request });
    expect(start({ name: "a b" })).toThrow(expect.objectContaining({ code: "InvalidName" }));
    expect(start({ input: "{" })).toThrow(expect.objectContaining({ code: "InvalidExecutionInput" }));
    expect(start({ input: `"${"x".repeat(262_144)}"` })).toThrow(
      expect.objectContaining({ code: "InvalidExecutionInput" }),
    );
    expect(start({ stateMachineArn: "arn:nothing" })).toThrow(
      expect.objectContaining({ code: "StateMachineDoesNotExist" }),
    );
  });
});

test("executions beyond the limit wait, and one that waits lets another one work", async () => {
  let working = 0;
  let most = 0;
  answers = async (event) => {
    working += 1;
    most = Math.max(most, working);
    await new Promise((resolve) => setTimeout(resolve, 20));
    working -= 1;
    return event;
  };
  const stateMachineArn = put({
    A: { ...task(), End: undefined, Next: "W" },
    W: { Type: "Wait", Seconds: 1, Next: "B" },
    B: task(),
  });
  const ended: string[] = [];
  service.onStatusChange(({ name, status }) => {
    if (status === "SUCCEEDED") ended.push(name);
  });
  for (let index = 0; index < 8; index += 1) service.admin.start({ stateMachineArn, name: `n${index}` });
  for (let turn = 0; turn < 600 && ended.length < 8; turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ended).toHaveLength(8);
  expect(most).toBe(2);
});
