import { describe, expect, test } from "@jest/globals";
import { readClause } from "../extract.ts";
import { amountsIn } from "./money.ts";

const rulesOf = (text: string, section = "Fares") => readClause({ text, section, document: "company-travel" }).rules;
const trusted = (text: string) => rulesOf(text).flatMap(({ rule, doubtful }) => (doubtful ? [] : [rule]));
const caps = (text: string, section?: string) =>
  rulesOf(text, section).flatMap(({ rule, doubtful }) =>
    rule.kind === "fare_cap" ? [{ usd: rule.amountUsd, doubtful }] : [],
  );

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
    "Flight time: 8 hours or more | Highest cabin: Business (sales)",
    "Flight time: 8 hours or more | Highest cabin: Below business",
    "Flight time: Any flight over 6 but at most 10 hours | Highest cabin: Business",
    "Flight time: Fifteen and a half hours or more | Highest cabin: Business",
    "Flight time: One hundred and two hours or more | Highest cabin: Business",
    "Flight time: 25 hours or more | Highest cabin: Business",
    "Flight time: 8:30 hours or more | Highest cabin: Business",
    "Flight time: All flights over twenty or twenty-two hours | Highest cabin: First",
    "Flight time: All long-haul | Highest cabin: First",
    "Flight time: Any overnight flight | Highest cabin: Business",
    "Flight time: All, for Grade 8 and above | Highest cabin: First",
  ])("not: %s", (text) => {
    expect(trusted(text)).toEqual([]);
  });

  test.each([
    ["Flight time: 9 hours or more | Highest cabin: Business | Remarks: Bed seat on night flights", 9],
    ["Flight time: 6 hours or more | Highest cabin: Premium economy | Remarks: Economy where it is not sold", 6],
    ["Flight time: Twenty four hours or more | Highest cabin: Business", 24],
    ["Flight time: All flights of fifteen hours or more | Highest cabin: Business", 15],
    ["Flight time: All flights over twenty-two hours | Highest cabin: First", 22.01],
    ["Flight time: Any | Highest cabin: Business", null],
    ["Duration: All flights | Cabin: Business class", null],
    ["Flight time: Any duration | Class of service: Business or lower | Remarks: -", null],
  ])("yes: %s", (text, minimumHours) => {
    expect(trusted(text)).toMatchObject([{ kind: "cabin", minimumHours }]);
  });

  test.each([
    "Flight time: Under 6 hours | Highest cabin: Premium economy | Remarks: Europe",
    "Flight time: All flights of fifteen and a half hours or more | Highest cabin: Economy",
    "Flight time: Fifteen and a half hours or more | Highest cabin: Premium economy",
  ])("what it withholds still binds what others grant: %s", (text) => {
    expect(rulesOf(text)).toMatchObject([{ rule: { kind: "cabin" }, doubtful: true }]);
  });
});

describe("a row caps the fares of everybody, or can only tighten", () => {
  test.each([
    "Region: Europe | Economy limit: $1,600 | Notes: peak season",
    "Region: Europe | Economy limit: $1,600 | Notes: winter",
    "Region: Europe | Economy limit: $1,600 | Currency: Canadian dollars",
    "Region: Europe | Economy limit: $1,600 | Currency: CAD",
    "Region: Europe | Economy limit (CAD): $1,600",
    "Region: Europe | Economy limit: $1,600 | Remarks: $200 more for partners",
    "Employee category: Directors | Economy limit: $2,600",
    "Category: Interns | Economy limit: $2,600",
    "Traveller type: Executives | Economy limit: $2,600",
    "Traveller type: Sales | Economy limit: $2,600",
    "Region: Europe | Economy limit: $2,600 for directors",
    "Region: Europe | Economy limit: $2,600 for sales",
    "Region: Europe | Economy limit (VPs): $2,600",
    "Region: Europe | VP economy limit: $2,600",
    "Region: Europe (Directors) | Economy limit: $2,600",
    "Region: Europe (sales) | Economy limit: $2,600",
    "Item: Airfare for directors | Limit: $2,600",
    "Fares for directors may not exceed $2,600.",
    "Fares for VPs may not exceed $2,600.",
    "Fares for interns may not exceed $2,600.",
    "Item: Airfare, non-refundable | Limit: $900",
    "Item: Airfare including one checked bag | Limit: $900",
    "Region: Europe | Maximum fare paid: $900",
  ])("only tightens: %s", (text) => {
    const found = caps(text);
    expect(found).toHaveLength(1);
    expect(found.every(({ doubtful }) => doubtful)).toBe(true);
  });

  test.each<[string, number]>([
    ["Region: Europe | Economy limit: $1,600 | Currency: USD", 1600],
    ["Region: Europe | Economy limit: $1,600 | Currency: US dollars", 1600],
    ["Region: Europe | Economy limit (USD): $1,600 | Notes: round trip", 1600],
    ["Region: Europe | Economy limit: $1,600 | Traveller: All employees", 1600],
    ["Region: Europe | Maximum fare to be paid: $900", 900],
    ["Fares for flights to Europe may not exceed $1,200.", 1200],
    ["Fares for Japan may not exceed $1,200.", 1200],
  ])("is believed: %s", (text, usd) => {
    expect(caps(text)).toEqual([{ usd, doubtful: false }]);
  });

  test.each([
    "Item: Airfare change fee | Limit: $150",
    "Item: Checked bag on a domestic flight | Limit: $75",
    "Region: Europe | Fare paid: $900",
  ])("says nothing of fares: %s", (text) => {
    expect(caps(text)).toEqual([]);
  });
});

describe("an amount beside words that cannot be read", () => {
  test.each([
    "Fares may not exceed $2,500 or two hundred and fifty dollars.",
    "Fares may not exceed $250 or two thousand dollars (US$2,000).",
  ])("is not read either: %s", (text) => {
    expect(amountsIn(text)).toEqual([]);
    expect(caps(text)).toEqual([]);
  });
});
