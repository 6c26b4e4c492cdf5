import { describe, expect, test } from "@jest/globals";
import { extractRules, readClause } from "../extract.ts";

const clause = (text: string) => ({ text, section: "Rules", document: "company-travel" }) as never;
const read = (text: string) => extractRules(clause(text));
const trusted = (text: string, kind: string) => read(text).filter((rule) => rule.kind === kind);
const grantedCabins = (text: string) =>
  read(text).flatMap((rule) => (rule.kind === "cabin" && rule.highest !== "economy" ? [rule] : []));
const caps = (text: string) => read(text).flatMap((rule) => (rule.kind === "fare_cap" ? [rule.amountUsd] : []));
const amounts = (text: string) =>
  readClause(clause(text)).rules.flatMap(({ rule }) => ("amountUsd" in rule ? [rule.amountUsd] : []));

describe("a higher cabin is granted to everybody or to nobody", () => {
  test.each([
    "Business class may be booked on flights of 7 hours or more with the approval of a vice president.",
    "Business class may be booked on flights over 7 hours if a director agrees.",
    "Executives may fly business class on flights over 4 hours.",
    "Partners may fly first class on domestic flights.",
    "Business class is allowed on flights to Asia.",
    "Business class may be booked for overnight flights.",
    "Business class is permitted on red-eye flights.",
    "Business class may be booked at the employee's own expense.",
    "Business class may be booked once a year.",
    "Senior staff must fly in business class.",
    "The highest cabin for managers is business class.",
  ])("not by: %s", (text) => {
    expect(grantedCabins(text)).toEqual([]);
  });

  test.each([
    "Business class may be booked on flights of 8 hours or more.",
    "Employees may fly premium economy on flights with a scheduled flight time over 6 hours.",
    "The highest cabin permitted on international flights is business class.",
  ])("by: %s", (text) => {
    expect(grantedCabins(text)).toHaveLength(1);
  });

  test("a prohibition except on long flights binds the short ones", () => {
    expect(trusted("Business class is not permitted except on flights over 8 hours.", "cabin")).toMatchObject([
      { highest: "premium_economy", minimumHours: null },
    ]);
  });
});

describe("a cap is a cap on any one trip", () => {
  test.each([
    "Air travel is capped at $25,000 per year for each employee.",
    "Airfare for a project is limited to $20,000.",
    "Group fares are limited to $9,000.",
    "In an emergency, airfare up to $5,000 may be booked.",
    "For senior staff, airfare is limited to $2,500.",
    "A flight can cost up to $900 in peak season.",
    "Starting in 2028 fares may not exceed $900.",
    "Under the former policy flights up to $900 could be booked.",
    "Fares to London may not exceed $900.",
    "Fares outside Europe may not exceed $2,000.",
    "Fares for flights longer than 6 hours may not exceed $1,500.",
    "Flight change costs are limited to $200.",
  ])("not: %s", (text) => {
    expect(caps(text)).toEqual([]);
  });

  test.each<[string, number[]]>([
    ["Fares may not exceed $500.", [500]],
    ["Fares may not exceed $300 one way.", [600]],
    ["Fares may not exceed $500 round trip or $300 one way.", [500, 600]],
    ["One-way fares may not exceed $300.", [600]],
    ["Airfare is limited to $800 round trip ($450 one-way).", [800, 900]],
  ])("%s", (text, expected) => {
    expect(caps(text)).toEqual(expected);
  });

  test.each([
    "Fares may not exceed CAD $500.",
    "Fares may not exceed $900 (CAD).",
    "Fares may not exceed Australian $900.",
    "Fares may not exceed $500 Canadian.",
    "Fares may not exceed 1 200 USD.",
    "Fares may not exceed 1'200 dollars.",
    "Fares may not exceed $2-3k.",
    "Fares may not exceed $5 00.",
    "Fares may not exceed $5OO.",
    "Fares may not exceed $5oo0.",
    "Fares may not exceed $1O,000.",
    "Fares may not exceed $5ΟΟ.",
    "Fares may not exceed $5 ОО.",
    "Fares may not exceed $9l.",
    "Fares may not exceed $-1.",
    "Fares may not exceed -$100.",
    "Fares may not exceed $1e5.",
  ])("another currency or number is not read: %s", (text) => {
    expect(amounts(text)).toEqual([]);
  });
});

describe("approval", () => {
  test.each<[string, number]>([
    ["Managers must approve any airfare exceeding $800.", 800],
    ["All trips of $800 or more require approval.", 799],
    ["Trips costing between $1,000 and $2,000 require manager approval.", 1000],
    ["No approval is needed for trips under $500, and anything above needs the manager's approval.", 500],
    ["Trips above $1,000 go to the manager for approval.", 1000],
  ])("%s", (text, above) => {
    const found = readClause(clause(text)).rules.flatMap(({ rule }) =>
      rule.kind === "approval" ? [rule.aboveUsd] : [],
    );
    expect(found).toContain(above);
  });

  test("above an amount that another sentence names is for every trip", () => {
    for (const rest of ["trips above need", "anything above needs"]) {
      const text = `No approval is needed for trips under $500; ${rest} the manager's approval.`;
      expect(trusted(text, "approval")).toMatchObject([{ always: true, aboveUsd: null }]);
    }
  });

  test("without which no flight may be booked is for every flight", () => {
    const text = "Flights may not be booked without a manager's approval.";
    expect(trusted(text, "approval")).toMatchObject([{ always: true }]);
  });
});

describe("no demand on when to book", () => {
  test.each([
    "Flights may be booked up to 330 days in advance.",
    "Flights must not be booked more than 60 days in advance.",
    "Tickets can be purchased 300 days in advance.",
    "Booking 60 days in advance saves money.",
    "Flights need not be booked 14 days in advance.",
  ])("%s", (text) => {
    expect(trusted(text, "advance_booking")).toEqual([]);
  });
});

describe("preferred airlines", () => {
  test.each([
    "Spirit is not a preferred airline.",
    "No airline is preferred over Delta: preferred airlines do not exist.",
    "Preferred airlines are any except Spirit and Frontier.",
    "American citizens choose among preferred airlines.",
    "Preferred airlines of the United Kingdom are listed elsewhere.",
  ])("are not named by: %s", (text) => {
    expect(trusted(text, "preferred_airlines")).toEqual([]);
  });
});
