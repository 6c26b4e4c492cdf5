import { describe, expect, test } from "@jest/globals";
import { mutated } from "./mutant.ts";
import { mutantsOf } from "./mutants-of.ts";

const changes = (source: string) => mutantsOf("a.ts", source).map((mutant) => mutated(source, mutant));

describe("mutants", () => {
  test.each([
    { source: "a === b;", expected: ["a !== b;"] },
    { source: "a < b;", expected: ["a <= b;", "a >= b;"] },
    { source: "a >= b;", expected: ["a > b;", "a < b;"] },
    { source: "a && b;", expected: ["a || b;"] },
    { source: "a ?? b;", expected: ["a && b;"] },
    { source: "!a;", expected: ["a;"] },
    { source: "x = 5;", expected: ["x = 6;", "x = 4;"] },
    { source: "x = true;", expected: ["x = false;"] },
    { source: "x = 'T1';", expected: ['x = "mutated";'] },
    { source: "if (a) b();", expected: ["if (true) b();", "if (false) b();"] },
    { source: "x = a ? b : c;", expected: ["x = true ? b : c;", "x = false ? b : c;"] },
    { source: "x = [a, b];", expected: ["x = [ b];", "x = [a, ];"] },
    { source: "a.some(f);", expected: ["a.every(f);"] },
    { source: "const f = () => isTrusted(a);", expected: ["const f = () => !(isTrusted(a));"] },
  ])("of $source are these", ({ source, expected }) => {
    expect(changes(source)).toEqual(expected);
  });

  test.each([
    "import { a } from 'b';",
    "export { a } from 'b';",
    "type A = 1 | 'b';",
    "interface A { b: 'c' }",
    "x = { says: 'a', cause: 'b' };",
    "switch (a) { case 'b': break; }",
    "const x = <const T>(a: T, b: 'c') => a;",
  ])("of %s there are none", (source) => {
    expect(changes(source)).toEqual([]);
  });
});
