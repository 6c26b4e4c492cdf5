import { describe, expect, test } from "@jest/globals";
import { readClause } from "../extract.ts";

const found = (text: string, section = "Booking") =>
  readClause({ text, section, document: "company-travel" }).rules.flatMap(({ rule, doubtful }) =>
    rule.kind === "advance_booking" ? [{ days: rule.days, doubtful }] : [],
  );
const flightsBooked = (time: string) => found(`Flights must be booked at least ${time} before departure.`);

describe("a deadline for bookings", () => {
  test.each<[string, number]>([
    ["14 days", 14],
    ["21-days", 21],
    ["fourteen (14) days", 14],
    ["sixteen days", 16],
    ["twenty-eight calendar days", 28],
    ["Forty five days", 45],
    ["one hundred and twenty days", 120],
    ["3 full weeks", 21],
    ["one week", 7],
    ["365 days", 365],
  ])("of %s is read", (time, days) => expect(flightsBooked(time)).toEqual([{ days, doubtful: false }]));

  test.each<[string, number]>([
    ["twenty (21) days", 21],
    ["ten (7) days", 10],
    ["10 working days", 14],
    ["eleven business days", 16],
    ["one month", 31],
    ["two (2) months", 62],
    ["14-21 days", 21],
    ["fourteen to twenty-one days", 21],
    ["a million and five days", 5],
  ])("of %s can only tighten", (time, days) => expect(flightsBooked(time)).toEqual([{ days, doubtful: true }]));

  test.each([
    "one and a half weeks",
    "1.5 weeks",
    "1,000 days",
    "a few days",
    "366 days",
    "twelve months",
    "a dozen days",
  ])("of %s is not read", (time) => expect(flightsBooked(time)).toEqual([]));

  test.each<[string, string, number]>([
    ["Trip type: Domestic | Advance purchase (days): 14", "Airfare", 14],
    ["Trip type: International | Book at least this far in advance: three weeks", "Airfare", 21],
    ["Trip: Domestic | Days in advance: 14", "Booking flights", 14],
    ["Trip: Domestic | Advance purchase: 10 days | Economy limit: $500", "Airfare", 10],
  ])("in a row is read: %s", (text, section, days) => {
    expect(found(text, section)).toEqual([{ days, doubtful: false }]);
  });

  test.each<[string, number]>([
    ["Region: Europe | Advance purchase: 5 days", 5],
    ["Cabin: Business | Advance purchase: 5 days", 5],
    ["Trip: Domestic | Advance purchase: 5 days, unless urgent", 5],
    ["Trip: Domestic | Advance purchase of the board: 5 days", 5],
  ])("in a row for some trips can only tighten: %s", (text, days) => {
    expect(found(text)).toEqual([{ days, doubtful: true }]);
  });

  test.each([
    "Hotel: London | Advance purchase of hotel rooms: 5 days",
    "Trip: Domestic | Notice: 5 days",
    "Trip: Domestic | Average days booked in advance: 12 days",
  ])("is not read in: %s", (text) => expect(found(text)).toEqual([]));

  test.each("book,booked,booking,bookings,purchased,reserved,ticketed,bought".split(","))(
    "speaks of flights that are %s",
    (word) => {
      expect(found(`Flights, ${word} 9 days ahead.`)).toMatchObject([{ days: 9 }]);
    },
  );

  test.each("before,prior to,ahead of,in advance of".split(","))("is %s a day", (words) => {
    expect(flightsBooked("9 days")).toEqual(found(`Flights must be booked at least 9 days ${words} departure.`));
  });

  test.each([
    "Tell the desk 9 days before departure.",
    "Flights are booked for 9 days.",
    "Trip: Domestic | Advance purchase: 14",
  ])("is none: %s", (text) => expect(found(text)).toEqual([]));

  test.each(
    `visas passports hotels rooms expense reports claims cancellations refunds vaccinations trains rail cars
    announced valid approvers answers decides`.split(/\s+/u),
  )("of %s is none of flights", (what) => {
    expect(found(`Concerning ${what}: book 9 days before departure.`)).toEqual([]);
  });

  test.each(
    `up to,more than,as early as,earliest,opens,can,may,could,might,saves,costs,cheaper,need not,needn't,no need,
    not have to,not need to,encouraged`.split(/,\s*/u),
  )("with the words %s is no demand", (words) => {
    expect(found(`Booking flights ${words} 9 days before departure.`)).toEqual([]);
  });
});
