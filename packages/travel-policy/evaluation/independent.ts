import type { PolicyQuestion } from "./questions.ts";

/**
 * Paraphrases by somebody who knew the policies but had not read the glossary of the embedded embeddings, written after
 * it. Measured as a sum only: keep it so, or write another set in its place.
 */
export const INDEPENDENT_PARAPHRASES: readonly PolicyQuestion[] = [
  {
    ask: "Do temps brought in through an agency have to stick to this too?",
    answeredBy: ["Contractors and job candidates"],
  },
  { ask: "Could my wife join me if we cover her seat ourselves?", answeredBy: ["Family members and companions"] },
  {
    ask: "I'd like to tack a few vacation days onto the conference. OK?",
    answeredBy: ["Personal travel may be combined"],
  },
  { ask: "Is San Juan treated like Chicago or like Paris?", answeredBy: ["Puerto Rico, Guam"] },
  {
    ask: "I grabbed a cheap seat on Expedia, will I get my cash back?",
    answeredBy: ["Tickets bought on other web sites"],
  },
  {
    ask: "What happens if I only find out on Monday that I need to be in Denver on Thursday?",
    answeredBy: ["A trip that is booked later"],
  },
  {
    ask: "Everyone calls me Bob though I was christened Robert; which should I put down?",
    answeredBy: ["The ticket has to carry the name"],
  },
  {
    ask: "Our client hasn't fixed a day yet, can I get something I could swap afterwards?",
    answeredBy: ["Nonrefundable tickets are the rule"],
  },
  { ask: "Twenty of us are heading to the kickoff, who sorts that out?", answeredBy: ["Each employee books for one"] },
  { ask: "What's the ceiling for going there and back within the country?", answeredBy: ["may not exceed $500"] },
  {
    ask: "Just flying out and not coming back: what's my ceiling?",
    answeredBy: ["A one-way ticket counts", "For a one-way ticket"],
  },
  {
    ask: "Do I have to go for the least expensive option on the list?",
    answeredBy: ["Among flights that suit", "Of the flights under the limit"],
  },
  {
    ask: "Would I have to switch planes to spare the firm a couple of hundred bucks?",
    answeredBy: ["A connection is preferred"],
  },
  {
    ask: "It has gone up since I looked on Tuesday, am I allowed to go over?",
    answeredBy: ["Fares are compared on the day"],
  },
  { ask: "Can I sit up front going coast to coast?", answeredBy: ["Economy is the highest cabin"] },
  { ask: "May I spend my own points to sit somewhere nicer?", answeredBy: ["Upgrades are welcome"] },
  { ask: "I'm six foot five, could I expense a spot where my knees fit?", answeredBy: ["Paid seat selection"] },
  { ask: "Is it fine to go with Southwest?", answeredBy: ["Another airline may be flown"] },
  { ask: "Can we hire a jet for the board?", answeredBy: ["Charter flights, private aircraft"] },
  { ask: "Who has to sign off if Chicago sets us back six hundred?", answeredBy: ["Any domestic trip whose airfare"] },
  {
    ask: "How long until my boss gets back to me?",
    answeredBy: ["The manager decides within", "Approvers answer within"],
  },
  { ask: "I run a division, may I sign off for myself?", answeredBy: ["Nobody decides on their own travel"] },
  {
    ask: "I'm not going after all, what must I do?",
    answeredBy: ["A ticket that is no longer needed", "Cancelled journeys are withdrawn"],
  },
  {
    ask: "Can money left over from a seat I never took go towards a new one?",
    answeredBy: ["Credits from unused tickets", "A ticket that is no longer needed"],
  },
  {
    ask: "Stuck on the tarmac since noon and it's now evening, may I grab something else?",
    answeredBy: ["If a flight is cancelled or"],
  },
  { ask: "May I bring a suitcase for a three-day stay?", answeredBy: ["One checked bag"] },
  { ask: "Can I expense the wifi at thirty thousand feet?", answeredBy: ["Onboard internet access"] },
  { ask: "Does anyone reimburse Global Entry or Clear?", answeredBy: ["Airport lounges, fast-track"] },
  { ask: "How much for a bed in Manhattan?", answeredBy: ["Hotel rooms cost at most $220"] },
  { ask: "How do I get from JFK into town at midnight?", answeredBy: ["Between airport and city"] },
  { ask: "What do I get if I take my Honda?", answeredBy: ["Driving one's own car"] },
  { ask: "Should I take Amtrak down to D.C.?", answeredBy: ["Rail travel is encouraged"] },
  { ask: "How much may dinner and lunch in Dallas come to?", answeredBy: ["Meals are reimbursed up to $68"] },
  {
    ask: "What's the deadline for handing in my slips?",
    answeredBy: ["Expense reports are filed", "Costs are claimed within"],
  },
  { ask: "Could the entire squad go on one plane?", answeredBy: ["No more than six members"] },
  {
    ask: "What happens to people who keep ignoring these guidelines?",
    answeredBy: ["Bookings are reviewed every quarter"],
  },
  { ask: "I'm being posted to Berlin for two years, does this apply?", answeredBy: ["Relocations, secondments"] },
  { ask: "How early do I need to reserve for Tokyo?", answeredBy: ["at least 21 days"] },
  { ask: "My ID for crossing borders expires soon, will that do?", answeredBy: ["A passport has to be valid"] },
  { ask: "Could this be a Zoom call rather than going over?", answeredBy: ["Video conferences replace"] },
  {
    ask: "I see Rome on Monday and Madrid the week after, go home in between?",
    answeredBy: ["Several meetings on one continent"],
  },
  {
    ask: "Are those suites with a shower at the nose of an Emirates A380 ever OK?",
    answeredBy: ["First class may not"],
  },
  { ask: "Does my stopover in Doha add to the total?", answeredBy: ["The waiting time between"] },
  {
    ask: "My colleague qualifies for lie-flat but I don't, where do we end up?",
    answeredBy: ["Two people who travel together"],
  },
  { ask: "What's the ceiling for Nairobi?", answeredBy: ["Region: Africa"] },
  { ask: "It's priced in yen, what then?", answeredBy: ["Amounts are in US dollars"] },
  { ask: "Which companies are blacklisted for being dangerous?", answeredBy: ["air safety list"] },
  { ask: "Who must agree to a six-thousand-dollar seat to Perth?", answeredBy: ["More than $5,000"] },
  { ask: "Do I need a policy in case I break a leg over there?", answeredBy: ["Travel insurance covers"] },
  { ask: "My jabs for yellow fever, who settles the bill?", answeredBy: ["Vaccinations that the destination"] },
  { ask: "Somebody stole my documents in Lima, whom do I ring?", answeredBy: ["Who loses a passport"] },
  { ask: "What may a room in Munich come to?", answeredBy: ["Group C"] },
  { ask: "I'll be in Oslo for three weeks, where would I live?", answeredBy: ["Stays of more than 14 nights"] },
  { ask: "Eurostar or plane to the French capital?", answeredBy: ["Trains are taken instead"] },
  { ask: "Can I flag down a cab in Bogotá?", answeredBy: ["Taxis are ordered through"] },
  { ask: "A border guard wants twenty bucks to let me through, what do I do?", answeredBy: ["Bribes and so-called"] },
  { ask: "What may I bring a client as a present?", answeredBy: ["Gifts to officials"] },
  {
    ask: "I get in at dawn off a red-eye, must I go straight to the office?",
    answeredBy: ["After a night flight in economy"],
  },
  { ask: "Do I get a day in lieu for sitting on a plane all Sunday?", answeredBy: ["Travel on a weekend"] },
  { ask: "They bumped me and handed me 600 euros, is it mine?", answeredBy: ["Denied boarding and delay"] },
];

/** By the same writer, as staff ask: in the words that a policy uses too. */
export const INDEPENDENT_STAFF_QUESTIONS: readonly PolicyQuestion[] = [
  { ask: "How far in advance do I have to book a domestic flight?", answeredBy: ["at least 14 days"] },
  { ask: "What is the maximum price for a domestic economy ticket?", answeredBy: ["may not exceed $500"] },
  { ask: "What is the limit for a one-way domestic ticket?", answeredBy: ["A one-way ticket counts"] },
  {
    ask: "Can I book a ticket on another web site and be reimbursed?",
    answeredBy: ["Tickets bought on other web sites"],
  },
  { ask: "Which name goes on the ticket?", answeredBy: ["The ticket has to carry the name"] },
  { ask: "Are flexible tickets allowed?", answeredBy: ["Nonrefundable tickets are the rule"] },
  { ask: "Can my family come with me on a business trip?", answeredBy: ["Family members and companions"] },
  { ask: "Who pays for a job candidate's flight?", answeredBy: ["Contractors and job candidates"] },
  { ask: "Can I add personal days to a business trip?", answeredBy: ["Personal travel may be combined"] },
  { ask: "Is Puerto Rico domestic or international?", answeredBy: ["Puerto Rico, Guam"] },
  {
    ask: "When do I need my manager's approval for a domestic trip?",
    answeredBy: ["Any domestic trip whose airfare", "A trip that is booked later"],
  },
  { ask: "How long does the manager have to approve my trip?", answeredBy: ["The manager decides within"] },
  {
    ask: "Is my approval still valid if the price changes?",
    answeredBy: ["An approval is valid for", "An approval ends when"],
  },
  { ask: "Can I upgrade with miles?", answeredBy: ["Upgrades are welcome"] },
  { ask: "How much is reimbursed for seat selection?", answeredBy: ["Paid seat selection"] },
  { ask: "Do I have to take a connection instead of a nonstop flight?", answeredBy: ["A connection is preferred"] },
  { ask: "Who pays the change fee?", answeredBy: ["Change fees are paid"] },
  {
    ask: "How do I cancel a ticket I no longer need?",
    answeredBy: ["A ticket that is no longer needed", "Cancelled journeys are withdrawn"],
  },
  { ask: "Is lounge access paid for?", answeredBy: ["Airport lounges, fast-track"] },
  { ask: "What is the hotel limit in New York?", answeredBy: ["Hotel rooms cost at most $220"] },
  { ask: "Can I take a taxi from the airport?", answeredBy: ["Between airport and city"] },
  { ask: "What rental car class can I book?", answeredBy: ["Rental cars are of the compact"] },
  { ask: "What is the mileage rate for my own car?", answeredBy: ["Driving one's own car"] },
  { ask: "What is the daily meal allowance in the US?", answeredBy: ["Meals are reimbursed up to $68"] },
  { ask: "When is my expense report due?", answeredBy: ["Expense reports are filed", "Costs are claimed within"] },
  { ask: "How many people of one team may fly on the same plane?", answeredBy: ["No more than six members"] },
  { ask: "When should I apply for a visa?", answeredBy: ["Visa applications are started"] },
  { ask: "Can I fly business class to Tokyo?", answeredBy: ["9 hours or more", "The highest cabin depends on"] },
  { ask: "What is the fare limit for business class to South America?", answeredBy: ["Region: South America"] },
  { ask: "How much can I spend on an economy ticket to Canada?", answeredBy: ["Region: Canada and Mexico"] },
  { ask: "Who approves a trip of more than $8,000?", answeredBy: ["More than $8,000"] },
  { ask: "Do I need approval to travel to Yemen?", answeredBy: ["Travel to Afghanistan, Iraq"] },
  { ask: "Is British Airways preferred?", answeredBy: ["Preferred airlines for international"] },
  { ask: "Does layover time count towards flight time?", answeredBy: ["The waiting time between"] },
  { ask: "What is the hotel rate per night in Berlin?", answeredBy: ["Group B"] },
  { ask: "Is breakfast taken off my meal allowance?", answeredBy: ["Breakfast that comes with the room"] },
  { ask: "Do I get time off after travel on a weekend?", answeredBy: ["Travel on a weekend"] },
];
