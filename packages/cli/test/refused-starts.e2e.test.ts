import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startUp } from "./run-up.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-refused-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("what cannot work is said before anything is touched", () => {
  test("a data folder that is a file, and a model that is not there", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "kept");
    const onFile = startUp(file, ["--once", "--fresh"]);
    expect([await onFile.ended, onFile.output()]).toEqual([1, expect.stringContaining("DATA_FOLDER_INVALID")]);
    expect(readFileSync(file, "utf8")).toBe("kept");

    const dataDir = join(folder, "untouched");
    const noModel = startUp(dataDir, ["--once", "--model", "openai:http://127.0.0.1:1"]);
    expect([await noModel.ended, noModel.output()]).toEqual([1, expect.stringContaining("MODEL_UNREACHABLE")]);
    expect(existsSync(dataDir)).toBe(false);
  }, 60_000);
});
