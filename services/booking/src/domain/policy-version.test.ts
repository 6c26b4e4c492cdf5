import { expect, test } from "@jest/globals";
import { policyVersionOf } from "./policy-version.ts";

const a = { documentId: `doc_${"a".repeat(32)}`, version: 1 };
const b = { documentId: `doc_${"b".repeat(32)}`, version: 3 };
const c = { documentId: `doc_${"c".repeat(32)}`, version: 2 };

test("the version does not depend on the order in which documents are found", () => {
  const versions = [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ].map(policyVersionOf);
  expect(new Set(versions).size).toBe(1);
});

test("another document, another version and one fewer are another version", () => {
  const versions = [[a, b], [a, c], [a, { ...b, version: 4 }], [a], []].map(policyVersionOf);
  expect(new Set(versions).size).toBe(versions.length);
});
