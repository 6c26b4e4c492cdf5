import { describe, expect, test } from "@jest/globals";
import { hoursIn } from "./durations.ts";
import { whereaboutsIn, withPlaces } from "./places.ts";
import { topicVector } from "./topic-vector.ts";
import { stemsOf, wordsOf } from "./words.ts";

function nearness(left: string, right: string): number {
  const [a, b] = [topicVector(left), topicVector(right)];
  const dot = a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

describe("topics of business travel", () => {
  test("bring together what shares no word", () => {
    const kip = nearness("Where may I kip in Omaha?", "Hotel rooms cost at most $220 per night.");
    expect(kip).toBeGreaterThan(nearness("Where may I kip in Omaha?", "One checked bag is reimbursed."));
  });

  test("know a phrase from its words", () => {
    const lounge = nearness("flat bed", "Business class may be booked.");
    expect(lounge).toBeGreaterThan(nearness("flat", "Business class may be booked."));
  });

  test.each(["", "   ", "?!", "¿", "of the and", "zzxqv"])("find nothing in %p", (text) => {
    expect(topicVector(text).every((weight) => weight === 0)).toBe(true);
  });
});

describe("places", () => {
  test.each([
    ["Who goes to Nairobi?", "Kenya, Africa"],
    ["From Boston to Denver", "domestic"],
    ["From Boston to Frankfurt", "Germany, Europe"],
    ["The limit for South America", ""],
    ["Afghanistan, Iraq, Libya and Yemen", ""],
    ["nice reading of most bars", ""],
  ])("of %p are %p", (text, whereabouts) => expect(whereaboutsIn(text)).toBe(whereabouts));

  test("stand behind the text", () => {
    expect(withPlaces("To Peru")).toBe("To Peru. Peru, South America");
    expect(withPlaces("To work")).toBe("To work");
  });
});

describe("hours", () => {
  test.each([
    ["9 hours or more", [9, 10, 11, 12, 13, 14, 15, 16, 17, 18]],
    ["6 to under 9 hours", [6, 7, 8]],
    ["under six hours", [1, 2, 3, 4, 5]],
    ["a thirteen-hour flight", [13]],
    ["99 hours", []],
    ["at nine", []],
  ])("of %p", (text, hours) => expect([...hoursIn(text)]).toEqual(hours));
});

describe("words", () => {
  test("lose their endings, accents and possessives", () => {
    expect(wordsOf("The manager's Flights, São Paulo")).toEqual(wordsOf("the MANAGER flight sao paulo"));
  });

  test("a plane is no plan", () => expect(stemsOf("planes")).not.toEqual(stemsOf("planned")));
});
