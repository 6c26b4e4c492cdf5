import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseStrictJson } from "./strict-json.ts";

const flat = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), {
  noNullPrototype: true,
});

describe("strict JSON", () => {
  test("flat objects mean what JSON.parse says, however they are spaced", () => {
    fc.assert(
      fc.property(flat, fc.constantFrom(undefined, 1, "\t\r\n "), (value, space) => {
        fc.pre(!Object.hasOwn(value, "__proto__"));
        const text = JSON.stringify(value, null, space);
        expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  test.each([
    ['{"a":1,"a":1}', "MESSAGE_DUPLICATE_KEY"],
    ['{"a":1,"\\u0061":2}', "MESSAGE_DUPLICATE_KEY"],
    [`{"a":1,"a"${" ".repeat(5000)}:2}`, "MESSAGE_DUPLICATE_KEY"],
    ['{"b":{"a":1,"a":1}}', "MESSAGE_DUPLICATE_KEY"],
    ['{"__proto__":{"x":1}}', "MESSAGE_DUPLICATE_KEY"],
    ['{"a":"a","b":"a"}', null],
    ['{"a":":","b":["a","a"]}', null],
    ['{"a":"\\"a\\":","c":1}', null],
    ['{"a":"\\\\","a":1}', "MESSAGE_DUPLICATE_KEY"],
    ['{"a":"\\\\\\"","b":1}', null],
    ['{"a":"\\"","a":1}', "MESSAGE_DUPLICATE_KEY"],
    ['{"b":{"a":1},"b":2}', "MESSAGE_DUPLICATE_KEY"],
    ['{"b":[1],"b":2}', "MESSAGE_DUPLICATE_KEY"],
    ['{"b":{"a":1},"a":2}', null],
    ['[{"a":1},{"a":1}]', null],
    ["[{},{},{},{},{},[],[],[],[],[]]", null],
    ["[[[[1]]]]", null],
    ["[[[[[1]]]]]", "MESSAGE_TOO_DEEP"],
    ["[".repeat(100_000), "MESSAGE_TOO_DEEP"],
    ['{"a":'.repeat(100_000), "MESSAGE_TOO_DEEP"],
    ["", "MESSAGE_MALFORMED"],
    ["{", "MESSAGE_MALFORMED"],
    ["]]]]", "MESSAGE_MALFORMED"],
    ['{"a":1}}', "MESSAGE_MALFORMED"],
    ['{"a":1} {}', "MESSAGE_MALFORMED"],
    ['{"a', "MESSAGE_MALFORMED"],
    ['{"a\\', "MESSAGE_MALFORMED"],
    ["NaN", "MESSAGE_MALFORMED"],
    ["{a:1}", "MESSAGE_MALFORMED"],
    ["\u0000", "MESSAGE_MALFORMED"],
  ])("%.40s is %s", (text, code) => {
    const parsed = parseStrictJson(text);
    expect(parsed.ok ? null : parsed.code).toBe(code);
  });

  test("whatever is sent is what JSON.parse says, or refused", () => {
    const anything = fc.string({ unit: fc.constantFrom(...'{}[]":,\\ua0 1') });
    const isSame = (text: string) => {
      const parsed = parseStrictJson(text);
      return !parsed.ok || JSON.stringify(parsed.value) === JSON.stringify(JSON.parse(text));
    };
    expect(fc.check(fc.property(anything, isSame))).toMatchObject({ failed: false });
  });
});
