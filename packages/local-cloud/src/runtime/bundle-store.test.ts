import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { strToU8, zipSync } from "fflate";
import { zipSource } from "../test-support/package-service.ts";
import { openBundleStore } from "./bundle-store.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bundles-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("the same content is unpacked once, wherever it lies", () => {
  const store = openBundleStore(join(folder, "store"));
  for (const name of ["a.zip", "b.zip"]) writeFileSync(join(folder, name), zipSource("export default 1;"));
  const first = store.unpack(join(folder, "a.zip"));
  expect(store.unpack(join(folder, "b.zip"))).toEqual(first);
  expect(store.hashOf(join(folder, "a.zip"))).toBe(first.codeSha256);
  expect(readdirSync(join(folder, "store"))).toHaveLength(1);
  expect(readFileSync(join(first.taskRoot, "index.mjs"), "utf8")).toBe("export default 1;");
});

test("an entry that leaves its folder is refused, and leaves nothing", () => {
  const store = openBundleStore(join(folder, "store"));
  writeFileSync(join(folder, "evil.zip"), zipSync({ "../evil.mjs": strToU8("1") }));
  expect(() => store.unpack(join(folder, "evil.zip"))).toThrow(expect.objectContaining({ code: "BUNDLE_INVALID" }));
  expect(readdirSync(join(folder, "store"))).toEqual([]);
});

test("a missing zip and one that is none are named", () => {
  const store = openBundleStore(join(folder, "store"));
  expect(() => store.unpack(join(folder, "none.zip"))).toThrow(expect.objectContaining({ code: "BUNDLE_MISSING" }));
  writeFileSync(join(folder, "text.zip"), "no zip");
  expect(() => store.unpack(join(folder, "text.zip"))).toThrow(expect.objectContaining({ code: "BUNDLE_INVALID" }));
});
