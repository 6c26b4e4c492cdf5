const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

/** Joints of a sentence. What they join has to be explained by itself. */
const GLUE = words(
  `a an the and n to in on at of for from with w by into it its is are this that these those there my me i im id ill ive be
  being so well just only then too again`,
);

/** Said out of politeness. */
const COURTESY = words(
  `please pls plz plse kindly hi hello hey yo hiya howdy hallo hola bonjour ciao dear greetings thanks thank thx thnx ty tysm ta cheers
  merci danke gracias grazie obrigado bitte regards regard best kind warm sincerely respectfully cordially you u your yours sir madam
  sirs desk bot appreciate appreciated grateful gratefully much very great lovely wonderful awesome amazing fantastic perfect super
  nice quick quickly hope hopefully hoping help helping advance bye ideally prefer preferably preferred`,
);

/** That something is wanted, not what. */
const ASKING = words(
  `need want like love will shall look looking request requesting required arrange arranging organise organize organising organizing
  sort fix get getting have having find give put take taking book booking reserve reserving grab plan planning intend intending make
  able let lets know travel travelling traveling traveler traveller passenger fly flying flown go going head heading hop`,
);

/** What a journey by air is made of; its days, places and wishes are read elsewhere. */
const TRIP = words(
  `trip flight flights flt flts ticket tickets seat journey itinerary fare fares airfare plane air airline airport city destination
  origin date dates departure depart departs departing leave leaves leaving return returns returning rtn ret back home outbound inbound
  out come comes coming starting beginning spend spending land landing arrive arriving arrives arrival stay staying class cabin one round way via
  until till through thru towards toward`,
);

/** Wishes that no flight is chosen by. */
const COMFORT = words("aisle window cheap cheapest cheaper economical inexpensive affordable reasonable good fine");

/** Words that change neither where, when, how many nor whether. The list is closed: what is not in it is asked about. */
export const HARMLESS_WORDS: ReadonlySet<string> = new Set([...GLUE, ...COURTESY, ...ASKING, ...TRIP, ...COMFORT]);

/** In an answer to a question they say that it is one. */
export const ANSWERING_WORDS = words(
  `yes no sorry make lets option number choose pick fine works ok okay i mean meant actually instead rather one ones first second third
  fourth fifth last but state`,
);

/** Signs that end or join clauses. Any other is asked about. */
export const HARMLESS_MARKS = words(", . ; ! ? : @ ( ) [ ] … ¡ ¿ • · * | 🙏 🙂 😊 😀 👍 👋 ✈ 🛫 🛬 ️");

/** Words that change nothing only between certain others: before and behind them; `null` is any. */
interface Licence {
  readonly before?: ReadonlySet<string>;
  readonly next?: ReadonlySet<string>;
  readonly notBefore?: ReadonlySet<string>;
}

const PERSON_ASKED = words("you u i we someone somebody anyone anybody please pls");
const MINE = words("im am at is are was be on my the a of after before during annual parental sick");

/** "Could you", not "I could"; "off to Denver", not "off on Friday"; "leave on Friday", not "my leave on Friday". */
export const LICENSED_WORDS: ReadonlyMap<string, Licence> = new Map<string, Licence>([
  ["can", { next: PERSON_ASKED }],
  ["could", { next: PERSON_ASKED }],
  ["must", { before: words("i"), next: words("to fly travel go") }],
  ["subject", { next: words(":") }],
  ["name", { next: words(":") }],
  ["absolutely", { next: words("fine perfect ok okay good") }],
  ["am", { before: words("i") }],
  ["may", { next: words("i") }],
  ["would", { next: words("you like love appreciate be you need want prefer") }],
  ["off", { next: words("to") }],
  ["over", { next: words("to") }],
  ["down", { next: words("to") }],
  ["up", { next: words("to with") }],
  ["all", { before: words("hi hello hey dear thanks") }],
  ["team", { before: words("hi hello hey dear thanks travel morning") }],
  ["everyone", { before: words("hi hello hey dear thanks morning") }],
  ["folks", { before: words("hi hello hey dear thanks morning") }],
  ["many", { next: words("thanks") }],
  ["possible", { before: words("as be is soon") }],
  ["someone", { before: words("can could would please") }],
  ["somebody", { before: words("can could would please") }],
  ["anyone", { before: words("can could would please") }],
  ["&", { next: words("thanks thx thank back return") }],
  ["mind", { before: words("you") }],
  [
    "/",
    { next: words("destination depart departing departure return returning back from to leave leaving origin class") },
  ],
  ["leave", { notBefore: MINE }],
  ["out", { notBefore: words("im am is are be") }],
  ["home", { notBefore: words("im am at is are stay staying my") }],
]);
