import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type RequestContext, understand, type Understanding } from "./index.ts";

/** A Wednesday. */
const WEDNESDAY: RequestContext = {
  requestedOn: "2026-11-18",
  timeZone: "America/New_York",
  homeAirport: "BOS",
  grade: "staff",
};

/** The commonest forms, and those that the product's own parts write. All are understood. */
const PLAIN: readonly (readonly [text: string, airports: string, outbound: string, back: string | null])[] = [
  ["Chicago next Tuesday, back Thursday", "ORD,MDW", "2026-11-24", "2026-11-26"],
  ["I need to fly to Denver on Monday and come back on Wednesday", "DEN", "2026-11-23", "2026-11-25"],
  ["Please book me a flight to Seattle on December 1, returning December 3", "SEA", "2026-12-01", "2026-12-03"],
  ["Flight from Boston to Atlanta, Dec 1 - Dec 3, economy", "ATL", "2026-12-01", "2026-12-03"],
  ["BOS-ORD 1 Dec, back 3 Dec", "ORD", "2026-12-01", "2026-12-03"],
  ["Denver Dec 1-3", "DEN", "2026-12-01", "2026-12-03"],
  ["One way to Miami on 2026-12-04", "MIA", "2026-12-04", null],
  ["Austin on Monday for two nights", "AUS", "2026-11-23", "2026-11-25"],
  ["London 7 to 11 December, nonstop", "LHR,LGW,LCY,STN,LTN", "2026-12-07", "2026-12-11"],
  [
    "Hi, could you book a flight to Dallas tomorrow morning, back on Friday? Thanks!",
    "DFW,DAL",
    "2026-11-19",
    "2026-11-20",
  ],
  ["A flight to Chicago on Tuesday 1 December, back on Thursday 3 December", "ORD,MDW", "2026-12-01", "2026-12-03"],
  ["San Francisco to Denver in five weeks, back two days later", "DEN", "2026-12-23", "2026-12-25"],
  ["Boston to Chicago in three weeks, one way", "ORD,MDW", "2026-12-09", null],
  ["BOS-ORD-BOS, out 1 Dec, back 3 Dec", "ORD", "2026-12-01", "2026-12-03"],
  ["Denver Dec 1 (Tue) to 3 (Thu)", "DEN", "2026-12-01", "2026-12-03"],
  ["Chicago on 2026-12-20, back 2026-12-22", "ORD,MDW", "2026-12-20", "2026-12-22"],
];

function read(text: string): Understanding {
  return understand([text], WEDNESDAY);
}

/** What was understood, without the words; "asked" where something is asked. */
function readingOf(text: string): unknown {
  const answer = read(text);
  if (answer.outcome === "asked") return "asked";
  const { summary: _, ...trip } = answer;
  return trip;
}

function inserted(text: string, at: number, words: string): string {
  const parts = text.split(" ");
  const place = at % (parts.length + 1);
  return [...parts.slice(0, place), words, ...parts.slice(place)].join(" ");
}

const plain = fc.constantFrom(...PLAIN.map(([text]) => text));
const place = fc.nat({ max: 30 });

describe("plain requests", () => {
  test.each(PLAIN)("%s", (text, airports, outbound, back) => {
    const answer = read(text);
    expect(answer).toMatchObject({ outcome: "understood", outbound, return: back });
    expect(answer.outcome === "understood" ? answer.destination.airports.join(",") : "").toBe(airports);
  });
});

describe("whatever is put into a plain request makes it asked about", () => {
  /** A request and what was put into it, and is not asked about; null where there is none. */
  const notAsked = (words: fc.Arbitrary<string>): unknown =>
    fc.check(
      fc.property(plain, place, words, (text, at, word) => readingOf(inserted(text, at, word)) === "asked"),
      { numRuns: 150 },
    ).counterexample;

  test("a word that nobody knows", () => {
    expect(notAsked(fc.stringMatching(/^[bcdfgklmnprtvz]{2}[aiou][bdgkmprtvz]{2}[aiou][xq]$/u))).toBeNull();
  });

  test("a word that turns the sentence, or leaves it open", () => {
    const turning =
      "not except unless if or either maybe perhaps without never instead cancel another before should might almost only-if";
    expect(notAsked(fc.constantFrom(...turning.split(" ")))).toBeNull();
  });

  test("words of a trip that is over, somebody else's, or still to be decided", () => {
    const others =
      "last time I flew|my boss is going|Rita wants|we|tentatively|no wait|I mean|scratch that|hypothetically|she|10 people|with Bob|for Priya|subject to approval|if it rains|once signed|already booked";
    expect(notAsked(fc.constantFrom(...others.split("|")))).toBeNull();
  });

  test("a second town", () => {
    expect(
      notAsked(
        fc.constantFrom(
          "and Phoenix",
          "or Phoenix",
          "then Phoenix",
          "via Phoenix",
          ", Phoenix ,",
          "from Phoenix to Oslo",
        ),
      ),
    ).toBeNull();
  });

  test("a second day", () => {
    // A Sunday: no weekday of the plain requests can be meant.
    expect(
      notAsked(
        fc.constantFrom("December 13", "or December 13", ", the 13th of December ,", "and on 13 December", "13 Dec"),
      ),
    ).toBeNull();
  });
});

describe("the way it is written does not change what is read", () => {
  /** The requests that are read as another trip when they are written so. */
  const changed = (change: (text: string) => string): string[] =>
    PLAIN.map(([text]) => text).filter((text) => {
      const reading = readingOf(change(text));
      return reading !== "asked" && !isDeepStrictEqual(reading, readingOf(text));
    });

  test.each<[string, (text: string) => string]>([
    ["in capitals", (text) => text.toUpperCase()],
    ["in small letters", (text) => text.toLowerCase()],
    ["with each word's first letter large", (text) => text.replaceAll(/\b\p{Ll}/gu, (letter) => letter.toUpperCase())],
    ["with blanks of other kinds", (text) => text.replaceAll(" ", "\u00A0")],
    ["with two blanks", (text) => text.replaceAll(" ", "  ")],
    ["on several lines", (text) => text.replaceAll(", ", ",\n")],
    ["broken after any word", (text) => text.replaceAll(" ", "\n")],
    ["with a full stop", (text) => `${text}.`],
    ["with semicolons", (text) => text.replaceAll(",", ";")],
    ["with full stops for commas", (text) => text.replaceAll(",", ".")],
    ["without commas", (text) => text.replaceAll(",", "")],
    [
      "in broad letters",
      (text) => text.replaceAll(/[!-~]/gu, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)),
    ],
    ["decomposed", (text) => text.normalize("NFD")],
    ["with en dashes", (text) => text.replaceAll("-", "–")],
    ["with invisible signs", (text) => text.replaceAll(" ", " \u200B")],
    ["between quotation marks", (text) => `“${text}”`],
  ])("%s", (_name, change) => {
    expect(changed(change)).toEqual([]);
  });

  test("whatever order its clauses have", () => {
    fc.assert(
      fc.property(plain, fc.nat(), (text, seed) => {
        const clauses = text.split(/, /u);
        const turned = clauses.map((_, at) => clauses[(at + seed) % clauses.length] ?? "");
        expect([readingOf(text), "asked"]).toContainEqual(readingOf(turned.join(", ")));
        expect([readingOf(text), "asked"]).toContainEqual(readingOf(turned.toReversed().join(", ")));
      }),
    );
  });
});

describe("what another reading would need is asked about", () => {
  const texts: readonly (readonly [name: string, turns: readonly string[]])[] = [
    ["another city on the way back", ["Paris Jan 12, returning Jan 16 from London"]],
    ["another city out of which the way back goes", ["Paris Jan 12, returning Jan 16 out of London"]],
    ["a named traveller beside one ticket", ["One ticket to Denver Dec 1-3: Anna Smith"]],
    ["a named passenger", ["Denver Dec 1-3, one passenger: Anna"]],
    ["people beside a yes", ["Denver Dec 1-3, tentatively", "yes, two tickets"]],
    ["people beside a candidate's number", ["Springfield Dec 1-3", "2, for two people"]],
    ["another town where the return was asked for", ["Denver Dec 1", "Seattle Dec 3"]],
    ["another way back from elsewhere", ["Denver Dec 1", "back Dec 3 from Seattle"]],
    ["a day later beside an answer", ["Springfield Dec 1-3", "Illinois, make it a day later"]],
    ["an hour of arrival", ["Denver Dec 1 arriving 6pm, back Dec 3"]],
    ["a day of arrival", ["Arrive in Tokyo Jan 18, back Jan 25"]],
    ["just one way with a way back", ["Denver Dec 1-3, just one way"]],
    ["what was sorted", ["Denver Dec 1-3 sorted, thanks"]],
    ["what was requested", ["I requested a flight to Denver Dec 1-3"]],
    ["a count where somebody else travels", ["Denver Dec 1-3 for my boss", "one ticket"]],
    ["another day of departure beside an answer", ["Springfield Dec 1-3", "Illinois, leave Friday"]],
    ["a night beside an answer", ["Springfield Dec 1-3", "Illinois, overnight"]],
    ["a day later, where nothing was asked", ["Denver Dec 1-3", "make it a day later"]],
    ["an hour to be there for", ["Denver Dec 1 for 9am, back Dec 3"]],
    ["thanks for what is done", ["Thanks for arranging Denver Dec 1-3"]],
    ["what is confirmed", ["Denver Dec 1-3 confirmed"]],
    ["a question whether it is so", ["Is it Denver Dec 1-3?"]],
    ["a flight to let go of", ["Let go of the Denver flight Dec 1-3"]],
    ["a way back to another airport of the city", ["LGA to Chicago Dec 1, Chicago to JFK Dec 3"]],
    ["a way back from another airport of the city", ["Boston to JFK Dec 1, LGA to Boston Dec 3"]],
    ["a round of codes that ends at another airport", ["JFK-ORD-LGA, out Dec 1, back Dec 3"]],
    ["a wish for one flight only", ["Denver Dec 1-3 nonstop on the way there"]],
    ["an airline for the way back only", ["Denver Dec 1, Delta flight back Dec 3"]],
    ["a stop on the way", ["Through Denver to Seattle, Dec 1-3"]],
    ["an appointment's hour", ["Denver for a 9am on Dec 1, back Dec 3"]],
    ["an hour of the day that is taken back", ["Denver Dec 1 evening - make that morning - back Dec 3"]],
    ["a day that is taken back", ["Denver Dec 1, make it Dec 2, one way"]],
    ["days that are not sure", ["Denver Dec 1-3??"]],
    ["somebody behind the thanks", ["Denver Dec 1-3. Thanks! Plus Bob"]],
    ["a second town behind the thanks", ["Denver Dec 1-3, thanks. Also Austin"]],
    ["a weekday in parentheses that is another", ["Denver Dec 1 (Mon) to 3"]],
    ["a wish for somebody's week that hides a person", ["Denver Dec 1-3. I hope you and Bob are well"]],
    ["a ticket that was got", ["I got my Denver ticket Dec 1-3"]],
  ];

  test.each(texts)("%s", (_name, turns) => {
    expect(understand(turns, WEDNESDAY).outcome).toBe("asked");
  });
});

test.each([
  ["Denver Dec 1-3, tentatively", "yes, one way", { return: null }],
  ["Denver Dec 1-3, tentatively", "yes, on Delta", { preferences: { airline: "DL" } }],
  ["Springfield Dec 1-3", "2, one way", { destination: { airports: ["SGF"] }, return: null }],
  ["Denver Dec 1", "Denver to Boston on Dec 3", null],
  ["Denver Dec 1-3 for me and Bob", "just me", { return: "2026-12-03" }],
])("after %s, %s is taken whole or asked about", (text, answer, trip) => {
  const reading = understand([text, answer], WEDNESDAY);
  expect(reading).toMatchObject(trip === null ? { outcome: "asked" } : { outcome: "understood", ...trip });
});
