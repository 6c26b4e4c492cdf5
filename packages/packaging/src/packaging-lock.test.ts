import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { alone } from "./packaging-lock.ts";

let locks: string;
beforeEach(() => {
  locks = mkdtempSync(join(tmpdir(), "packaging-locks-"));
});
afterEach(() => rmSync(locks, { recursive: true, force: true }));

test("one service is packaged by one at a time, others beside it", async () => {
  const log: string[] = [];
  const job = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    log.push(`${name} ends`);
  };
  const run = (service: string, name: string) => alone(locks, service, { work: job(name), signal: undefined });
  await Promise.all([run("a", "first"), run("a", "second"), run("b", "other")]);
  expect(log.filter((line) => !line.startsWith("other"))).toEqual([
    "first begins",
    "first ends",
    "second begins",
    "second ends",
  ]);
  expect(log.indexOf("other begins")).toBeLessThan(log.indexOf("second begins"));
  expect(readdirSync(locks)).toEqual([]);
});

test("a failure frees the service, and a dead process holds nothing", async () => {
  const failing = alone(locks, "a", { work: () => Promise.reject(new Error("broken")), signal: undefined });
  await expect(failing).rejects.toThrow("broken");
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(join(locks, "a.lock"), String(pid));
  expect(await alone(locks, "a", { work: async () => 7, signal: undefined })).toBe(7);
});

test("who is told to stop waits no longer", async () => {
  writeFileSync(join(locks, "a.lock"), String(process.pid));
  const stopped = alone(locks, "a", { work: async () => 7, signal: AbortSignal.abort(new Error("stop")) });
  await expect(stopped).rejects.toThrow("stop");
});
