import type { PolicyQuestion } from "./questions.ts";

/**
 * Paraphrases as an executive assistant writes. Written before the glossary of the embedded embeddings; measured as a
 * sum only: which of them fail was never looked at. Keep it so, or write another set in its place.
 */
export const EXECUTIVE_ASSISTANT_QUESTIONS: readonly PolicyQuestion[] = [
  {
    ask: "I'm arranging a Boston to Chicago itinerary for my VP; what is the ceiling we must keep beneath?",
    answeredBy: ["may not exceed $500"],
  },
  {
    ask: "Please advise how much notice is expected when I reserve seats for Atlanta.",
    answeredBy: ["at least 14 days"],
  },
  {
    ask: "Our visit came up only last Thursday; may I arrange it nonetheless, and who has to agree?",
    answeredBy: ["booked later than that"],
  },
  { ask: "May I purchase on Kayak and claim it back?", answeredBy: ["other web sites are not reimbursed"] },
  {
    ask: "Which system am I to use when I arrange the plane for her?",
    answeredBy: ["travel portal or its booking assistant"],
  },
  { ask: "His documents say Jonathan yet he goes by Jack; which should I type in?", answeredBy: ["carry the name on"] },
  {
    ask: "The appointment might shift. Should I pay extra for something changeable?",
    answeredBy: ["Flexible tickets"],
  },
  { ask: "I have twelve delegates to send to the conference; do I handle that myself?", answeredBy: ["Groups of ten"] },
  { ask: "Whom may I contact on Sunday about an itinerary?", answeredBy: ["extension 4415"] },
  {
    ask: "The candidate we're interviewing is flying in; who picks up the tab?",
    answeredBy: ["Contractors and job candidates"],
  },
  {
    ask: "Her spouse would like to accompany her; may I put him on the corporate account?",
    answeredBy: ["Family members and companions"],
  },
  {
    ask: "He wishes to add a few vacation days in Miami at the end; is this permitted?",
    answeredBy: ["Personal travel may be combined"],
  },
  { ask: "Does San Juan count as overseas?", answeredBy: ["Puerto Rico, Guam"] },
  {
    ask: "She needs nothing but the outbound leg; what amount is hers?",
    answeredBy: ["A one-way ticket counts", "For a one-way ticket"],
  },
  {
    ask: "There's a layover itinerary which costs a couple of hundred under the direct one; must he accept it?",
    answeredBy: ["A connection is preferred"],
  },
  {
    ask: "Could I justify a pricier option because it cost less when I looked yesterday?",
    answeredBy: ["Fares are compared on the day"],
  },
  {
    ask: "The director would like to sit in business from New York to Los Angeles; is this allowed?",
    answeredBy: ["Economy is the highest cabin"],
  },
  { ask: "May he redeem his own points for a nicer seat?", answeredBy: ["Upgrades are welcome"] },
  { ask: "Can I claim the charge for choosing an aisle?", answeredBy: ["Paid seat selection"] },
  {
    ask: "My principal uses a wheelchair; whom should I notify regarding where she sits?",
    answeredBy: ["medical need or a disability"],
  },
  { ask: "Which carriers do we hold contracts with inside America?", answeredBy: ["Preferred airlines for domestic"] },
  { ask: "Is JetBlue acceptable provided it is cheaper?", answeredBy: ["Another airline may be flown"] },
  { ask: "Who keeps the miles that are earned?", answeredBy: ["Frequent flyer points"] },
  {
    ask: "The board is asking about a Gulfstream of our own; what may I tell them?",
    answeredBy: ["Charter flights, private"],
  },
  { ask: "Does a modest, compliant itinerary want a signature?", answeredBy: ["needs nobody's consent"] },
  {
    ask: "The total is $640 to Denver; whose signature do I obtain?",
    answeredBy: ["more than $500 requires approval"],
  },
  {
    ask: "Her superior has been silent since Monday; may I go ahead and purchase?",
    answeredBy: ["decides within two working days", "Approvers answer within"],
  },
  {
    ask: "He okayed it yesterday but the amount has since gone up; is a fresh signature wanted?",
    answeredBy: ["When either changes", "ends when the fare rises"],
  },
  {
    ask: "Who authorises the CFO's department itself when it wants to go somewhere?",
    answeredBy: ["Nobody decides on their own"],
  },
  {
    ask: "The customer rescheduled; who bears the penalty for altering the reservation?",
    answeredBy: ["Change fees are paid"],
  },
  {
    ask: "The engagement fell through; how do I make sure we don't lose what we spent?",
    answeredBy: ["no longer needed is cancelled"],
  },
  { ask: "Do we have any leftover vouchers to burn before buying anything new?", answeredBy: ["Credits from unused"] },
  {
    ask: "His plane is delayed by half a day; may he sort out another without asking anybody?",
    answeredBy: ["may rebook by telephone"],
  },
  { ask: "Is luggage in the hold covered for a three-day stay?", answeredBy: ["One checked bag"] },
  { ask: "May she charge a Wi-Fi pass while airborne?", answeredBy: ["Onboard internet"] },
  {
    ask: "Will the firm pay for Global Entry-type schemes or a club pass at the terminal?",
    answeredBy: ["Airport lounges"],
  },
  { ask: "What budget should I plan for accommodation in Chicago?", answeredBy: ["at most $220 per night"] },
  {
    ask: "May I order a limousine to collect him at LaGuardia at 11 pm?",
    answeredBy: ["public transport or a shared shuttle"],
  },
  { ask: "What category of vehicle may I reserve at Avis?", answeredBy: ["Rental cars are of the compact"] },
  {
    ask: "She prefers to take her personal vehicle; at what rate is she repaid?",
    answeredBy: ["Driving one's own car"],
  },
  {
    ask: "What daily allowance is there for food?",
    answeredBy: ["Meals are reimbursed up to $68", "Group C: all other", "Group A", "Group B"],
  },
  {
    ask: "By when must I submit the paperwork after he comes home, and do we need every slip?",
    answeredBy: ["Expense reports are filed", "Costs are claimed"],
  },
  { ask: "Can we claim his dry cleaning?", answeredBy: ["Fines, minibars"] },
  { ask: "Can the entire leadership group share a plane?", answeredBy: ["No more than six members"] },
  {
    ask: "Who is allowed to rewrite these rules?",
    answeredBy: ["changed by the finance office", "finance office may amend"],
  },
  { ask: "How far ahead do I reserve for Singapore?", answeredBy: ["at least 21 days"] },
  { ask: "When ought I to begin the entry paperwork for Brazil?", answeredBy: ["Visa applications"] },
  {
    ask: "Her travel document expires in May; will it do for an April visit?",
    answeredBy: ["passport has to be valid"],
  },
  {
    ask: "Is a two-hour gathering in Dublin worth flying for, or do we do it on Teams?",
    answeredBy: ["Video conferences replace"],
  },
  { ask: "May I put him in a lie-flat to Johannesburg?", answeredBy: ["9 hours or more"] },
  {
    ask: "Boston to Frankfurt overnight is seven and a half in the air: what class of seat?",
    answeredBy: ["6 to under 9 hours"],
  },
  { ask: "Is the very front of the plane, suites and champagne, ever permitted?", answeredBy: ["First class may not"] },
  {
    ask: "Do layovers add to the duration that decides where she sits?",
    answeredBy: ["waiting time between two flights"],
  },
  {
    ask: "The CEO and his aide are flying jointly; do they get different seats?",
    answeredBy: ["Two people who travel together"],
  },
  { ask: "What is the maximum for Nairobi in coach?", answeredBy: ["Region: Africa"] },
  { ask: "What sum may I not go beyond for Sydney?", answeredBy: ["Region: Oceania"] },
  { ask: "How dear may a seat to Bangkok be?", answeredBy: ["Region: Asia"] },
  {
    ask: "He is seeing Cairo and then Athens on one itinerary; which ceiling holds?",
    answeredBy: ["lowest limit among them"],
  },
  {
    ask: "They gave me a figure in pounds; how do I compare it with our ceiling?",
    answeredBy: ["another currency are converted"],
  },
  {
    ask: "Is Iberia fine, or ought I to choose a partner carrier when leaving the country?",
    answeredBy: ["Preferred airlines for international"],
  },
  { ask: "The total for Tokyo is $9,200; who signs?", answeredBy: ["More than $8,000"] },
  { ask: "Who must clear a visit to Khartoum?", answeredBy: ["Travel to Afghanistan"] },
  { ask: "Who settles the clinic's bill if she falls ill in Lisbon?", answeredBy: ["Travel insurance covers"] },
  { ask: "What must he go over prior to leaving for Lagos?", answeredBy: ["security briefing"] },
  { ask: "What may I spend on her room in the French capital?", answeredBy: ["Group A"] },
  { ask: "Lodging rates for the Spanish capital, please.", answeredBy: ["Group B"] },
  {
    ask: "They include a morning buffet; is her daily money reduced?",
    answeredBy: ["Breakfast that comes with the room"],
  },
  {
    ask: "He is in Zurich six weeks; is there a better arrangement than a hotel?",
    answeredBy: ["Stays of more than 14 nights"],
  },
  { ask: "Should I get them the Eurostar or a plane to Gare du Nord?", answeredBy: ["Trains are taken instead"] },
  {
    ask: "Can he rent a vehicle once he lands in Milan after eleven hours in the air?",
    answeredBy: ["Hiring a car abroad"],
  },
  { ask: "How much petty money may she withdraw?", answeredBy: ["Cash up to $200"] },
  { ask: "The slips are in Japanese; must I do anything with them?", answeredBy: ["short translation"] },
  { ask: "What value of present may he bring for the client?", answeredBy: ["gifts to customers"] },
  { ask: "She touches down at dawn; may I schedule a 9 am call?", answeredBy: ["After a night flight"] },
  {
    ask: "He was away in Seoul just Monday to Wednesday and is badly jet-lagged; does he get recovery leave?",
    answeredBy: ["Time zones of six hours"],
  },
  { ask: "She gave up her Sunday to fly; is she compensated?", answeredBy: ["weekend is given back"] },
  { ask: "The carrier paid her 400 euros for being late; do we want it?", answeredBy: ["Denied boarding"] },
];
