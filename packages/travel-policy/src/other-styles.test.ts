import { describe, expect, test } from "@jest/globals";
import { cabin, cap } from "../evaluation/demands.ts";
import { extractRules } from "./extract.ts";
import { chunk } from "./testing/policy-chunks.ts";

const read = (text: string, section: string) =>
  extractRules(chunk(text, "rules-of-travel", section)).filter(({ kind }) => kind === "fare_cap" || kind === "cabin");

// Policies in other styles than the two that are shipped: what is extracted is right, and the rest is left alone.
describe("a policy in bullets", () => {
  test.each<[string, object[]]>([
    ["Domestic flights: up to $450 RT (coach).", [cap(450, "economy", null, "domestic")]],
    ["Domestic airfare cap - $450 each way", [cap(900, null, null, "domestic")]],
    ["Domestic economy fares are capped at USD 450 per leg.", [cap(900, "economy", null, "domestic")]],
    ["Economy fare not to exceed five hundred dollars.", [cap(500, "economy")]],
    ["Fares may not exceed twenty-five hundred dollars.", [cap(2500)]],
    ["Fares may not exceed fifteen hundred to two thousand dollars.", []],
    ["Fares may not exceed one and a half thousand dollars.", []],
    ["Fares may not exceed five hundred Canadian dollars.", []],
    ["Airfare limit: $400–$600 depending on the season", []],
    ["Flights booked less than 7 days out must not exceed $350.", []],
    ["The fare limit for domestic trips is $500, except for travel to Hawaii, where it is $900.", []],
    ["Limit for a family of four: $2,000 airfare.", []],
    ["Baggage up to $60; seats up to $45; wifi up to $20", []],
    ["Business class: VPs and above only", []],
    ["No first class. Ever.", []],
  ])("%s", (text, rules) => expect(read(text, "Air")).toEqual(rules));
});

describe("a policy in legal language", () => {
  test.each<[string, object[]]>([
    [
      "Domestic airfare shall be limited to a sum not exceeding Five Hundred United States Dollars (US$500.00) per round trip in economy class.",
      [cap(500, "economy", null, "domestic")],
    ],
    ["Airfare may not exceed US$ 1,800.00 (one thousand two hundred dollars).", []],
    ["The Traveller shall not incur airfare in excess of USD 1.200,00 for any return journey within Europe.", []],
    ["The aggregate airfare per calendar quarter shall not exceed USD 9,000.", []],
    ["From 1 January 2028 domestic airfare may not exceed $900.", []],
    ["Airfare must not exceed $500 (2024: $450) for domestic trips.", []],
    ["Airfare is limited to $500 domestically and $1,500 internationally.", []],
    ["Carriage in first class is hereby prohibited in all circumstances.", [cabin("business")]],
    ["No Employee of Grade 7 or below shall travel in a cabin higher than economy.", []],
    ["Employees of Grade 8 and above may travel in business class on intercontinental flights.", []],
    [
      "For flights of more than 6 but less than 10 hours premium economy is permitted.",
      [cabin("premium_economy", 6.01, 10)],
    ],
    ["The highest cabin on flights between six and up to ten hours is premium economy.", []],
    ["The highest cabin on flights longer than six, but shorter than ten hours, is premium economy.", []],
    ["The highest cabin is business class on flights over 8 hours and economy on all others.", []],
    ["Flights of 10 hours and upwards: business class is allowed, provided the meeting is on the day of arrival.", []],
  ])("%s", (text, rules) => expect(read(text, "Article 4. Carriage by air")).toEqual(rules));

  test("that contradicts itself gives both demands, and the strictest wins", () => {
    const text = "Domestic economy airfare must not exceed $600. Domestic economy airfare must not exceed $400.";
    expect(read(text, "Article 4")).toEqual([
      cap(600, "economy", null, "domestic"),
      cap(400, "economy", null, "domestic"),
    ]);
  });
});

describe("a policy in tables", () => {
  test.each<[string, string, object[]]>([
    ["Fares", "Destination: Europe | Max fare (per leg): $650", [cap(1300, null, "Europe")]],
    ["Fares", "Item: Domestic airfare, round trip | Limit: $500", [cap(500, null, null, "domestic")]],
    ["Airfare limits", "Trip: Domestic | Economy: $500", [cap(500, "economy", null, "domestic")]],
    ["Fares", "Item: Hotel | Limit: $200", []],
    ["Fares", "Item: Airfare change fee | Limit: $150", []],
    ["Fares", "Item: Checked bag on a domestic flight | Limit: $75", []],
    ["8. Hotels", "City: London | Limit: $340", []],
    ["Costs", "Item: Conference ticket | Limit: $800", []],
    ["Fares", "Region: Europe | Average economy fare: $900", []],
    ["Fares", "Region: Europe | Economy limit (2025): $900 | Economy limit (2026): $1,100", []],
    ["Fares", "Region: Europe | Economy limit: $1,200 per year", []],
    ["Fares", "Region: Europe (peak season) | Economy limit: $1,600", []],
    ["Fares", "Region: Europe | Economy limit: €1,200", []],
    ["Fares", "Zone: B (Europe) | Economy: USD 1.200,00 | Business: USD 4.500,00", []],
    ["Fares", "Route: New York to London | Economy limit: $900", []],
    ["Fares", "Month: December | Maximum fare: $900", []],
    ["Fares", "Booked: less than 7 days ahead | Maximum fare: $900", []],
    ["Fares", "Cabin: Business | Maximum fare: $3,000 | For: Directors", []],
    ["Cabins", "Flight time: 6–8 h | Cabin: Premium Economy", [cabin("premium_economy", 6, 8)]],
    ["Cabins", "Grade: 8 and above | Highest cabin: Business | Flight time: 5 hours or more", []],
    ["Cabins", "Flight time: 8 hours or more | Highest cabin: Business | Region: Asia", []],
    ["Cabins", "Flight time: 8 hours or more | Highest cabin: Business | Approval: Director", []],
    ["Cabins", "Flight time: 8 hours or more | Highest cabin: Business* | Remarks: * with a meeting on arrival", []],
  ])("%s: %s", (section, text, rules) => expect(read(text, section)).toEqual(rules));
});
