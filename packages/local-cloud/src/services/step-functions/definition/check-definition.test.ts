import { describe, expect, test } from "@jest/globals";
import { checkDefinition } from "./check-definition.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:worker";
const task = (more: object = {}) => ({ Type: "Task", Resource: FUNCTION, End: true, ...more });
const check =
  (state: object, more: object = {}) =>
  () =>
    checkDefinition("machine", JSON.stringify({ StartAt: "Here", States: { Here: state }, ...more }));

describe("a definition that would run differently here is refused, naming the state", () => {
  test.each<[string, object]>([
    ["a heartbeat", task({ HeartbeatSeconds: 5, TimeoutSeconds: 10 })],
    [
      "a task token",
      task({ Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", Parameters: { FunctionName: FUNCTION } }),
    ],
    ["a nested machine that is waited for", task({ Resource: "arn:aws:states:::states:startExecution.sync:2" })],
    ["another service", task({ Resource: "arn:aws:states:::sqs:sendMessage" })],
    ["$$.State", task({ Parameters: { "name.$": "$$.State.Name" } })],
    ["chance", task({ Parameters: { "id.$": "States.UUID()" } })],
    ["variables", { Type: "Pass", Assign: { a: 1 }, End: true }],
    ["JSONata", { Type: "Pass", QueryLanguage: "JSONata", Output: "{% 1 %}", End: true }],
    [
      "an asynchronous invocation",
      task({
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: FUNCTION, InvocationType: "Event" },
      }),
    ],
  ])("%s", (_name, state) => {
    expect(check(state)).toThrow(expect.objectContaining({ code: "STATE_MACHINE_UNSUPPORTED" }));
    expect(check(state)).toThrow(/State machine machine, state Here/);
  });

  test("a distributed Map and an item reader", () => {
    const inner = { StartAt: "A", States: { A: task() } };
    const distributed = { ...inner, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };
    expect(check({ Type: "Map", ItemProcessor: distributed, End: true })).toThrow(/a distributed Map/);
    expect(check({ Type: "Map", ItemProcessor: inner, ItemBatcher: { MaxItemsPerBatch: 2 }, End: true })).toThrow(
      /ItemBatcher/,
    );
  });

  test("a state inside a Map is named as well", () => {
    const inner = { StartAt: "Deep", States: { Deep: task({ Parameters: { "t.$": "$$.Task.Token" } }) } };
    expect(check({ Type: "Map", ItemProcessor: inner, End: true })).toThrow(/state Deep/);
  });
});

test.each<[string, string]>([
  ["no JSON", "{"],
  ["no States", "{}"],
  ["a Next that is nowhere", '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Z"}}}'],
])("%s is invalid", (_name, text) => {
  expect(() => checkDefinition("machine", text)).toThrow(expect.objectContaining({ code: "STATE_MACHINE_INVALID" }));
});

test("what the product uses is accepted", () => {
  const Retry = [{ ErrorEquals: ["Lambda.TooManyRequestsException"], MaxAttempts: 2, JitterStrategy: "FULL" }];
  expect(check(task({ Retry, Catch: [{ ErrorEquals: ["States.ALL"], Next: "Here" }] }))).not.toThrow();
});
