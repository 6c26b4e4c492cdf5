import { describe, expect, test } from "@jest/globals";
import { namesBothScopes, scopeAround, scopeIn, scopeOfDocument } from "./scope.ts";

describe("whose trips a text is about", () => {
  test.each([
    "domestic",
    "domestically",
    "within the United States",
    "within the US",
    "within the U.S.",
    "inside the United States",
    "inside the US",
    "inside the U.S.",
  ])("at home: %s", (words) => expect(scopeIn(`Flights ${words} are booked early.`)).toBe("domestic"));

  test.each(["international", "internationally", "intercontinental", "abroad", "overseas", "foreign"])(
    "abroad: %s",
    (words) => expect(scopeIn(`Flights ${words} are booked early.`)).toBe("international"),
  );

  test("none and both say nothing", () => {
    expect(scopeIn("Flights are booked early.")).toBeNull();
    expect(scopeIn("Domestic and international flights")).toBeNull();
    expect(["Domestic and foreign", "Domestic", "Foreign", "Any"].map(namesBothScopes)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test("a heading is asked before the document's name", () => {
    expect(scopeOfDocument("us_domestic-travel")).toBe("domestic");
    expect(scopeOfDocument("travel-within-the_us")).toBe("domestic");
    expect(scopeAround({ document: "us-domestic-travel", section: "Trips abroad" })).toBe("international");
    expect(scopeAround({ document: "us-domestic-travel", section: "3. Fares" })).toBe("domestic");
    expect(scopeAround({ document: "travel", section: "3. Fares" })).toBeNull();
  });
});
