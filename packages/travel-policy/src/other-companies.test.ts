import { describe, expect, test } from "@jest/globals";
import { cabin, cap } from "../evaluation/demands.ts";
import { applicableRules } from "./applicable-rules.ts";
import { chunk } from "./testing/policy-chunks.ts";

const adv = (days: number, scope: string | null = null) => ({ kind: "advance_booking", days, scope });
const appr = (aboveUsd: number | null, scope: string | null = null, countries: string[] = []) => ({
  kind: "approval",
  aboveUsd,
  always: aboveUsd === null,
  scope,
  countries,
});
const air = (...airlines: string[]) => ({ kind: "preferred_airlines", airlines, scope: null });

interface Fragment {
  readonly clauses: readonly string[];
  readonly says: readonly object[];
  readonly section?: string;
}
const EVERYWHERE = ["AE", "AU", "BR", "CA", "CN", "DE", "FR", "GB", "IN", "IQ", "JP", "MX", "RU", "SY", "YE", "ZA"];

/** What is believed of fragments of a policy, by trips of both kinds, to anywhere. */
function believed({ clauses, section = "Airfare" }: Fragment): object[] {
  const chunks = clauses.map((text) => chunk(text, "company-travel", section));
  const rules = (["domestic", "international"] as const).flatMap((scope) =>
    applicableRules(chunks, { scope, countries: EVERYWHERE }).rules.flatMap(({ rule, doubtful }) =>
      doubtful ? [] : [rule],
    ),
  );
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

// Written before they were read by code, as other companies write. Whom a demand is for, in which money and by when.
describe("fragments of other companies' policies", () => {
  test.each<Fragment>([
    { clauses: ["Destination zone: EMEA | Coach ceiling: US$1,450"], says: [cap(1450, "economy", "EMEA")] },
    {
      clauses: ["Employees are expected to book air travel no later than fourteen (14) days prior to the trip."],
      says: [adv(14)],
    },
    { clauses: ["Tickets must be purchased a minimum of twenty-one calendar days in advance."], says: [adv(21)] },
    {
      clauses: ["Reservations should be made at least forty-five days before departure for intercontinental travel."],
      says: [adv(45, "international")],
    },
    { clauses: ["Domestic tickets must be bought sixteen days ahead of travel."], says: [adv(16, "domestic")] },
    {
      clauses: ["Airfare in excess of two thousand dollars requires the approval of the department head."],
      says: [appr(2000)],
    },
    {
      clauses: ["The maximum economy class airfare for a domestic round trip is seven hundred fifty dollars."],
      says: [cap(750, "economy", null, "domestic")],
    },
    { clauses: ["Field engineers: economy limit $900 for domestic flights"], says: [] },
    { clauses: ["Team: Marketing | Destination: Europe | Economy cap: $1,900"], says: [] },
    { clauses: ["Destination: Japan | Contractor airfare limit: $1,100"], says: [] },
    { clauses: ["Destination: South America | Airfare limit (leadership team): $3,900"], says: [] },
    { clauses: ["Region: Asia, new joiners | Economy limit: $1,000"], says: [] },
    { clauses: ["Region: Africa | Permitted economy fare: $1,700"], says: [cap(1700, "economy", "Africa")] },
    {
      clauses: ["Region: Oceania | Max. economy airfare (incl. taxes): $2,000"],
      says: [cap(2000, "economy", "Oceania")],
    },
    {
      clauses: [
        "Destination region: Middle East | Maximum round-trip fare, economy: $1,500 | Maximum round-trip fare, business: $4,900",
      ],
      says: [cap(1500, "economy", "Middle East"), cap(4900, "business", "Middle East")],
    },
    {
      clauses: ["Destination: Canada | Economy (max): USD 650 | Business (max): USD 1,700"],
      says: [cap(650, "economy", "Canada"), cap(1700, "business", "Canada")],
    },
    {
      clauses: ["Premium economy may be booked on flights of more than six hours."],
      says: [cabin("premium_economy", 6.01)],
    },
    { clauses: ["Business class is permitted for flights exceeding sixteen hours."], says: [cabin("business", 16.01)] },
    { clauses: ["Flights of twenty hours or more may be booked in business class."], says: [cabin("business", 20)] },
    {
      clauses: ["Economy class must be used on all flights shorter than five hours."],
      says: [cabin("economy", null, 5)],
    },
    { clauses: ["Trip length: Over 10 hours | Class of travel: Business | Eligible: Vice presidents"], says: [] },
    { clauses: ["Duration: 10+ hours | Permitted class: Business class"], says: [cabin("business", 10)] },
    {
      clauses: [
        "All amounts in this policy are expressed in Canadian dollars (CAD).",
        "Region: Europe | Economy limit: $1,800",
      ],
      says: [],
    },
    { clauses: ["Figures in EUR.", "Economy fares within Europe may not exceed $600."], says: [] },
    {
      clauses: ["All amounts are in US dollars unless noted.", "Fares for domestic trips may not exceed $650."],
      says: [cap(650, null, null, "domestic")],
    },
    {
      clauses: ["“$” means Australian dollars throughout this manual.", "Trips above $3,000 need approval."],
      says: [],
    },
    {
      clauses: [
        "Amounts spent in euros are converted to US dollars at the card's rate.",
        "Airfare must not exceed $800 per round trip.",
      ],
      says: [cap(800)],
    },
    {
      clauses: ["Destination: Europe | Economy ceiling: 700", "Fares over $700 need approval."],
      says: [],
      section: "Fare ceilings (GBP)",
    },
    {
      clauses: ["Any trip costing over one thousand five hundred dollars must be approved by a vice president."],
      says: [appr(1500)],
    },
    {
      clauses: ["All travel to Iraq, Syria and Yemen requires prior authorization from Security."],
      says: [appr(null, null, ["IQ", "SY", "YE"])],
    },
    { clauses: ["Our preferred carriers are Delta Air Lines (DL) and Alaska Airlines (AS)."], says: [air("AS", "DL")] },
    { clauses: ["First class air travel is not reimbursable under any circumstances."], says: [cabin("business")] },
    { clauses: ["Board members may book first class."], says: [] },
    { clauses: ["Trip type: Domestic | Advance purchase (days): 14"], says: [adv(14, "domestic")] },
    {
      clauses: ["Trip type: International | Book at least this far in advance: three weeks"],
      says: [adv(21, "international")],
    },
    { clauses: ["Book one and a half weeks in advance."], says: [] },
    {
      clauses: [
        "The lowest logical airfare must be chosen; a fare that is up to $200 higher is acceptable for a nonstop.",
      ],
      says: [],
    },
    { clauses: ["Grade: All | Region: Europe | Economy limit: $1,250"], says: [cap(1250, "economy", "Europe")] },
    { clauses: ["Associates in the field sales organisation: airfare up to $1,500 round trip."], says: [] },
    {
      clauses: ["For partners of the firm, fares may not exceed $6,000; domestic flights may not exceed $900."],
      says: [],
    },
    { clauses: ["The following limits apply to directors only. Fares may not exceed $2,600."], says: [] },
    {
      clauses: ["This section applies to executives.", "Region: Europe | Economy limit: $2,600"],
      says: [],
      section: "4. Air travel",
    },
    {
      clauses: ["Category: Air travel | Domestic limit: $550 | International limit: $1,400"],
      says: [cap(550, null, null, "domestic"), cap(1400, null, null, "international")],
    },
    { clauses: ["Route type: Transatlantic | Economy cap: $1,200"], says: [] },
    {
      clauses: ["Destination: Germany | Max economy fare: $1,150 | Max premium economy fare: $1,800"],
      says: [cap(1150, "economy", "Germany"), cap(1800, "premium_economy", "Germany")],
    },
    { clauses: ["Airfare, domestic: not to exceed $475 per round trip."], says: [cap(475, null, null, "domestic")] },
    {
      clauses: ["Domestic coach fares above six hundred dollars require director approval."],
      says: [appr(600, "domestic")],
    },
    {
      clauses: ["International tickets shall be purchased no fewer than thirty (30) calendar days ahead of departure."],
      says: [adv(30, "international")],
    },
    { clauses: ["Please book flights two weeks in advance wherever possible."], says: [] },
    { clauses: ["Consultants book flights at least 5 days in advance."], says: [] },
    { clauses: ["Flights should be booked between fourteen and twenty-eight days before departure."], says: [] },
    { clauses: ["All dollar figures herein are Canadian. Airfare is capped at $800."], says: [] },
    { clauses: ["Currency for all limits: NZD", "Destination: Asia | Economy limit: $2,400"], says: [] },
    {
      clauses: ["Amounts shown in US dollars (USD).", "Destination: Asia | Economy limit: $1,400"],
      says: [cap(1400, "economy", "Asia")],
    },
    {
      clauses: ["Reimbursement is made in the employee's local currency.", "Destination: Asia | Economy limit: $1,400"],
      says: [cap(1400, "economy", "Asia")],
    },
    { clauses: ["Business class is available on flights of at least eighteen hours."], says: [cabin("business", 18)] },
    { clauses: ["Flights under four hours: economy only."], says: [cabin("economy", null, 4)] },
    {
      clauses: ["Scheduled duration: Twelve hours or longer | Highest class: Business"],
      says: [cabin("business", 12)],
    },
    { clauses: ["Flight length: 6-10 h | Class of service: Premium Economy"], says: [cabin("premium_economy", 6, 10)] },
    { clauses: ["Flight length: over 10 h, client-billable | Class of service: Business"], says: [] },
    {
      clauses: ["All trips costing two thousand dollars or more require the written consent of the CFO."],
      says: [appr(1999)],
    },
    { clauses: ["Every international trip must be approved in writing."], says: [appr(null, "international")] },
    { clauses: ["Trips to Russia require approval."], says: [appr(null, null, ["RU"])] },
    { clauses: ["Weekend stay-over fares may not exceed $400."], says: [] },
    { clauses: ["Fares for red-eye flights may not exceed $300."], says: [] },
    { clauses: ["Round-trip economy airfare to Mexico may not exceed $650."], says: [cap(650, "economy", "mexico")] },
    { clauses: ["Maximum airfare: one thousand two hundred fifty dollars ($1,250)."], says: [cap(1250)] },
    { clauses: ["Airfare ceiling per trip – $1,000 (USD), all taxes included"], says: [cap(1000)] },
  ])("$clauses", (fragment) => {
    const found = believed(fragment);
    expect(found).toHaveLength(fragment.says.length);
    for (const rule of fragment.says) expect(found).toContainEqual(rule);
  });
});
