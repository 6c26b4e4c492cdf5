import { describe, expect, test } from "@jest/globals";
import { readClause } from "../extract.ts";

const rulesOf = (text: string, section = "Fares") => readClause({ text, section, document: "company-travel" }).rules;
const trusted = (text: string) => rulesOf(text).flatMap(({ rule, doubtful }) => (doubtful ? [] : [rule]));

describe("a row grants a cabin to everybody, or to nobody", () => {
  test.each([
    "Flight time: Any | Highest cabin: Business | Remarks: Grade 8 and above",
    "Flight time: 8 hours or more | Highest cabin: Business | Remarks: Directors",
    "Flight time: 8 hours or more | Highest cabin: Business | Notes: VPs",
    "Flight time: 8 hours or more | Highest cabin: Business | Comments: Asia",
    "Flight time: 8 hours or more | Highest cabin: Business | Remarks: December to February",
    "Flight time: 8 hours or more | Highest cabin: Business | Remarks: Night flights",
    "Flight time: 8 hours or more | Highest cabin: Business | Remarks for directors: Bed seat",
    "Flight time: 8 hours or more | Highest cabin (directors): Business",
    "Flight time to Asia: 8 hours or more | Highest cabin: Business",
    "Flight time: 8 hours or more to Asia | Highest cabin: Business",
    "Flight time: Twenty four hours or more | Highest cabin: Business",
    "Flight time: 8 hours or more | Highest cabin: Business (sales)",
    "Flight time: 8 hours or more | Highest cabin: Below business",
    "Flight time: Any flight over 6 but at most 10 hours | Highest cabin: Business",
    "Flight time: All flights of fifteen hours or more | Highest cabin: Business",
    "Flight time: All flights over twenty hours | Highest cabin: First",
    "Flight time: All long-haul | Highest cabin: First",
    "Flight time: Any overnight flight | Highest cabin: Business",
    "Flight time: All, for Grade 8 and above | Highest cabin: First",
  ])("not: %s", (text) => {
    expect(trusted(text)).toEqual([]);
  });

  test.each([
    ["Flight time: 9 hours or more | Highest cabin: Business | Remarks: Bed seat on night flights", 9],
    ["Flight time: 6 hours or more | Highest cabin: Premium economy | Remarks: Economy where it is not sold", 6],
    ["Flight time: Any | Highest cabin: Business", null],
    ["Duration: All flights | Cabin: Business class", null],
    ["Flight time: Any duration | Class of service: Business or lower | Remarks: -", null],
  ])("yes: %s", (text, minimumHours) => {
    expect(trusted(text)).toMatchObject([{ kind: "cabin", minimumHours }]);
  });

  test.each([
    "Flight time: Under 6 hours | Highest cabin: Premium economy | Remarks: Europe",
    "Flight time: All flights of fifteen hours or more | Highest cabin: Economy",
    "Flight time: Fifteen hours or more | Highest cabin: Premium economy",
  ])("what it withholds still binds what others grant: %s", (text) => {
    expect(rulesOf(text)).toMatchObject([{ rule: { kind: "cabin" }, doubtful: true }]);
  });
});
