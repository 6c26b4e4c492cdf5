import type { Cabin } from "@agentic-pm/contracts/travel";

/** What a fixed turn of phrase says. */
export type Said =
  | { readonly type: "cabin"; readonly cabin: Cabin | null }
  | { readonly type: "nonstop" }
  | { readonly type: "one_way" }
  | { readonly type: "round_trip" }
  | { readonly type: "day_trip" }
  | { readonly type: "travellers"; readonly count: number | null }
  | { readonly type: "daytime"; readonly part: "morning" | "afternoon" | "evening" | null }
  | { readonly type: "nights"; readonly nights: number | null }
  | { readonly type: "airline"; readonly code: string }
  | { readonly type: "yes" }
  | { readonly type: "filler" };

const cabin = (name: Cabin): Said => ({ type: "cabin", cabin: name });
const part = (name: "morning" | "afternoon" | "evening"): Said => ({ type: "daytime", part: name });

const TABLE: readonly (readonly [Said, string])[] = [
  [
    cabin("premium_economy"),
    "premium economy class|premium economy|economy premium|economy plus|premium eco|premium|comfort plus",
  ],
  [cabin("economy"), "economy class|economy|coach class|coach|main cabin|tourist class|eco|eco class"],
  [
    cabin("business"),
    "business class|in business|fly business|flying business|business cabin|biz class|cabin : business|class : business|class : business class|business seat|business fare",
  ],
  [cabin("first"), "first class|1st class|cabin : first|class : first|class : first class"],
  [
    { type: "filler" },
    "business trip|business travel|business meeting|business meetings|on business|for business|business dinner|business lunch|business reasons|business purposes|business partner|business partners|business review|business development|business case|business unit|small business",
  ],
  [
    { type: "nonstop" },
    "nonstop|non stop|nonstops|direct|directly|no stops|no stop|no stopovers|no stopover|no layovers|no layover|no connections|no connection|no connecting flights|no changes|without stops|without a stop|without stopovers|without a stopover|without layovers|without a layover|without connections|without changing planes|without changes|without a connection",
  ],
  [
    { type: "one_way" },
    "ow|o w|just one way|only one way|one way|oneway|1 way|single ticket|single flight|single fare|single to|single from|no return|no return needed|return not needed|return not required|no return flight|no return flight needed|no return trip|no return ticket|no return required|dont need a return|do not need a return|dont need a return flight|not need a return|without return|without a return|not coming back|not returning|wont be coming back|not flying back|no way back|no inbound",
  ],
  [
    { type: "round_trip" },
    "rt|r t|round trip|roundtrip|there and back|return trip|return ticket|return journey|return fare",
  ],
  [
    { type: "day_trip" },
    "day trip|day return|same day return|return same day|return the same day|there and back in a day|there and back the same day|there and back same day|in and out same day|in and out in a day|out and back in a day|back same day",
  ],
  [
    { type: "travellers", count: 1 },
    "just me|only me|just myself|for me|for myself|by myself|for one|just one|one person|1 person|one passenger|one traveller|one traveler|one seat|one ticket|one adult|a seat|a ticket|single passenger|single traveller|single traveler|solo|alone|on my own|travelling alone|traveling alone|its just me|me only|only one|just 1|only 1|just 1 pax|just one pax|only 1 pax|just 1 person|just one person|only one person|myself",
  ],
  [
    { type: "travellers", count: null },
    "two of us|three of us|four of us|both of us|all of us|group of|party of|me and|and me|and myself|plus one|plus two|and i",
  ],
  [
    part("morning"),
    "in the morning|early morning|late morning|this morning|morning|mornings|first thing|first thing in the morning|first flight|earliest flight|early flight|early bird|before noon|before lunch|before midday|early in the morning|early in the day|a m",
  ],
  [
    part("afternoon"),
    "in the afternoon|early afternoon|late afternoon|this afternoon|afternoon|midday|at noon|around noon|after lunch|lunchtime|at lunchtime|after noon|mid afternoon",
  ],
  [
    part("evening"),
    "in the evening|early evening|late evening|this evening|evening|evenings|at night|late at night|late night|red eye|redeye|night flight|overnight flight|after work|after dinner|last flight|late flight|night",
  ],
  [{ type: "daytime", part: null }, "mid morning"],
  [
    { type: "nights", nights: 1 },
    "overnight|stay overnight|staying overnight|one night|a night|single night|just the night",
  ],
  [
    { type: "nights", nights: null },
    "a couple of nights|a few nights|some nights|couple of days|a couple of days|a few days|some days|several days|several nights|few days|few nights",
  ],
  [
    { type: "yes" },
    "yes|yes please|yep|yeah|yup|correct|thats right|right|exactly|sure|ok|okay|confirmed|confirm|that one|thats it",
  ],
  [
    { type: "filler" },
    "i hope this email finds you well|i hope this finds you well|hope this finds you well|hope this email finds you well|i hope you are well|i hope youre well|hope youre well|hope all is well|let me know if you need anything else|let me know if you need anything|let me know if you have any questions|let me know if you have questions|if you need anything else|i am writing to request|im writing to request|i am writing to ask for|i am writing to book|i would like to request|por favor|per favore|sil vous plait|s il vous plait|dear colleagues|dear colleague|hi colleagues|dear support|dear travel desk|lmk|let me know please|i wish to|best wishes|kind wishes|warm wishes|with best wishes|all the best|with many thanks|hi both|hello both|hi there|hello there|hi guys|hi folks|hello everyone|hi everyone|book the following|arrange the following|following trip|following flight|following flights|following itinerary|following details|dear sir or madam|dear team|dear travel team|hi team|hello team|travel team|thanks team|hope you had a great weekend|hope you had a good weekend|hope you had a nice weekend|hope you had a lovely weekend|have a great day|have a lovely day|have a great weekend|have a nice weekend|have a good weekend|have a nice week|have a great week|if possible|if you can|if available|if there is one|if it is possible|if you could|if thats possible|no preference|no preferences|no problem|no rush|no hurry|no worries|no bags|no luggage|no checked bag|no checked bags|no checked luggage|no special requests|no other requests|nothing else|thank you in advance|have a nice day|have a good day|good day|good morning|good afternoon|good evening|happy monday|happy friday|no thanks|of course|as usual|as always|pre approved|from home|my day|these days|24 hours|nonrefundable|the date|these dates|those dates|my dates|the days|hand luggage only|carry on only|the usual|how are you|how are you today|hope you are well|to be able to|any airline|any airport|either is fine|both ways|each way|in both directions|would it be possible|earliest convenience|at your earliest convenience|at your convenience|when you have a moment|when you have a minute|when you have time|when you get a chance|whenever you have a moment|be so kind as to|be kind enough to|trouble you for|trouble you to|bother you for|bother you with|ask you to|ask you for|look into|if at all possible|if its no trouble|if its not too much trouble|if that is ok|if thats ok|if thats okay|if that works|sent from my iphone|sent from my ipad|sent from my phone|sent from my mobile|sent from my android|sent from outlook|get outlook for ios|get outlook for android|much appreciated|much obliged|many thanks in advance|looking forward to hearing from you|i look forward to hearing from you|i look forward to your reply|have a wonderful day|have a good one|happy holidays|happy new year|merry christmas|hope that helps|hope that works",
  ],
];

const AIRLINES = `DL delta airlines|delta air lines;UA united airlines;AA american airlines;B6 jetblue|jet blue;WN southwest airlines;AS alaska airlines;NK spirit airlines;F9 frontier airlines;HA hawaiian airlines;AC air canada;WS westjet;BA british airways;VS virgin atlantic;LH lufthansa;LX swiss air|swiss international;OS austrian airlines;AF air france;KL klm;IB iberia;TP tap portugal|tap air portugal;AZ ita airways;SK scandinavian airlines;AY finnair;DY norwegian air;FI icelandair;EI aer lingus;FR ryanair;U2 easyjet;VY vueling;EW eurowings;W6 wizz air|wizzair;LO lot polish;TK turkish airlines;EK emirates airlines|emirates airline;QR qatar airways;EY etihad|etihad airways;SQ singapore airlines;CX cathay pacific|cathay;NH all nippon|all nippon airways;JL japan airlines;KE korean air;OZ asiana;QF qantas;NZ air new zealand;AI air india;6E indigo airlines;TG thai airways;MH malaysia airlines;CA air china;MU china eastern;BR eva air;AM aeromexico;LA latam;AV avianca;CM copa airlines;ET ethiopian airlines;SN brussels airlines;G4 allegiant`;

/** Names that are also words or places: an airline only behind "on", "with" or "fly", or before "flight". */
const WORDY_AIRLINES: ReadonlyMap<string, string> = new Map(
  "delta DL,united UA,american AA,southwest WN,alaska AS,spirit NK,frontier F9,hawaiian HA,swiss LX,austrian OS,emirates EK,qatar QR,ana NH,jal JL,sas SK,lot LO,tap TP,turkish TK,virgin VS,indigo 6E,norwegian DY,copa CM,ba BA,asiana OZ,ita AZ"
    .split(",")
    .map((pair): [string, string] => [pair.split(" ")[0] ?? "", pair.split(" ")[1] ?? ""]),
);

const CODES: ReadonlySet<string> = new Set(AIRLINES.split(";").map((row) => row.slice(0, 2)));

interface Phrase {
  readonly words: readonly string[];
  readonly said: Said;
}

const byFirstWord = new Map<string, Phrase[]>();

function add(said: Said, text: string): void {
  const words = text.split(" ");
  const [first = ""] = words;
  const known = byFirstWord.get(first) ?? [];
  known.push({ words, said });
  byFirstWord.set(
    first,
    known.toSorted((left, right) => right.words.length - left.words.length),
  );
}

for (const [said, texts] of TABLE) for (const text of texts.split("|")) add(said, text);
for (const row of AIRLINES.split(";"))
  for (const text of row.slice(3).split("|")) add({ type: "airline", code: row.slice(0, 2) }, text);

/** The longest fixed phrase that begins with these words. */
export function phraseAt(keyAt: (ahead: number) => string): { readonly said: Said; readonly length: number } | null {
  const phrases = byFirstWord.get(keyAt(0)) ?? [];
  const found = phrases.find(({ words }) => words.every((word, index) => keyAt(index) === word));
  return found === undefined ? null : { said: found.said, length: found.words.length };
}

/** An airline by a name that is also a word, where its surroundings make it one. */
export function wordyAirline(keyAt: (ahead: number) => string, isCapital: boolean): string | null {
  const own = keyAt(0).toUpperCase();
  if (isCapital && CODES.has(own) && ["on", "with", "fly", "prefer", "flying"].includes(keyAt(-1))) return own;
  const code = WORDY_AIRLINES.get(keyAt(0));
  if (code === undefined) return null;
  if (isCapital && CODES.has(own) && ["flight", "flights", "preferred"].includes(keyAt(1))) return own;
  const isNamed = keyAt(-1) === ":" && keyAt(-2) === "airline";
  const before = isNamed || ["on", "with", "fly", "prefer", "flying", "preferably", "take", "by"].includes(keyAt(-1));
  const behind = /^(?:flights?|airlines?|airways|please|preferred)$/u.test(keyAt(1));
  return (before && isCapital) || (before && keyAt(0) !== "american") || behind ? code : null;
}
