import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { EventInvocations } from "./event-invocations.ts";

let folder: string;
let attempts: string[];
let dropped: string[];
let failing: boolean;
let events: EventInvocations;

async function open(): Promise<void> {
  events = await EventInvocations.open(
    join(folder, "events.jsonl"),
    {
      invoke: async (functionName, { requestId, payload }) => {
        attempts.push(`${functionName} ${payload}`);
        const failed = failing ? { functionError: "Unhandled" as const } : {};
        return { requestId, payload: '{"errorType":"Boom"}', logTail: "", ...failed };
      },
      onDropped: ({ reason }) => void dropped.push(reason),
    },
    [5, 10],
  );
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !condition(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "events-"));
  attempts = [];
  dropped = [];
  failing = false;
  await open();
});

afterEach(() => {
  events.close();
  rmSync(folder, { recursive: true, force: true });
});

test("an event is delivered once when the function succeeds", async () => {
  events.accept("hello", "{}");
  await until(() => events.size === 0);
  expect(attempts).toEqual(["hello {}"]);
});

test("a failing event is tried three times and then dropped with its reason", async () => {
  failing = true;
  events.accept("hello", "{}");
  await until(() => dropped.length === 1);
  expect(attempts).toHaveLength(3);
  expect(dropped).toEqual(['{"errorType":"Boom"}']);
});

test("an accepted event survives the end of the process", async () => {
  events.accept("hello", '{"kept":true}');
  events.close();
  expect(attempts).toEqual([]);
  await open();
  events.resume();
  await until(() => events.size === 0);
  expect(attempts).toEqual(['hello {"kept":true}']);
});
