import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { DecisionLog, readUsageFile } from "./decision-log.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-decisions-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const decision = (action: string, allowed = true) => ({
  at: 0,
  roleArn: "arn:aws:iam::111122223333:role/reader",
  action,
  resource: 'arn:aws:s3:::notes/"a"\\b',
  decision: { allowed, outcome: allowed ? ("Allow" as const) : ("ImplicitDeny" as const), reason: "" },
});

describe("uses of several clouds in one file", () => {
  test("are what each of them allowed, each once", () => {
    const file = join(folder, "usage.jsonl");
    const clouds = [new DecisionLog(undefined, file), new DecisionLog(undefined, file)];
    for (const cloud of clouds) {
      cloud.record(decision("s3:GetObject"));
      cloud.record(decision("s3:GetObject"));
      cloud.record(decision("s3:PutObject", false));
    }
    clouds[1]?.record(decision("s3:DeleteObject"));
    const { at: _at, decision: _decision, ...use } = decision("s3:GetObject");
    expect(readUsageFile(file)).toEqual([use, { ...use, action: "s3:DeleteObject" }]);
  });

  test("survive a line that a killed process left unfinished", () => {
    const file = join(folder, "usage.jsonl");
    appendFileSync(file, '["arn:aws:iam::111122223333:role/reader","s3:GetOb\n["a","s3:ListBucket","c"]\n["a"');
    expect(readUsageFile(file)).toEqual([{ roleArn: "a", action: "s3:ListBucket", resource: "c" }]);
  });

  test("are missing where nothing ran, and how to get them is said", () => {
    expect(() => readUsageFile(join(folder, "none"))).toThrow(
      expect.objectContaining({ code: "NOTHING_USED", remedy: expect.stringContaining("AGENTIC_PM_USAGE") }),
    );
  });
});
