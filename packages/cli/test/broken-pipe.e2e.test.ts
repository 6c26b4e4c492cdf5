import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const MAIN = join(import.meta.dirname, "..", "src", "main.ts");

test("a reader that closes the pipe ends the command without a word", async () => {
  const child = spawn(process.execPath, [MAIN, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  child.stdout.destroy();
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, said }).toEqual({ code: 0, said: "" });
});
