import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { connect } from "./connection.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-connect-"));
  mkdirSync(join(folder, "cloud"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CLOUD = {
  endpoint: "http://127.0.0.1:4566",
  region: "us-east-1",
  account: "111122223333",
  pid: process.pid,
  exports: { "agentic-pm-dev-AuditTableName": "audit" },
  webSockets: [{ apiName: "agentic-pm-chat-dev", url: "ws://127.0.0.1:4600/dev" }],
};
const write = (name: string, text: string): void => writeFileSync(join(folder, "cloud", name), text);

describe("finding the running cloud", () => {
  test("gives where it is and whom the operator is to it", () => {
    write("cloud.json", JSON.stringify(CLOUD));
    write("operator-credentials.json", JSON.stringify({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "s" }));
    const signIn = { issuer: "http://127.0.0.1:4700", secretKey: "sk_test", origin: "http://chat.example" };
    writeFileSync(join(folder, "sign-in.json"), JSON.stringify(signIn));
    const { pid: _pid, webSockets, ...expected } = CLOUD;
    const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "s" };
    expect(connect(folder)).toEqual({
      ...expected,
      stage: "dev",
      chatUrl: webSockets[0]?.url,
      signIn,
      credentials,
    });
  });

  test("says that none runs where nothing is", () => {
    expect(() => connect(folder)).toThrow(expect.objectContaining({ code: "CLOUD_NOT_RUNNING" }));
    write("a-file", "");
    expect(() => connect(join(folder, "cloud", "a-file"))).toThrow(
      expect.objectContaining({ code: "CLOUD_NOT_RUNNING" }),
    );
  });

  test.each([
    ["torn", JSON.stringify(CLOUD).slice(0, 40)],
    ["of another form", "{}"],
    ["empty", ""],
  ])("names a file that is %s, and says what to do", (_how, text) => {
    write("cloud.json", text);
    expect(() => connect(folder)).toThrow(
      expect.objectContaining({ code: "CLOUD_FILE_MALFORMED", remedy: expect.stringContaining("start it again") }),
    );
  });

  test("names missing credentials the same way", () => {
    write("cloud.json", JSON.stringify(CLOUD));
    expect(() => connect(folder)).toThrow(expect.objectContaining({ code: "CLOUD_FILE_MALFORMED" }));
  });
});
