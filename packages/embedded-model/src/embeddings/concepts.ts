/** Matters that every clause of every travel policy touches: they tell little. */
const EVERYWHERE: readonly string[] = [
  "flight flights fly flies flying flew flown plane planes airplane aircraft jet jets airline airlines carrier carriers airfare airborne air",
  "airline airlines carrier carriers",
  "ticket tickets fare fares airfare seat",
  "trip trips journey journeys travel travels travelling traveling tour voyage going visit",
  "book books booked booking reserve reserved reservation reserving purchase purchased purchasing buy buys bought order portal site sites website online web",
  "price prices cost costs expensive pricey cheap cheaper cheapest dear dearer fee fees charge charged rate amount lowest",
  "limit limits cap caps capped maximum max ceiling most budget exceed threshold allowed",
  "pay pays paid paying payment reimburse reimbursed reimbursement refund refunded refunds cover covers covered covering settle settles money tab compensate compensated compensation claim claimed bill bills payout expense expenses",
];

/**
 * Words of business travel that mean about the same, a line for each matter: what a general encoder of this size does
 * not know of the field. General vocabulary; no policy's own sentences.
 */
const TELLING: readonly string[] = [
  "receipt receipts bill bills invoice invoices file filed handing submit claimed claim expense",
  "approve approves approved approval approver approvers consent authorise authorize permission sign signs signoff decide decides decision yes okay",
  "manager boss supervisor superior line director chief executive",
  "hotel hotels accommodation lodging room rooms sleep stay stays apartment motel overnight inn night",
  "apartment month monthly long stay",
  "meal meals food eat eating breakfast lunch dinner restaurant",
  "drink drinks alcohol alcoholic beer wine minibar",
  "taxi taxis cab cabs uber lyft ride hailing shuttle",
  "car cars vehicle vehicles rental hire hiring rent drive drives driving drove wheel automobile",
  "mile mileage gasoline gas fuel petrol tank cents",
  "train trains rail railway amtrak",
  "bag bags baggage luggage suitcase suitcases checked",
  "internet wifi online network onboard",
  "family spouse wife husband kids children companion companions partner relatives",
  "holiday vacation personal leisure private detour",
  "weekend weekends saturday sunday saturdays sundays",
  "passport document documents identity visa consulate embassy papers",
  "valid expire expires expiry validity",
  "visa consulate entry permit application",
  "lose loses lost stolen stole theft misplaced",
  "insurance insured protected protection treatment sick ill illness hospital",
  "vaccination vaccinations vaccine vaccines shots jab disease health",
  "abroad overseas foreign international",
  "laptop laptops computer computers device devices notebook",
  "danger dangerous risk risky level security unsafe searched",
  "emergency accident crisis urgent help helps",
  "phone telephone number extension call desk support hotline",
  "bribe bribes bribery corruption facilitation payments table officials",
  "gift gifts present presents",
  "customer customers client clients",
  "loyalty frequent flyer points miles bonus status",
  "disability disabled wheelchair wheelchairs medical handicap suitable",
  "cancel cancelled cancellation cancellations withdrawn scrapped grounded storm late delay delayed",
  "change changes changed alter altered rebook amend switch pick",
  "penalty penalties fine fines speeding parking",
  "bumped overbooked denied boarding",
  "connection layover stopover transfer nonstop direct",
  "meeting meetings conference conferences video zoom teams call remote",
  "rest break pause recover jet lag free",
  "team teams members colleagues department group groups",
  "first luxury front",
  "preferred prefer prefers favourite favorite like likes best agreements",
  "domestic home inside us usa states national",
  "advance ahead before beforehand early earlier days weeks",
  "deadline within later",
  "compliance breach breaches violation violations cheat cheating abuse misuse loss people repeated",
  "cash banknotes coins market markets bazaar tips",
  "own self himself themselves",
  "overwhelm charter helicopters private",
  "japan china india korea singapore thailand vietnam tokyo beijing asia",
  "france germany spain italy uk britain england paris london berlin madrid rome europe",
  "mexico canada toronto",
  "brazil argentina chile peru south america",
  "australia zealand oceania sydney",
  "egypt kenya nigeria africa",
  "israel dubai qatar emirates saudi middle east",
  "baghdad iraq tripoli libya kabul afghanistan damascus syria yemen sudan somalia",
];

/** A matter that a text speaks of, and how much it tells. */
export interface Matter {
  readonly name: string;
  readonly weight: number;
}

const WEIGHT_EVERYWHERE = 0.5;
const WEIGHT_TELLING = 2;

const BY_WORD: ReadonlyMap<string, readonly Matter[]> = byWord();

function byWord(): Map<string, Matter[]> {
  const map = new Map<string, Matter[]>();
  for (const [at, line] of [...EVERYWHERE, ...TELLING].entries()) {
    const matter = { name: `matter ${at}`, weight: at < EVERYWHERE.length ? WEIGHT_EVERYWHERE : WEIGHT_TELLING };
    for (const word of line.split(" ")) map.set(word, [...(map.get(word) ?? []), matter]);
  }
  return map;
}

/** The matters that a text speaks of, once each. */
export function mattersOf(text: string): Matter[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return [...new Set(words.flatMap((word) => BY_WORD.get(word) ?? []))];
}
