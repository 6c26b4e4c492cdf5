const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

/** Of a booking that exists: nothing new is asked for. */
export const CHANGING_WORDS = words(
  `change changed changing move moved moving push pushed pushing postpone postponed delay delayed shift shifted shifting rebook
  rebooked reschedule rescheduled extend extended extending prolong shorten modify modified amend amended swap swapped prepone
  bump bumped refund refunded`,
);

/** Of a journey that is over. */
export const PAST_WORDS = words("went flew visited been travelled traveled stayed");

/** Of a booking that was made, or of its papers. */
export const ADMINISTRATION_WORDS = words(
  "status receipt receipts invoice invoices print survey reimbursement reimburse boarding complaint baggage refund",
);

/** Other ways of getting there. */
export const VEHICLE_WORDS = words(
  `train trains bus buses coaches drive drives driving drove eurostar amtrak tgv taxi cab uber lyft ferry cruise limo limousine
  shuttle greyhound carpool minibus railway rail motorbike bike bicycle helicopter charter`,
);

/** Booked elsewhere: a flight is meant only where the words speak of one. */
export const LODGING_WORDS = words(
  `hotel hotels motel hostel airbnb lodging accommodation accommodations visa visas parking weather forecast rental rent
  restaurant temperature esta insurance apartment room rooms bed beds pickup dropoff snowing raining`,
);
export const FLIGHT_WORDS = words("fly flying flies fleight flight flights plane airfare flt flts airline nonstop");

/** People who travel; a number before them is read before this. */
export const PASSENGER_WORDS = words(
  "people persons person passengers passenger travellers travelers traveller traveler adults adult pax folks guests heads",
);
export const SEAT_WORDS = words("seat seats ticket tickets tix place places spot spots fare fares");

/** Numbers that are no single traveller. */
export const QUANTITY_WORDS = words(
  `thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand thousands minus nobody noone multiple
  couple double triple twice duo trio`,
);
export const MORE_WORDS = words("extra additional second third several many more another pair spare multiple");
/** What a number that is not of travellers counts. */
export const COUNTED_THINGS = words(
  `bag bags suitcase suitcases hour hours minute minutes stop stops option options day days week weeks client clients customer
  customers case cases item items piece pieces site sites office offices k percent dollars euros usd way more`,
);

/** Somebody, by what they are. */
export const PERSON_WORDS = words(
  `manager managers boss assistant director ceo cfo cto coo cio vp svp evp president colleague wife husband candidate candidates
  hire hires contractor contractors consultant consultants intern interns client clients customer customers engineer engineers
  developer developers designer analyst lawyer attorney accountant supervisor leader secretary nurse doctor professor teacher
  student students guest visitor vendor employee employees recruit trainee apprentice speaker applicant partner supplier
  investor founder driver mentor successor predecessor replacement staffer chairman chairwoman chair guy girl woman man lady
  gentleman someone somebody anybody friend neighbour neighbor uncle aunt cousin nephew niece grandma grandpa department
  squad reps rep coworker subordinate report reports executive executives member members parents parent dad mom mum fiance
  fiancee roommate buddy mate user users operator admin administrator photographer technician salesman saleswoman seller sales buyer controller auditor owner lead`,
);
/** Behind a person: they are the one who travels. */
export const MOTION_WORDS = words(
  `fly flies flying go goes going travel travels travelling traveling need needs want wants is are will has have must should would
  leave leaves leaving depart departs come comes coming join joins joining requires also too`,
);
/** Places that are first names as well: "send Charlotte to Denver". */
export const GIVEN_NAMES = words(
  `charlotte austin madison jackson florence sydney savannah victoria paris lincoln dallas houston orlando brooklyn jordan
  georgia santiago diego alexandria eugene helena carson david mary anna santa vienna kingston lafayette carolina chad israel
  kenya india asia milan roman adelaide geneva verona siena bristol chester lucca petra salem troy denver phoenix`,
);

/** What a journey is for. A name beside one of these is not a place to fly to. */
export const PURPOSE_WORDS = words(
  `committee board onboarding orientation recruiting deployment migration rollout retrospective hackathon roadshow keynote
  inspection inauguration fundraiser research fieldwork maintenance troubleshooting rehearsal assessment certification
  negotiation negotiations graduation funeral convention congress forum retreat festival launch project deal account contract
  agreement proposal report budget pitch audit rfp bid acquisition merger integration implementation installation handover
  closing opening groundbreaking planning strategy renewal release program programme initiative campaign course class lecture
  class hearing trial deposition court plant factory site facility lab warehouse store shop headquarters hq office branch
  account customer client supplier vendor partner company group conference summit offsite workshop meeting meetings review
  reviews visit demo kickoff interview interviews presentation training appointment dinner lunch event wedding seminar session
  sessions symposium expo fair webinar ceremony party concert panel roundtable checkin sync anniversary reunion awards award
  gala ipo diligence tour discussion discussions talks negotiations briefing debrief survey study pilot test tests trials
  competition tournament marathon race`,
);
/** What follows speaks of the purpose. */
export const PURPOSE_OPENERS = words("about regarding re because meet see concerning discuss called named meeting due");

/** Said in passing; they change nothing. */
export const FILLER_WORDS = words(
  `possible biz checked fwd fw mind applies apply ideally hopefully basically simply honestly appreciate appreciated assistance lovely wonderful awesome
  amazing fantastic super gonna wanna gotta lemme hoping hope planning wondering thinking supposed required requires requesting
  seeking interested sincerely yours truly warmly faithfully ta ty thnx tysm bot agent robot computer buying purchase obtain find
  looking flights ticket reservation reservations itinerary detail details purpose purposes reason reasons jetting hopping popping
  nipping zip zipping pop nip jet hop off super much very really pretty kinda literally soonest whatever economical inexpensive
  budget affordable reasonable sensible lowest cheapie cheapo luggage baggage legroom window aisle meal vegetarian vegan kosher
  halal gluten wifi mileage miles points loyalty number frequent flyer status lounge priority boarding refundable flex approval
  approver centre code confirmation hallo guten tag grazie por favor obrigado tak merci dank u s ll re ve d m t im ive hey heya
  yo oi ok okay k pls plz pleaase thanking advance soonish sorted sort flying planned plans alright cool perfect excellent
  excited quickly quick short brief small little bit lot lots kind regards greeting morning everyone's dear sirs fyi hq
  corporate company billing bill charged charge code cost centre center project expense expenses reimbursed paid pay budget`,
);
/** Days that are called so, and are not the next such weekday. */
export const FEAST_WORDS = words("good ash maundy black cyber shrove palm holy giving easter fat spy low whit");
/** Towns that are also common words. */
export const TOWN_WORDS = words(
  "bath reading split nice mobile bend tours cork deal rugby battle hull sandwich bury wells best essen orange page male victor of fare van wick hay flint",
);
