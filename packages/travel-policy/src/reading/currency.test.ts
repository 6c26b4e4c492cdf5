import { describe, expect, test } from "@jest/globals";
import { applicableRules } from "../applicable-rules.ts";
import { derivePlanConstraints } from "../derive.ts";
import { clausesOf } from "../extraction/clauses-of.ts";
import { BOTH, chunk, TODAY, trip } from "../testing/policy-chunks.ts";
import { statesOtherCurrency } from "./currency.ts";

describe("amounts are in another currency, says", () => {
  test.each([
    "All amounts in EUR",
    "Amounts are in Canadian dollars.",
    "All figures are stated in Canadian dollars unless otherwise noted.",
    "Currency: CAD",
    "Dollar amounts refer to Canadian dollars.",
    "“$” means Australian dollars throughout.",
    "All prices in AUD.",
    "Limits are expressed in pounds sterling.",
    "(All amounts are quoted in C$)",
    "Fare limits (EUR)",
    "In this policy, dollars are Hong Kong dollars.",
    "Unless stated otherwise, all monetary amounts are in local currency.",
    "Prices: all in €.",
    "All amounts are in CAD and are converted at the monthly rate.",
    "Rates are given in yen",
    "$ stands for CAD.",
    "$ is the Canadian dollar: all $ are Canadian dollars",
  ])("%s", (text) => expect(statesOtherCurrency(text)).toBe(true));

  test.each([
    "Canadian",
    "Australian",
    "New Zealand",
    "Singapore",
    "Hong Kong",
    "Taiwanese",
    "Jamaican",
    "not US",
    "not U.S",
    "not American",
  ])("all dollar figures being %s", (which) => {
    expect(statesOtherCurrency(`All dollar figures are ${which}.`)).toBe(true);
    expect(statesOtherCurrency(`The $ sign means ${which}.`)).toBe(true);
    expect(statesOtherCurrency(`A $ is ${which} here.`)).toBe(true);
  });

  test.each(
    `amounts figures limits prices fares airfares values sums costs budgets caps ceilings rates thresholds dollars expenses
    currencies currency numbers allowances everything money monetary`.split(/\s+/u),
  )("%s given in it", (what) => expect(statesOtherCurrency(`Here ${what} are given in euros.`)).toBe(true));
});

describe("nothing of the currency of other amounts says", () => {
  test.each([
    "Amounts are in US dollars.",
    "Fares quoted in another currency are converted at the rate of the day of booking.",
    "Expenses in euros are converted to US dollars at the card's rate.",
    "Prices in yen at the exchange rate of the day.",
    "Amounts in CAD: translated at the day's rate.",
    "Fares to Europe may not exceed EUR 900.",
    "Airfare may not exceed 900 Canadian dollars.",
    "Fares may not exceed £500 or $600.",
    "Bags of up to 50 pounds cost nothing.",
    "Travellers carry euros.",
    "Travellers carry Canadian dollars.",
    "Employees in Canada follow the Canadian limits.",
  ])("%s", (text) => expect(statesOtherCurrency(text)).toBe(false));

  test("any clause or heading of the two policies", () => {
    const words = BOTH.flatMap(({ section, text }) => [section, text]);
    expect(words.filter(statesOtherCurrency)).toEqual([]);
  });
});

describe("dollars of a document that means others", () => {
  const trusted = (...clauses: ReturnType<typeof chunk>[]) =>
    applicableRules(clauses, { scope: "international", countries: ["FR"] }).rules.filter(({ doubtful }) => !doubtful);
  const inTravel = (text: string, section = "Fares") => chunk(text, "company-travel", section);
  const CAP = inTravel("Region: Europe | Economy limit: $1,800");
  const SENTENCE = inTravel("Economy fares may not exceed $600.");
  const APPROVAL = inTravel("Trips above $3,000 need approval.");
  const SAYS = inTravel("All amounts are in Canadian dollars.", "1. General");

  test.each([
    ["in a sentence", SAYS],
    ["in a heading", inTravel("Ask the travel desk.", "Amounts (CAD)")],
    ["in a row", inTravel("Item: Currency | Value: Canadian dollars")],
    ["in a note of a row", inTravel("Item: Hotel | Note: all amounts in CAD")],
  ])("are believed nowhere in it when it says so %s", (_where, says) => {
    expect(trusted(CAP, SENTENCE, APPROVAL)).toHaveLength(3);
    expect(trusted(CAP, SENTENCE, APPROVAL, says)).toEqual([]);
    expect(trusted(says, CAP, SENTENCE, APPROVAL)).toEqual([]);
  });

  test("are believed where the clause itself says US dollars", () => {
    const named = [
      inTravel("Region: Europe | Economy limit (USD): $1,800"),
      inTravel("Economy fares may not exceed US$600."),
      inTravel("Trips above $3,000 US dollars need approval."),
      inTravel("Fares may not exceed $700.", "Limits in US dollars"),
      inTravel("Fares may not exceed $701.", "Limits in United States dollars"),
      inTravel("Fares may not exceed $702.", "Limits in U.S. dollars"),
      inTravel("Fares may not exceed $703.", "Limits in U.S. $"),
    ];
    expect(trusted(SAYS, ...named)).toHaveLength(7);
  });

  test("are those of that document only, and other demands stand", () => {
    const other = chunk("Economy fares may not exceed $900.", "other-travel");
    const all = inTravel("All international trips require approval.");
    const days = inTravel("Flights must be booked at least 7 days before departure.");
    expect(trusted(SAYS, SENTENCE, other, all, days).map(({ rule }) => rule.kind)).toEqual([
      "fare_cap",
      "approval",
      "advance_booking",
    ]);
  });

  test("leave the strictest default, and never raise it", () => {
    const plan = derivePlanConstraints(trip("london"), [SAYS, CAP], TODAY);
    expect(plan).toMatchObject({ fareCapUsd: 600, strictestDefaults: true });
    const lower = inTravel("Economy fares may not exceed $200.");
    expect(derivePlanConstraints(trip("london"), [SAYS, lower], TODAY).fareCapUsd).toBe(200);
  });

  test("are known from a page's foot, which is no clause otherwise", () => {
    const foot = (text: string) => ({ type: "TEXT", sub_type: "FOOTER", representation: { text } }) as never;
    expect(clausesOf([foot("Page 3 of 9")])).toEqual([]);
    expect(clausesOf([foot("All amounts in CAD")])).toMatchObject([{ text: "All amounts in CAD" }]);
  });
});
