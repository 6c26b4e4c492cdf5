import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { openDurableMap } from "./durable-map.ts";

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "durable-map-")), "map.jsonl");
});
afterEach(() => rmSync(join(file, ".."), { recursive: true, force: true }));

describe("a durable map", () => {
  test("is what a plain map would be, also after reopening", async () => {
    const step = fc.tuple(fc.constantFrom("a", "b", "__proto__", "é\n"), fc.option(fc.jsonValue(), { nil: undefined }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        rmSync(file, { force: true });
        const expected = new Map<string, string>();
        const map = await openDurableMap<unknown>(file);
        for (const [key, value] of steps) {
          if (value === undefined) {
            await map.delete(key);
            expected.delete(key);
          } else {
            await map.set(key, value);
            expected.set(key, JSON.stringify(value));
          }
        }
        map.close();
        const again = await openDurableMap<unknown>(file);
        expect(new Map([...again.entries()].map(([key, value]) => [key, JSON.stringify(value)]))).toEqual(expected);
        again.close();
      }),
      { numRuns: 100 },
    );
  });

  test("keeps everything it acknowledged when its process is killed", async () => {
    const module = JSON.stringify(new URL("./durable-map.ts", import.meta.url).href);
    const code = `import { writeSync } from "node:fs"; const { openDurableMap } = await import(${module});
      const map = await openDurableMap(${JSON.stringify(file)});
      for (let i = 0; ; i++) { await map.set("key" + (i % 700), i); writeSync(1, i + "\\n"); }`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.length > 60_000) child.kill("SIGKILL");
    });
    await once(child, "close");
    const acknowledged = output.split("\n").slice(0, -1).map(Number);
    const map = await openDurableMap<number>(file);
    for (const number of acknowledged.slice(-700)) expect(map.get(`key${number % 700}`)).toBeGreaterThanOrEqual(number);
    expect(acknowledged.length).toBeGreaterThan(5_000);
    map.close();
  });

  test("passes over a torn last line and goes on behind it", async () => {
    const map = await openDurableMap<number>(file);
    await map.set("a", 1);
    map.close();
    appendFileSync(file, '["a",');
    const again = await openDurableMap<number>(file);
    expect(again.get("a")).toBe(1);
    await again.set("b", 2);
    again.close();
    const third = await openDurableMap<number>(file);
    expect([...third.entries()]).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    third.close();
  });

  test("stays small however often one key is written, and belongs to its owner alone", async () => {
    const map = await openDurableMap<number>(file);
    for (let index = 0; index < 5_000; index += 1) map.put("a", index);
    map.close();
    expect(readFileSync(file, "utf8").split("\n").length).toBeLessThan(1_100);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("takes nothing after it was closed, also where it would have been rewritten", async () => {
    const map = await openDurableMap<number>(file);
    for (let index = 0; index < 1_003; index += 1) map.put("a", index);
    map.close();
    const before = readFileSync(file, "utf8");
    expect(() => map.put("b", 1)).toThrow(expect.objectContaining({ code: "JOURNAL_CLOSED" }));
    await expect(map.set("b", 1)).rejects.toMatchObject({ code: "JOURNAL_CLOSED" });
    expect(() => map.remove("a")).toThrow(expect.objectContaining({ code: "JOURNAL_CLOSED" }));
    expect(readFileSync(file, "utf8")).toBe(before);
    expect([...map.entries()]).toEqual([["a", 1_002]]);
  });

  test("refuses a journal that something else has written into", async () => {
    appendFileSync(file, 'no json\n["a",1]\n');
    await expect(openDurableMap(file)).rejects.toMatchObject({ code: "JOURNAL_CORRUPT", details: { line: 1 } });
  });
});
