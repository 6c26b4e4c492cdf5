import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { countingMachine } from "../../test-support/counting-machine.ts";
import type { ExecutionStatusChange } from "./index.ts";

const MACHINE = "arn:aws:states:us-east-1:111122223333:stateMachine:counting";
const PROCESS = fileURLToPath(new URL("../../test-support/counting-process.ts", import.meta.url));
let folder: string;
let child: ChildProcess | undefined;

const calls = (): readonly string[] =>
  existsSync(join(folder, "calls.log")) ? readFileSync(join(folder, "calls.log"), "utf8").trim().split("\n") : [];

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !condition(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
}

/** Opens the machine again and waits until `count` executions have ended. */
async function resumeUntilEnded(count: number): Promise<readonly ExecutionStatusChange[]> {
  const service = await countingMachine(folder, false);
  const ended: ExecutionStatusChange[] = [];
  service.onStatusChange((change) => void ended.push(change));
  service.resume();
  await until(() => ended.length === count);
  service.stop();
  return ended;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "resume-"));
});

afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("after kill -9 an execution goes on: what was done stays done, what was in flight is done again", async () => {
  child = spawn(process.execPath, [PROCESS, folder], { stdio: "ignore" });
  await until(() => calls().includes('work "slow"'));
  child.kill("SIGKILL");
  await once(child, "exit");
  const [ended] = await resumeUntilEnded(1);
  expect(ended).toMatchObject({ name: "one", status: "SUCCEEDED" });
  expect(calls()).toEqual([
    'fetch {"items":["quick","slow","last"],"pause":0}',
    'work "quick"',
    'work "slow"',
    'work "slow"',
    'work "last"',
    String.raw`finish ["did \"quick\"","did \"slow\"","did \"last\""]`,
  ]);
});

test("a wait lasts as long as it would have without the restart", async () => {
  const first = await countingMachine(folder, false);
  const input = JSON.stringify({ items: [], pause: 1 });
  const { executionArn, startedAt } = first.admin.start({ stateMachineArn: MACHINE, name: "waits", input });
  await until(() => calls().length === 1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  first.stop();
  const [ended] = await resumeUntilEnded(1);
  expect(ended).toMatchObject({ executionArn, status: "SUCCEEDED" });
  const lasted = (ended?.stoppedAt ?? 0) - startedAt;
  expect(lasted).toBeGreaterThanOrEqual(1_000);
  expect(calls().filter((call) => call.startsWith("fetch"))).toHaveLength(1);
});

test("executions that had not begun when the process ended are run as well", async () => {
  const first = await countingMachine(folder, true);
  for (const name of ["a", "b", "c", "d"]) {
    first.admin.start({ stateMachineArn: MACHINE, name, input: '{"items":["slow"],"pause":0}' });
  }
  await until(() => calls().filter((call) => call === 'work "slow"').length === 2);
  first.stop();
  const ended = await resumeUntilEnded(4);
  expect(ended.map(({ name, status }) => `${name} ${status}`).toSorted()).toEqual([
    "a SUCCEEDED",
    "b SUCCEEDED",
    "c SUCCEEDED",
    "d SUCCEEDED",
  ]);
});
