import { expect, test } from "@jest/globals";
import { quantitiesIn } from "./quantities.ts";

test.each([
  ["needs 8 story points", [{ kind: "story_points", value: 8 }]],
  ["five days", [{ kind: "days", value: 5 }]],
  ["two weeks of work", [{ kind: "days", value: 14 }]],
  ["71 % of the budget", [{ kind: "percent", value: 71 }]],
  ["\u20AC 12,500 net", [{ kind: "money", value: 12500 }]],
  ["900 EUR", [{ kind: "money", value: 900 }]],
  ["5,000 households", [{ kind: "count", value: 5000 }]],
  ["ATLAS-12 in sprint 11", []],
  ["99999999999 users", []],
])("%s", (text, quantities) => {
  expect(quantitiesIn(text)).toEqual(quantities);
});
