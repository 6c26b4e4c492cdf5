import { expect, test } from "@jest/globals";
import type { StatesBlock } from "./asl.ts";
import { withRetriesAfter } from "./retry-pauses.ts";

const task = (Retry: object[]) => ({ Type: "Task", Resource: "arn", TimeoutSeconds: 15, Retry, End: true });
const machine = (retry: object[]): StatesBlock =>
  ({
    StartAt: "Do",
    States: {
      Do: task(retry),
      Each: {
        Type: "Map",
        ItemProcessor: { StartAt: "Item", States: { Item: task(retry) } },
        Retry: retry,
      },
      Both: { Type: "Parallel", Branches: [{ StartAt: "One", States: { One: task(retry) } }] },
    },
  }) as unknown as StatesBlock;

test("retries pause by the scale wherever they stand, and keep all else that they say", () => {
  const long = { ErrorEquals: ["A"], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3, MaxDelaySeconds: 10 };
  const short = { ...long, IntervalSeconds: 0.02, MaxDelaySeconds: 0.1 };
  expect(withRetriesAfter(0.01, machine([long]))).toEqual(machine([short]));
});

test("a retrier that does not say how long it pauses has AWS's second", () => {
  const silent = { ErrorEquals: ["States.ALL"] };
  expect(withRetriesAfter(0.5, machine([silent]))).toEqual(machine([{ ...silent, IntervalSeconds: 0.5 }]));
});

test("as in the cloud, a machine stays as it is written", () => {
  const written = machine([{ ErrorEquals: ["A"] }]);
  expect(withRetriesAfter(1, written)).toBe(written);
});
