import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { checkChromium } from "../src/laptop/chromium.ts";
import { checkDataFolder, checkDisk, checkPorts } from "../src/laptop/folders-and-ports.ts";
import { checkNode, checkPackages } from "../src/laptop/tools.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-doctor-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lock = (text: string): void => {
  mkdirSync(join(folder, "cloud"));
  writeFileSync(join(folder, "cloud", "lock.json"), text);
};

describe("this machine", () => {
  test("needs Node 24, and says how to come by it", () => {
    expect(checkNode("v24.8.0").verdict).toBe("ok");
    expect(checkNode("v20.19.0")).toMatchObject({ verdict: "fail", remedy: expect.stringContaining("npm start") });
  });

  test("has its disk looked at where the data folder would be, though it is not there yet", () => {
    expect(checkDisk(join(folder, "not", "yet")).found).toMatch(/^\d+\.\d GB free$/);
  });

  test("has a data folder that is free, held by a living process, left by a dead one, or unreadable", () => {
    expect(checkDataFolder(folder).verdict).toBe("ok");
    lock(JSON.stringify({ pid: process.pid }));
    expect(checkDataFolder(folder)).toMatchObject({
      verdict: "warn",
      found: `in use by process ${process.pid}`,
      remedy: expect.stringContaining("--data"),
    });
    rmSync(join(folder, "cloud"), { recursive: true });
    lock(JSON.stringify({ pid: 2 ** 22 + 1 }));
    expect(checkDataFolder(folder)).toMatchObject({ verdict: "ok", found: expect.stringContaining("left a lock") });
    rmSync(join(folder, "cloud"), { recursive: true });
    lock('{"pid":');
    expect(checkDataFolder(folder)).toMatchObject({ verdict: "warn", found: expect.stringContaining("lock.json") });
  });

  test("has a port that is free or taken", async () => {
    expect((await checkPorts()).verdict).toBe("ok");
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    expect(await checkPorts(port)).toMatchObject({
      check: `port ${port}`,
      verdict: "fail",
      found: expect.stringContaining("EADDRINUSE"),
      remedy: expect.stringContaining("--port"),
    });
    await new Promise((closed) => server.close(closed));
  });

  test("names the services that the next start packages", () => {
    writeFileSync(join(folder, "serverless-compose.yml"), "services:\n  audit:\n    path: services/audit\n");
    mkdirSync(join(folder, "services/audit"), { recursive: true });
    writeFileSync(join(folder, "services/audit/package.json"), '{ "name": "@agentic-pm/audit" }');
    expect(checkPackages(folder)).toMatchObject({
      verdict: "warn",
      found: "not packaged as they are: audit",
      remedy: expect.stringContaining("npm start"),
    });
  });

  test("starts Chromium, or says in its words why not", async () => {
    expect((await checkChromium(() => Promise.resolve())).verdict).toBe("ok");
    const error = new AppError("BROWSER_UNAVAILABLE", { cause: "no library", remedy: "install it" });
    expect(await checkChromium(() => Promise.reject(error))).toEqual({
      check: "Chromium",
      verdict: "fail",
      found: "no library",
      remedy: "install it",
    });
  });
});
