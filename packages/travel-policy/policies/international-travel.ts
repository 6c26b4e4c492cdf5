import type { PolicySource } from "./policy-source.ts";

/** The company's policy for trips that leave the United States. Northwind Atlas is made up. */
export const internationalTravel: PolicySource = {
  name: "international-travel",
  title: "International Travel Policy",
  edition: "Northwind Atlas. Edition 4, in force from 1 March 2026. Replaces edition 3 of 2023.",
  sections: [
    {
      heading: "1. Scope",
      body: [
        "This policy covers business trips that begin or end outside the fifty states and the District of Columbia. Trips inside the United States follow the domestic policy.",
        "Every region of the world is covered. Where a local law is stricter than this text, the law comes first.",
        "Relocations, secondments and commuting between two homes are not business trips and are arranged by human resources.",
      ],
    },
    {
      heading: "2. Planning ahead",
      body: [
        "International flights must be booked at least 21 days before departure.",
        "Visa applications are started six weeks before the journey, and the fee is paid by the company.",
        "A passport has to be valid for at least 180 days after the planned return, and needs two empty pages.",
        "Video conferences replace trips for meetings of less than half a day, unless a customer asks for a visit.",
        "Several meetings on one continent are joined into one journey where the calendar allows it.",
      ],
    },
    {
      heading: "3. Cabin by flight time",
      body: [
        "The highest cabin depends on the scheduled time in the air of the longest single flight of the journey.",
        {
          headers: ["Flight time", "Highest cabin", "Remarks"],
          rows: [
            ["Under 6 hours", "Economy", "Extra-legroom seat if free"],
            ["6 to under 9 hours", "Premium economy", "Economy where it is not sold"],
            ["9 hours or more", "Business", "Bed seat on night flights"],
          ],
        },
        "First class may not be booked on any flight.",
        "The waiting time between two flights does not count towards the hours in the air.",
        "Two people who travel together sit in the same cabin, which is the lower one of the two.",
        "A traveller who steps down a cabin of their own accord may take one more night of rest at the hotel.",
      ],
    },
    {
      heading: "4. Fare limits by region",
      body: [
        "The table gives the most that a round trip may cost, with taxes, by the region of the destination and the cabin booked.",
        {
          headers: ["Region", "Economy limit", "Premium economy limit", "Business limit"],
          rows: [
            ["Canada and Mexico", "$700", "$1,000", "$1,800"],
            ["Central America and the Caribbean", "$850", "$1,200", "$2,200"],
            ["South America", "$1,300", "$2,000", "$4,200"],
            ["Europe", "$1,200", "$1,900", "$4,500"],
            ["Middle East", "$1,500", "$2,400", "$5,200"],
            ["Africa", "$1,700", "$2,600", "$5,500"],
            ["Asia", "$1,600", "$2,500", "$5,800"],
            ["Oceania", "$1,900", "$2,900", "$6,500"],
          ],
        },
        "When a journey visits several regions, the lowest limit among them applies to the whole ticket.",
        "Amounts are in US dollars. Fares quoted in another currency are converted at the rate of the day of booking.",
        "Of the flights under the limit, the cheapest that arrives in time for a night's sleep before the meeting is chosen.",
        "For a one-way ticket, half of the limit applies.",
      ],
    },
    {
      heading: "5. Airlines",
      body: [
        "Preferred airlines for international flights are Delta Air Lines (DL), United Airlines (UA), British Airways (BA) and Lufthansa (LH).",
        "Carriers on the European Union's air safety list are not flown, even for a single leg.",
        "Codeshare flights count as flights of the airline whose number is on the ticket.",
        "Loyalty status is no ground for a detour through an airline's home airport.",
      ],
    },
    {
      heading: "6. Approvals",
      body: [
        {
          headers: ["Airfare of the trip", "Approval required from"],
          rows: [
            ["More than $2,500", "Line manager"],
            ["More than $5,000", "Director of the division"],
            ["More than $8,000", "Chief financial officer"],
          ],
        },
        "Travel to Afghanistan, Iraq, Libya, Somalia, Sudan, Syria or Yemen always requires approval by the security desk.",
        "Approvers answer within three working days; silence means no.",
        "An approval ends when the fare rises, and a new one has to be sought with the new price.",
        "Trips that are paid for by a customer follow the same thresholds.",
      ],
    },
    {
      heading: "7. Health and security",
      body: [
        "Vaccinations that the destination demands are paid for by the company and recorded with occupational health.",
        {
          list: [
            "Travel insurance covers treatment abroad and the flight home, up to $250,000 for each person. Nothing has to be done to be insured.",
            "The security briefing for the destination is read before departure; for places at level three and above it is confirmed in writing.",
            "In places at level four no journeys are made until the security desk lifts the warning.",
            "Laptops with customer records stay at home on journeys to places where devices are searched. A loan device is issued instead.",
            "Who loses a passport calls the embassy first and the security desk second.",
          ],
        },
      ],
    },
    {
      heading: "8. Hotels and meals abroad",
      body: [
        {
          headers: ["City group", "Hotel per night", "Meals per day"],
          rows: [
            ["Group A: London, Paris, Tokyo, Zurich", "$340", "$95"],
            ["Group B: Berlin, Madrid, Toronto, Singapore", "$260", "$80"],
            ["Group C: all other cities", "$190", "$60"],
          ],
        },
        "Breakfast that comes with the room is taken off the meal allowance at one fifth.",
        "Stays of more than 14 nights are made in a serviced apartment, with a monthly limit agreed beforehand.",
      ],
    },
    {
      heading: "9. Getting around",
      body: [
        "Trains are taken instead of aircraft where the ride is shorter than four hours, for instance from London to Paris.",
        "Taxis are ordered through the hotel or a known app, never hailed in the street in places at level two and above.",
        "Hiring a car abroad takes an international permit and is not done on the day of a long flight.",
      ],
    },
    {
      heading: "10. Money and receipts",
      body: [
        "The corporate card is used wherever it is accepted. Cash up to $200 may be drawn for markets, tips and small taxis.",
        "Costs are claimed within 30 days in the currency of the receipt, with a short translation where it is not in Latin letters.",
        "Bribes and so-called facilitation payments are never made, not even small ones. Whoever is asked for one reports it to the legal department.",
        "Gifts to officials are forbidden; gifts to customers may be worth $50 at most.",
      ],
    },
    {
      heading: "11. Rest and time",
      body: [
        "After a night flight in economy the morning is free. Nobody drives a car within eight hours of landing.",
        "Time zones of six hours or more earn one day of rest on return when the stay was shorter than five nights.",
        "Travel on a weekend is given back as time off within three months.",
      ],
    },
    {
      heading: "12. Changes",
      body: [
        "Cancelled journeys are withdrawn in the portal at once. Refunds go back to the department's budget.",
        "Denied boarding and delay compensation from an airline belong to the traveller when the trip went on as planned.",
        "The finance office may amend this text. The newest edition in the portal is the one that counts.",
      ],
    },
  ],
};
