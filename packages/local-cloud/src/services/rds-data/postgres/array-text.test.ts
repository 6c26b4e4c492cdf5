import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseArray } from "./array-text.ts";

test("an array's text form gives its members back", () => {
  expect(parseArray('{a,"b c",NULL,"NULL","q\\"\\\\",{x,y}}')).toEqual(["a", "b c", null, "NULL", 'q"\\', ["x", "y"]]);
  expect(parseArray("{}")).toEqual([]);
  expect(parseArray("[0:1]={7,8}")).toEqual(["7", "8"]);
});

test("quoted members may hold anything", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 5 }), (members) => {
      const text = `{${members.map((member) => `"${member.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`).join(",")}}`;
      expect(parseArray(text)).toEqual(members);
    }),
  );
});
