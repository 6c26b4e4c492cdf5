import { describe, expect, test } from "@jest/globals";
import { type RequestContext, understand } from "./index.ts";

/** A Wednesday. */
const WEDNESDAY: RequestContext = {
  requestedOn: "2026-11-18",
  timeZone: "America/New_York",
  homeAirport: "BOS",
  grade: "staff",
};

function questions(...turns: string[]) {
  const answer = understand(turns, WEDNESDAY);
  return answer.outcome === "asked" ? answer.questions : [];
}

/** From, to, days and cabin; null while something is asked. */
function trip(...turns: string[]): string | null {
  const answer = understand(turns, WEDNESDAY);
  if (answer.outcome === "asked") return null;
  const { origin, destination, outbound, cabin } = answer;
  return `${origin.city} ${destination.city} ${outbound} ${answer.return} ${cabin}`;
}

describe("a trip said anew in a later message", () => {
  const first = "Denver Dec 1-3 from New York in business class, tentatively";

  test("asks whether the wishes before it still hold, and names both trips", () => {
    expect(questions(first, "Chicago Dec 7-9")).toEqual([
      {
        slot: "trip",
        code: "CONFIRM_READING",
        heard: "from New York, business",
        candidates: [
          "New York to Chicago (ORD, MDW), 2026-12-07 – 2026-12-09, business",
          "Boston to Chicago (ORD, MDW), 2026-12-07 – 2026-12-09",
        ],
      },
    ]);
  });

  test.each([
    ["1", "New York Chicago 2026-12-07 2026-12-09 business"],
    ["2", "Boston Chicago 2026-12-07 2026-12-09 null"],
  ])("and %s chooses between them", (choice, expected) => {
    expect(trip(first, "Chicago Dec 7-9", choice)).toBe(expected);
  });

  test.each(["yes", "no"])("and %s leaves it open which", (answer) => {
    expect(trip(first, "Chicago Dec 7-9", answer)).toBeNull();
  });

  test.each([
    ["the same town on other days", "Denver Dec 8-10"],
    ["the very same trip", "Denver Dec 1-3"],
    ["a one-way trip", "Chicago Dec 7, one way"],
    ["a part of the wishes", "Chicago Dec 7-9, economy"],
  ])("asks where it is %s", (_name, anew) => {
    expect(questions(first, anew)).toMatchObject([{ slot: "trip", code: "CONFIRM_READING" }]);
  });

  test("offers only what can be flown where it goes home", () => {
    const turns = ["New York to Miami Dec 1-3, tentatively", "Boston Dec 7-9"];
    expect(questions(...turns)[0]?.candidates).toEqual(["New York to Boston (BOS), 2026-12-07 – 2026-12-09"]);
    expect(trip(...turns, "yes")).toBe("New York Boston 2026-12-07 2026-12-09 null");
  });

  test("asks nothing where it says every wish again", () => {
    expect(trip(first, "Chicago Dec 7-9 from Boston, economy")).toBe("Boston Chicago 2026-12-07 2026-12-09 economy");
  });

  test.each([
    ["leaving Chicago", "Denver leaving Dec 2"],
    ["another town", "Chicago leaving Dec 7"],
  ])("asks for the way back again where only the way out was said anew: %s", (_name, anew) => {
    expect(questions("Denver Dec 1-3, tentatively", anew)).toMatchObject([{ slot: "return", code: "MISSING" }]);
  });

  test("says the wishes of before again by words", () => {
    expect(trip(first, "Chicago Dec 7-9", "from New York, business class")).toBe(
      "New York Chicago 2026-12-07 2026-12-09 business",
    );
  });
});

describe("an answer that repeats where and when, and adds what was asked for", () => {
  test("keeps what was said before", () => {
    expect(trip("Denver Dec 1 in business class", "back Dec 3")).toBe("Boston Denver 2026-12-01 2026-12-03 business");
  });
});

describe("a day to be there for", () => {
  test.each([
    "get to London for Jan 18, back Jan 22",
    "Get me to London for Jan 18, back Jan 22",
    "London for Jan 18, back Jan 22",
    "fly to London for the 18th of January, back Jan 22",
    "London, for Jan 18, back Jan 22",
    "I need to be in London by Jan 18, return Jan 22",
    "arrive in London by Jan 18, back Jan 22",
    "London, there for Jan 18, back Jan 22",
    "get in to London on Jan 18, back Jan 22",
    "have me in London on Jan 18, back Jan 22",
  ])("%s", (text) => {
    expect(questions(text)).toMatchObject([{ slot: "outbound" }]);
  });

  test("offers that day and the one before", () => {
    expect(questions("get to London for Jan 18, back Jan 22")[0]?.candidates).toEqual(["2027-01-18", "2027-01-17"]);
  });

  test("of the way back is asked about as well", () => {
    expect(questions("London Jan 18, home for the 22nd")).toMatchObject([{ slot: "return", code: "AMBIGUOUS_DATE" }]);
  });

  test.each(["a flight to London for Jan 18, back Jan 22", "book London for Jan 18 to 22"])(
    "is not meant by %s",
    (text) => {
      expect(trip(text)).toBe("Boston London 2027-01-18 2027-01-22 null");
    },
  );
});

describe("no", () => {
  const shown = "Denver Dec 1-3, tentatively";

  test.each(["no", "No.", "nope", "no thanks", "no, that's wrong", "not right", "that is not correct"])(
    "to a trip shown asks what is to be changed: %s",
    (refusal) => {
      expect(questions(shown, refusal)).toMatchObject([{ slot: "trip", code: "REJECTED_READING", candidates: [] }]);
    },
  );

  test("twice asks the same again, and yes to that confirms nothing", () => {
    expect(questions(shown, "no", "no")).toMatchObject([{ slot: "trip", code: "REJECTED_READING" }]);
    expect(questions(shown, "no", "yes")).toMatchObject([{ slot: "trip", code: "REJECTED_READING" }]);
  });

  test.each([
    [["no", "Dec 2-4"], "Boston to Denver (DEN), 2026-12-02 – 2026-12-04"],
    [["no, Dec 2-4"], "Boston to Denver (DEN), 2026-12-02 – 2026-12-04"],
    [["no", "Chicago"], "Boston to Chicago (ORD, MDW), 2026-12-01 – 2026-12-03"],
    [["no, Chicago"], "Boston to Chicago (ORD, MDW), 2026-12-01 – 2026-12-03"],
    [["no", "from New York"], "New York to Denver (DEN), 2026-12-01 – 2026-12-03"],
    [["no", "business class"], "Boston to Denver (DEN), 2026-12-01 – 2026-12-03, business"],
  ])("and what is changed is shown again: %s", (answers, label) => {
    expect(questions(shown, ...answers)).toMatchObject([
      { slot: "trip", code: "CONFIRM_READING", candidates: [label] },
    ]);
    expect(trip(shown, ...answers, "yes")).not.toBeNull();
  });

  test("to the only candidate takes the candidate away", () => {
    expect(questions("Chigaco Dec 1-3", "no")).toMatchObject([
      { slot: "destination", code: "UNKNOWN_CITY", candidates: [] },
    ]);
    expect(trip("Chigaco Dec 1-3", "no", "Denver")).toBe("Boston Denver 2026-12-01 2026-12-03 null");
  });
});

describe("days to choose from", () => {
  test.each([
    ["Denver Monday or Tuesday, back Thursday", ["2026-11-23", "2026-11-24"]],
    ["either Monday or Tuesday to Denver, back Friday", ["2026-11-23", "2026-11-24"]],
    ["Denver Dec 1 or Dec 2, back Dec 5", ["2026-12-01", "2026-12-02"]],
    ["Denver Dec 1 or 2, back Dec 5", ["2026-12-01", "2026-12-02"]],
    ["Denver Monday/Tuesday, back Friday", ["2026-11-23", "2026-11-24"]],
    ["Denver 1st/2nd December, back Dec 5", ["2026-12-01", "2026-12-02"]],
    ["Denver on Monday, Tuesday or Thursday, one way", ["2026-11-23", "2026-11-24", "2026-11-19"]],
  ])("%s", (text, candidates) => {
    expect(questions(text)).toMatchObject([{ slot: "outbound", code: "AMBIGUOUS_DATE", candidates }]);
  });

  test("of the way back are counted from the departure", () => {
    expect(questions("Denver Dec 1, back Dec 5 or 6")).toMatchObject([
      { slot: "return", code: "AMBIGUOUS_DATE", candidates: ["2026-12-05", "2026-12-06"] },
    ]);
  });

  test.each(["Tuesday", "2"])("are settled by %s", (answer) => {
    expect(trip("Denver Monday or Tuesday, back Thursday", answer)).toBe("Boston Denver 2026-11-24 2026-11-26 null");
  });
});

/** From, to, days and part of the day; null while something is asked. */
function departing(...turns: string[]): string | null {
  const answer = understand(turns, WEDNESDAY);
  return answer.outcome === "asked" ? null : `${answer.outbound} ${answer.return} ${answer.preferences.departure}`;
}

describe("a part of the day said with the day of the way back", () => {
  test.each([
    ["Denver Monday morning", "Wednesday evening", "2026-11-23 2026-11-25 morning"],
    ["Denver Monday", "Wednesday afternoon", "2026-11-23 2026-11-25 null"],
    ["Denver Monday", "Dec 3 at 6pm", "2026-11-23 2026-12-03 null"],
    ["Denver Monday", "Dec 3 after 5pm", "2026-11-23 2026-12-03 null"],
    ["London Jan 18, afternoon departure", "Jan 22, morning", "2027-01-18 2027-01-22 afternoon"],
    ["Denver Monday", "morning flight, back Wednesday", "2026-11-23 2026-11-25 morning"],
    ["Denver Monday", "one way, in the morning", "2026-11-23 null morning"],
    ["Denver Monday", "evening of the same day", "2026-11-23 2026-11-23 null"],
    ["Denver Monday", "evening flight, next day", "2026-11-23 2026-11-24 null"],
  ])("is not the departure's: %s | %s", (first, answer, expected) => {
    expect(departing(first, answer)).toBe(expected);
  });

  test.each([
    "evening",
    "two nights, evening",
    "Wednesday, leaving in the morning",
    "Wednesday evening, out at 9am",
    "Wednesday. Morning out, evening back",
  ])("is asked about where it may be of either: %s", (answer) => {
    expect(departing("Denver Monday", answer, "Wednesday")).toBeNull();
  });
});

describe("a departure moved by a day without its month", () => {
  test.each([
    ["London Jan 18", "make it the 19th, back the 22nd", ["2027-01-19", "2026-11-19"]],
    ["London Jan 18-22, tentatively", "Paris the 5th, back the 7th", ["2027-01-05", "2026-12-05"]],
    ["London Jan 18", "make it Tuesday, back Friday", []],
    ["London first Monday in February", "make it the 2nd, back the 5th", []],
  ])("is asked about: %s | %s", (first, answer, candidates) => {
    expect(questions(first, answer)).toMatchObject([{ slot: "outbound", candidates }]);
  });

  test.each([
    ["Denver Dec 1", "make it the 2nd, back the 4th", "Boston Denver 2026-12-02 2026-12-04 null"],
    ["Denver Monday", "make it Tuesday, back Friday", "Boston Denver 2026-11-24 2026-11-27 null"],
  ])("is that day where it can be no other: %s | %s", (first, answer, expected) => {
    expect(trip(first, answer)).toBe(expected);
  });

  test("is chosen by its number", () => {
    expect(trip("London Jan 18", "make it the 19th, back the 22nd", "1")).toBe(
      "Boston London 2027-01-19 2027-01-22 null",
    );
  });
});

describe("a town and a day while the way back is asked for", () => {
  test.each([
    ["Portland Dec 1", "Chicago Dec 7", ["2026-12-01", "2026-12-07"]],
    ["Springfield Dec 1 from New York in business", "Chicago Dec 7", ["2026-12-01", "2026-12-07"]],
    ["Springfield Monday", "Chicago Friday", ["2026-11-23", "2026-11-20"]],
    ["Atlantis Dec 1", "Denver Dec 7", ["2026-12-01", "2026-12-07"]],
    ["Denver Dec 1", "Chicago Dec 7", ["2026-12-01", "2026-12-07"]],
    ["Denver Dec 1", "Denver Dec 7", ["2026-12-01", "2026-12-07"]],
  ])("may be another trip: %s | %s", (first, anew, candidates) => {
    const asked = questions(first, anew);
    expect(asked).toMatchObject(
      asked.length === 3
        ? [{ slot: "destination" }, { slot: "outbound", candidates }, { slot: "return", code: "MISSING" }]
        : [
            { slot: "outbound", code: "AMBIGUOUS_DATE", candidates },
            { slot: "return", code: "MISSING" },
          ],
    );
  });

  test("takes the day that is chosen, and asks whether earlier wishes hold", () => {
    const turns = ["Springfield Dec 1 from New York in business", "Chicago Dec 7", "Dec 7", "Dec 9"];
    expect(questions(...turns)).toMatchObject([{ slot: "trip", heard: "from New York, business" }]);
    expect(trip(...turns, "2")).toBe("Boston Chicago 2026-12-07 2026-12-09 null");
  });

  test.each([
    ["Springfield Dec 1", "Illinois, Dec 7", "Boston Springfield 2026-12-01 2026-12-07 null"],
    ["Chigaco Dec 1", "Chicago Dec 7", "Boston Chicago 2026-12-01 2026-12-07 null"],
    ["Dec 1", "Chicago Dec 7", "Boston Chicago 2026-12-01 2026-12-07 null"],
  ])("is the way back's where the town is what was asked for: %s | %s", (first, answer, expected) => {
    expect(trip(first, answer)).toBe(expected);
  });
});

describe("another wish than before in an answer", () => {
  test.each([
    ["Denver Dec 1 economy", "back Dec 3 first class", "cabin", ["economy", "first"]],
    ["Denver Dec 1 on Delta", "back Dec 3 on United", "trip", ["Boston to Denver (DEN), 2026-12-01 – 2026-12-03, UA"]],
    ["Denver Monday morning", "back Wednesday, afternoon departure", "trip", null],
    ["Denver Dec 1-3 economy, tentatively", "yes, but business class", "cabin", ["economy", "business"]],
    ["Denver Dec 1 on Delta", "Dec 3, any airline is fine", "trip", null],
    ["Denver Dec 1 in the morning", "no preference, Dec 3", "trip", null],
  ])("is asked about: %s | %s", (first, answer, slot, candidates) => {
    expect(questions(first, answer)).toMatchObject([{ slot, ...(candidates === null ? {} : { candidates }) }]);
  });

  test.each([
    "Denver Dec 1, nonstop back Dec 3",
    "Denver Dec 1, on Delta back Dec 3",
    "Denver Dec 1, economy back Dec 3",
  ])("or of one flight only: %s", (text) => {
    expect(questions(text)).toHaveLength(1);
    expect(questions("Denver Dec 1", text.slice("Denver Dec 1, ".length))).toHaveLength(1);
  });

  test.each(["Dec 3, return nonstop", "Dec 3, the flight back on Delta", "out nonstop, back Dec 3"])(
    "or of the way back only: %s",
    (answer) => {
      expect(questions("Denver Dec 1", answer)).toMatchObject([{ slot: "trip" }]);
    },
  );

  test("is chosen by its name", () => {
    expect(trip("Denver Dec 1 economy", "back Dec 3 first class", "first class")).toBe(
      "Boston Denver 2026-12-01 2026-12-03 first",
    );
  });

  test("changes a trip that is shown, and it is shown again", () => {
    expect(questions("Denver Dec 1-3 economy, tentatively", "business class")).toMatchObject([
      { slot: "trip", candidates: ["Boston to Denver (DEN), 2026-12-01 – 2026-12-03, business"] },
    ]);
  });
});

describe("days joined by a slash", () => {
  test.each([
    ["Denver Dec 1st/2nd", ["2026-12-01", "2026-12-02"]],
    ["Denver January 10th/11th", ["2027-01-10", "2027-01-11"]],
    ["Denver January 10th or the 11th", ["2027-01-10", "2027-01-11"]],
    ["Denver 1 Dec/3 Dec", ["2026-12-01", "2026-12-03"]],
  ])("are to be chosen from: %s", (text, candidates) => {
    expect(questions(`${text}, one way`)).toMatchObject([{ slot: "outbound", code: "AMBIGUOUS_DATE", candidates }]);
  });

  test("are both meant where they are written like a range of ISO 8601", () => {
    expect(trip("Denver 2026-12-01/03")).toBe("Boston Denver 2026-12-01 2026-12-03 null");
  });
});
