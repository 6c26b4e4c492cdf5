import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openJournal } from "./journal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a closed journal writes nothing, neither to its file nor to the one that has its descriptor now", () => {
  const { journal } = openJournal(join(folder, "closed.jsonl"));
  journal.close();
  const others = Array.from({ length: 8 }, (_, index) => openSync(join(folder, `other-${index}`), "a+"));
  expect(() => journal.append("late")).toThrow(expect.objectContaining({ code: "JOURNAL_CLOSED" }));
  expect(() => journal.appendAll(["late"])).toThrow(expect.objectContaining({ code: "JOURNAL_CLOSED" }));
  for (const descriptor of others) closeSync(descriptor);
  expect(readFileSync(join(folder, "closed.jsonl"), "utf8")).toBe("");
  for (const index of others.keys()) expect(readFileSync(join(folder, `other-${index}`), "utf8")).toBe("");
});

test("closing twice leaves the file alone that has the descriptor now", () => {
  const { journal } = openJournal(join(folder, "closed.jsonl"));
  journal.close();
  const { journal: next } = openJournal(join(folder, "next.jsonl"));
  journal.close();
  next.append(1);
  next.close();
  expect(readFileSync(join(folder, "next.jsonl"), "utf8")).toBe("1\n");
});
