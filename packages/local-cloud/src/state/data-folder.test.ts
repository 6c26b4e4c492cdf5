import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDataFolder } from "./data-folder.ts";
import { thisProcess } from "./process-identity.ts";

let folder: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "data-folder-"));
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** A process that opens the folder and holds it until it is killed. */
async function otherInstance(): Promise<{ pid: number; kill(): Promise<void> }> {
  const module = JSON.stringify(new URL("./data-folder.ts", import.meta.url).href);
  const code = `const { openDataFolder } = await import(${module}); await openDataFolder(${JSON.stringify(folder)}); console.log("open"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  await once(child.stdout, "data");
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

describe("a data folder", () => {
  test("is refused to a second instance, naming the process and what to do", async () => {
    const other = await otherInstance();
    await expect(openDataFolder(folder)).rejects.toMatchObject({
      code: "DATA_FOLDER_IN_USE",
      message: expect.stringContaining(`process ${other.pid}`),
      remedy: expect.stringContaining(`kill ${other.pid}`),
    });
    await other.kill();
  });

  test("that a killed instance held is taken over", async () => {
    const other = await otherInstance();
    await other.kill();
    const opened = await openDataFolder(folder);
    expect(JSON.parse(readFileSync(opened.path("lock.json"), "utf8"))).toEqual(thisProcess());
    opened.close();
  });

  test("whose lock names a pid that another process has now is taken over", async () => {
    writeFileSync(join(folder, "lock.json"), JSON.stringify({ pid: process.pid, startedAt: "another boot/12" }));
    const opened = await openDataFolder(folder);
    expect(JSON.parse(readFileSync(opened.path("lock.json"), "utf8"))).toEqual(thisProcess());
    opened.close();
  });

  test("with an unreadable lock, or a takeover that died half-way, is taken over", async () => {
    writeFileSync(join(folder, "lock.json"), "{ torn");
    writeFileSync(join(folder, "lock.json.takeover"), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "" }));
    const opened = await openDataFolder(folder);
    expect(JSON.parse(readFileSync(opened.path("lock.json"), "utf8"))).toEqual(thisProcess());
    opened.close();
  });

  test("is free again once closed", async () => {
    (await openDataFolder(folder)).close();
    const again = await openDataFolder(folder);
    await expect(openDataFolder(folder)).rejects.toMatchObject({ code: "DATA_FOLDER_IN_USE" });
    again.close();
  });

  test.each([
    ["cannot be made", () => "/proc/nope/data", "ENOENT"],
    ["is a file", () => join(folder, "file"), "ENOTDIR"],
    ["lies below a file", () => join(folder, "file", "data"), "ENOTDIR"],
  ])("that %s is refused at once, with what to do", async (_case, place, reason) => {
    writeFileSync(join(folder, "file"), "");
    await expect(openDataFolder(place())).rejects.toMatchObject({
      code: "DATA_FOLDER_UNUSABLE",
      message: expect.stringContaining(place()),
      remedy: expect.any(String),
      details: { folder: place(), reason },
    });
  });

  test("is made with what is missing above it, for its owner alone", async () => {
    const opened = await openDataFolder(join(folder, "a", "b"));
    expect(statSync(opened.root).mode & 0o777).toBe(0o700);
    opened.close();
  });
});
