import { describe, expect, test } from "@jest/globals";
import { readClause } from "../extract.ts";
import { beginsWithSome, isIntroducedForSome } from "./for-everybody.ts";

const demands = (text: string, section = "Fares") =>
  readClause({ text, section, document: "company-travel" }).rules.filter(
    ({ rule }) => rule.kind === "fare_cap" || rule.kind === "advance_booking",
  );

describe("a demand on some people, whatever they are called, is none on everybody", () => {
  test.each([
    "Region: Europe, sales team | Economy limit: $2,600",
    "Region: Europe | Sales economy limit: $2,600",
    "Airfare, sales team: Europe | Limit: $2,600",
    "Item: Airfare, sales team | Limit: $2,600",
    "Region: Europe | Executives economy limit: $2,600",
    "Region: Europe | Economy limit, C-suite: $2,600",
    "Region: Europe – field crew | Economy limit: $2,600",
    "Region: Europe | Economy limit L5+: $2,600",
    "Region: Europe | Economy limit*: $2,600",
    "Region: Europe | Economy limit: $2,600 nurses",
    "Expense type: Economy airfare, recruiters | Maximum: $2,600",
    "Destination / traveller: Europe / faculty | Economy limit: $2,600",
    "Region: Europe | Cabin: Economy (board) | Maximum fare: $2,600",
    "Region: Europe | Economy limit for pilots: $2,600",
    "Region: Europe | Ökonomie-Team economy limit: $2,600",
    "Field engineers: economy limit $900 for domestic flights",
    "Economy fares of the sales team may not exceed $2,600.",
    "Nurses' airfare may not exceed $2,600.",
    "Airfare booked by recruiters is capped at $2,600.",
    "The sales team must book flights at least 3 days before departure.",
    "Flights to Europe must be booked 5 days before departure.",
    "Urgent trips must be booked at least 1 day ahead.",
    "Team: Sales | Advance booking: 3 days",
    "Advance booking, sales team: 3 days | Trip: Domestic",
    "Region: Europe | Area: Sales | Economy limit: $2,600",
    "Region: Europe | Country: France | Economy limit: $2,600",
    "Region: Europe | Rank: L5 ($2,000 a month) | Economy limit: $2,600",
    "The sales team books flights at least two days before departure.",
  ])("%s", (text) => {
    expect(demands(text).filter(({ doubtful }) => !doubtful)).toEqual([]);
  });

  test.each(
    `Executive,Director,Board,Manager,Management,Leadership,Senior,Vice president,VIP,SVP,VP,CEO,C-suite,C-level,Partner,
    Officer,President,Intern,Trainee,Apprentice,Contractor,Consultant,Candidate,Guest,Client,Visitor,Sales,Marketing,Team,
    Crew,Field,Engineer,Student,Faculty,Recruiter,Joiner,New hires,Grade 8,Band 2,Tier 1,Level 5,Rank 3`.split(/,\s*/u),
  )("under the heading %s", (people) => {
    const section = `5. ${people} fares`;
    const found = demands("Region: Europe | Economy limit: $2,600", section);
    expect(found).toMatchObject([{ rule: { amountUsd: 2600 }, doubtful: true }]);
  });
});

describe("a demand on everybody is believed in other companies' words too", () => {
  test.each([
    "Region: Europe | Economy limit: $1,600",
    "Destination: South America | Max. airfare, economy (round trip): $1,600",
    "Destination region: Asia | Maximum round-trip economy airfare: US$1,600",
    "Country: Japan | Fare cap (USD): $1,700",
    "Region: All other destinations | Economy limit: $1,400",
    "Region: Rest of the world | Economy limit: $1,400",
    "Region: Europe (excluding United Kingdom) | Economy limit: $1,400",
    "Region: Canada & Mexico | Economy cap: $700 | Business cap: $1,800",
    "Item: Domestic airfare, round trip | Limit: $500",
    "Expense type: Domestic airfare (economy class) | Maximum allowed: $500",
    "Category: Airfare | Limit per trip: $500",
    "Trip type: Domestic | Airfare limit: $500",
    "Cabin: Economy | Maximum fare: $480",
    "Class of service: Premium economy | Maximum fare per ticket: $980",
    "Region: Europe | Economy limit (incl. taxes and fees): $1,300",
    "Region: Europe | Limit in economy, each way: $650",
    "Region: Europe | Maximum allowable airfare: $1,300",
    "Region: Africa | Highest permitted fare in economy: $1,700",
    "Region: Europe | Maximum ticket price: 1,300 USD",
    "Region: Middle East | Economy: $1,500 | Business: $5,200",
    "Economy fares may not exceed $450 for a round trip.",
    "Airfare is capped at USD 1,250.00 per trip.",
    "Employees may spend up to $900 on a domestic flight.",
    "The company pays at most $700 for any domestic round-trip ticket.",
    "No domestic airfare may be more than $600, including all taxes and fees.",
    "Round-trip airfare to Europe is limited to $1,200 per person.",
    "The lowest available economy fare must be booked, up to a maximum of $800.",
    "Airfare cap: $500 (round trip, economy)",
    "Business class fares to Asia must not be higher than $5,000.",
    "Maximum reimbursable airfare: $750 per ticket",
    "Tickets must be purchased at least 14 days in advance.",
    "All air travel should be booked a minimum of 21 days prior to departure.",
    "Employees must book their flights no later than 10 days before the date of travel.",
    "Advance booking: 14 days | Trip: Domestic",
    "Trip type: International | Minimum advance purchase: 21 days",
    "Domestic reservations need to be made 2 weeks ahead of the trip.",
    "Flights need to be booked 14 calendar days or more before the departure date.",
    "Travelers are required to purchase airline tickets fourteen (14) days in advance of travel.",
    "Region: Everywhere else | Economy limit: $1,600",
    "Region: Europe | Economy limit: $1,600 | Business limit: $3,600 for directors",
  ])("%s", (text) => {
    expect(demands(text, "Fare limits")).toContainEqual(expect.objectContaining({ doubtful: false }));
  });
});

describe("whom the words around a demand are for", () => {
  test.each([
    "This section applies to executives.",
    "The following limits apply only to directors.",
    "The table applies to all managers only.",
    "This chapter is for partners.",
    "What follows is only for interns.",
  ])("some: %s", (text) => expect(isIntroducedForSome(text)).toBe(true));

  test.each([
    "This policy applies to all employees, contractors and guests.",
    "It applies to every manager.",
    "It applies to any partner.",
    "These rules apply to everyone, clients too.",
    "These rules apply to everybody, clients too.",
    "It applies to employees.",
    "Directors ask the finance office.",
  ])("everybody, or nobody is said: %s", (text) => expect(isIntroducedForSome(text)).toBe(false));

  test("the people at a sentence's beginning go on behind its semicolons", () => {
    const text = "fares may not exceed $6,000; domestic flights may not exceed $900.";
    expect(demands(`For partners, ${text}`).every(({ doubtful }) => doubtful)).toBe(true);
    expect(demands(`Partners: ${text}`).every(({ doubtful }) => doubtful)).toBe(true);
    expect(demands(`Economy ${text}`).some(({ doubtful }) => doubtful)).toBe(false);
    expect(["For trips, managers", "Partners are asked", "Partners:"].map(beginsWithSome)).toEqual([
      false,
      false,
      true,
    ]);
  });

  test("a column's own scope counts before its row's, and one that speaks out of turn is doubted", () => {
    const row = "Category: Air travel | Domestic limit: $550 | International limit: $1,400";
    const found = (document: string) => readClause({ text: row, section: "Fares", document }).rules;
    expect(found("company-travel")).toMatchObject([
      { rule: { amountUsd: 550, scope: "domestic" }, doubtful: false },
      { rule: { amountUsd: 1400, scope: "international" }, doubtful: false },
    ]);
    expect(found("us-domestic-travel")).toMatchObject([{ doubtful: false }, { doubtful: true }]);
  });
});
