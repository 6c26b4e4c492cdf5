import type { PolicySource } from "./policy-source.ts";

/** The company's policy for trips inside the United States. Northwind Atlas is made up. */
export const usDomesticTravel: PolicySource = {
  name: "us-domestic-travel",
  title: "US Domestic Travel Policy",
  edition: "Northwind Atlas. Edition 7, in force from 1 March 2026. Replaces edition 6 of 2024.",
  sections: [
    {
      heading: "1. Purpose and scope",
      body: [
        "This policy explains how employees of Northwind Atlas book and pay for business travel inside the United States. It applies to every full-time and part-time employee, whatever their office.",
        "A domestic trip is one that begins and ends in the fifty states or the District of Columbia. Puerto Rico, Guam and every other destination fall under the international travel policy.",
        "Contractors and job candidates follow the same rules, and the department that invites them acts as their host and pays for them.",
        "Personal travel may be combined with a business trip when the business part would have been made anyway. The employee pays any extra cost of the detour.",
        "Family members and companions may come along at their own expense. Their tickets are never booked with company money.",
      ],
    },
    {
      heading: "2. How trips are booked",
      body: [
        "All flights are booked through the company's travel portal or its booking assistant. Tickets bought on other web sites are not reimbursed.",
        "Flights must be booked at least 14 days before departure. The average ticket bought in the last week cost 62 percent more in 2025.",
        "A trip that is booked later than that is still possible, but it goes to the line manager for a decision before anything is paid.",
        "The ticket has to carry the name on the traveller's driving licence or passport, letter by letter. Nicknames lead to refusal at the gate.",
        "Nonrefundable tickets are the rule. Flexible tickets may be chosen when the date of the meeting is still open.",
        "Each employee books for one traveller at a time. Groups of ten or more are handled by the travel desk.",
        "Questions are answered by the travel desk at extension 4415, on weekdays between 8 and 18 o'clock Eastern Time.",
      ],
    },
    {
      heading: "3. Fares",
      body: [
        "The price of a domestic round trip in economy class may not exceed $500, including taxes and carrier fees.",
        "A one-way ticket counts as half of a round trip, so its limit is half as high.",
        "Among flights that suit the meeting, the traveller picks the lowest logical fare, even where a dearer one would also stay under the limit.",
        "A connection is preferred to a nonstop flight when it saves more than $150 and adds less than two hours to the journey.",
        "Fares are compared on the day of booking. A price seen earlier, or on another site, is not a reason to book above the limit.",
      ],
    },
    {
      heading: "4. Cabin and seats",
      body: [
        "Economy is the highest cabin that may be booked on domestic flights, whatever the length of the flight.",
        "Upgrades are welcome when they cost the company nothing: miles, vouchers and status upgrades belong to the traveller.",
        "Paid seat selection is reimbursed up to $40 per flight, and extra-legroom seats on flights of more than four hours.",
        "Travellers with a medical need or a disability agree on suitable seating with human resources, who inform the travel desk without giving the reason.",
      ],
    },
    {
      heading: "5. Airlines",
      body: [
        "Preferred airlines for domestic flights are Delta Air Lines (DL), United Airlines (UA) and American Airlines (AA), with whom the company has agreements.",
        "Another airline may be flown when no preferred airline serves the route, or when its fare is lower.",
        "Frequent flyer points stay with the employee, but collecting them is no reason to choose a dearer flight.",
        "Charter flights, private aircraft and helicopters are not used for company business.",
      ],
    },
    {
      heading: "6. Approvals",
      body: [
        "A trip within the limits of this policy needs nobody's consent: booking it is enough.",
        "Any domestic trip whose airfare comes to more than $500 requires approval by the traveller's manager before it is booked.",
        {
          list: [
            "The manager decides within two working days. Without an answer the trip counts as declined, and nothing is bought.",
            "An approval is valid for the flights and the price that were shown. When either changes, it has to be asked for again.",
            "Nobody decides on their own travel. Directors ask the finance office, and the finance office asks the managing board.",
          ],
        },
      ],
    },
    {
      heading: "7. Changes and cancellations",
      body: [
        "Change fees are paid by the company when the meeting moved, and by the traveller when the plans were private.",
        "A ticket that is no longer needed is cancelled in the portal before departure, so that its value is kept as credit for the next journey.",
        "Credits from unused tickets are used first. The portal shows them with their date of expiry.",
        "If a flight is cancelled or more than three hours late, the traveller may rebook by telephone and tell the travel desk afterwards.",
      ],
    },
    {
      heading: "8. Baggage and extras",
      body: [
        {
          list: [
            "One checked bag is reimbursed on trips of two nights or more, up to $75 each way.",
            "Onboard internet access is paid when it is used for work. Films, headsets and alcoholic drinks are not.",
            "Airport lounges, fast-track lanes and membership of traveller programmes are private expenses, except that the fee for TSA PreCheck is refunded every five years.",
          ],
        },
      ],
    },
    {
      heading: "9. Hotels and ground transport",
      body: [
        "Hotel rooms cost at most $220 per night, and at most $310 in New York, San Francisco and Boston.",
        {
          list: [
            "Between airport and city, public transport or a shared shuttle comes first; a taxi or ride-hailing car is fine after 21 o'clock or with heavy luggage.",
            "Rental cars are of the compact class, returned with a full tank, and insured through the company's contract.",
            "Driving one's own car is paid at 70 cents a mile, up to what the flight would have cost.",
            "Rail travel is encouraged between cities less than 250 miles apart, such as Boston and New York or Washington and Philadelphia.",
          ],
        },
      ],
    },
    {
      heading: "10. Meals and expenses",
      body: [
        "Meals are reimbursed up to $68 per day against receipts, and tips up to 20 percent of the bill.",
        "Expense reports are filed within 30 days of the return, with receipts for everything above $25.",
        "Fines, minibars, laundry on stays of less than five nights, and gifts are not reimbursed.",
      ],
    },
    {
      heading: "11. Safety",
      body: [
        "Travellers keep their telephone switched on and answer when the company checks on them during an emergency.",
        "In an emergency call 911 first, then the security desk, which is staffed around the clock.",
        "No more than six members of one team, and no more than two directors, travel on the same aircraft.",
      ],
    },
    {
      heading: "12. Compliance",
      body: [
        "Bookings are reviewed every quarter. Repeated breaches can lead to the loss of the corporate card.",
        "This policy can be changed by the finance office only, and changes are announced four weeks ahead.",
      ],
    },
  ],
};
