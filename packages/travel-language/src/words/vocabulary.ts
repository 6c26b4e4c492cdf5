const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

const NUMBER_WORDS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const ORDINAL_WORDS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );

export const NUMBERS: ReadonlyMap<string, number> = new Map(NUMBER_WORDS.map((word, index) => [word, index]));
export const ORDINALS: ReadonlyMap<string, number> = new Map(ORDINAL_WORDS.map((word, index) => [word, index + 1]));

export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  [
    "sunday sun",
    "monday mon",
    "tuesday tue tues",
    "wednesday wed weds",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
  ].flatMap((names, day) => names.split(" ").map((name): [string, number] => [name, day])),
);

export const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
  ].flatMap((names, month) => names.split(" ").map((name): [string, number] => [name, month + 1])),
);

/** Words that speak of time. One that nothing has explained is asked about. "may", "march" and "sat" also mean else. */
export const TIME_WORDS = words(
  `${[...WEEKDAYS.keys(), ...MONTHS.keys()].filter((word) => !["sat", "sun", "may", "march", "mar"].includes(word)).join(" ")}
  today tomorrow tonight yesterday tmrw tmr tomorow week weeks month months year years weekend weekends day days night nights
  fortnight soon asap early mid late beginning sometime someday whenever anytime later earlier recently ago christmas xmas easter
  thanksgiving halloween holiday holidays vacation summer winter spring autumn q1 q2 q3 q4 quarter eve midnight noon hour hours
  lunes martes miercoles jueves viernes sabado domingo manana hoy lundi mardi mercredi jeudi vendredi samedi dimanche demain
  montag dienstag mittwoch donnerstag freitag samstag sonntag morgen heute ubermorgen enero febrero marzo abril mayo junio julio
  agosto septiembre octubre noviembre diciembre janvier fevrier avril juin juillet aout septembre octobre novembre decembre januar
  februar marz mai juni juli oktober dezember ramadan diwali hanukkah since before after until till during within between around
  about approximately roughly flexible ish nth daily weekly monthly`,
);

/** Right spellings that mistyped time words are compared with. */
export const TIME_SPELLINGS: readonly string[] = [
  ...[...WEEKDAYS.keys(), ...MONTHS.keys()].filter((word) => word.length > 5),
  "april",
  "today",
  "tomorrow",
  "weekend",
  "yesterday",
];

/** Words that turn a sentence round, or leave it open. */
export const TURNING_WORDS = words(
  `not no never none neither nor dont didnt wont cant cannot isnt arent shouldnt wouldnt doesnt without except excluding instead
  rather avoid avoiding skip unless but or either maybe perhaps possibly probably if whether depending alternatively otherwise
  anywhere somewhere wherever cancel cancelled canceled delete undo scratch forget different another other nicht kein pas sin`,
);

/** The first person in the plural, and who else may travel. */
export const COMPANY_WORDS = words(
  `we us our ours ourselves colleague colleagues coworker coworkers team teammates wife husband spouse partner son daughter kids
  children child baby infant family friend friends boss assistant intern group everyone everybody both together couple others
  he she him her they them his their girlfriend boyfriend brother sister mother father mom dad delegation crew staff`,
);

/** What one goes to: a date said of it is the event's, not the flight's. */
export const EVENT_WORDS = words(
  `meeting meetings conference workshop kickoff interview interviews presentation training appointment demo dinner lunch
  event wedding summit seminar hearing session sessions review reviews call standup offsite exam ceremony party concert match game
  game starts begins symposium expo fair webinar visit onsite`,
);

/** Words that speak of travelling: what follows is said of the flight again. */
export const TRAVEL_WORDS = words(
  `fly flying flight flights flown travel travelling traveling go going leave leaving depart departing departure out outbound trip
  head heading get getting book booking reserve round start starting journey ticket take taking`,
);

export const RETURN_WORDS = words("back return returning returns inbound returned rtn ret");

/** Words between a preposition and its place or date. */
export const ARTICLES = words("the a an our my downtown central sunny beautiful city of airport on at this in lovely");

/** Who is met or written about, not who travels. */
export const MEETING_WORDS = words(
  "meet meeting meetings see visit visiting lunch dinner breakfast call interview interviews workshop session sessions review speak talk negotiate present presentation discuss training work appointment demo kickoff project",
);

/** Words so common that a small town of the same name is not meant, and that no misspelling hides in them. */
export const COMMON_WORDS = words(
  `a able about above accept account action actually add after again against agenda agree air airline airlines airport aisle all almost
  along already also although always am among an and any anyone anything approve approved are area arrange arrival arrive arrives as ask at
  attend attending audit available away back bag bags bar base based bath be because bed been before begin being best better between big bit board book booked booking
  both branch bring budget build burn business busy but buy by cabin call came can cap card care carry case cause center central certain
  chance change changed charge cheap cheaper cheapest check choose city class clear client clients close coach code come comes coming
  company complete confirm confirmed connection contract conference cost could count course cover customer customers cut data date dates deal
  dear decide deep deliver demo depart departing departure deploy design desk detail did direct do does done down drive due each early easy
  economy either else email employee end ends enough ensure enterprise even ever every everything exact example executive expense expo extra fair far fare fares fast
  feel few final finance find fine first fit fix flat flight flights flown fly flying follow following for form found free from full fun
  further general get gets getting give given go goes going good got grab great had hand happen happy hard has have having head heading hear
  hello help here hey hi high hold home hope hotel how hub i id ill im immediately important in include including independence info inside install instead
  into invoice is issue it its ive job join just keep kick kickoff kind know land large last late launch lay lead least leave leaves leaving
  left legal less let lets like line list little live long look looking lot love low lower lunch luggage made main make makes making manager
  many march market matter may me mean meet meeting meetings member message might mine money more morning most mostly move much must my name
  near need needed needs new next nice no none normal not note nothing now of off office offsite often ok okay old on once one only onsite
  open option options or orange order other our out over override own page pair paid partner party pass pay payment people per person pick place plan
  planning plant please point policy post prefer preferably preferred present presentation previous price pro probably process product production project proposal
  put quarterly question quick quite rate rather reach read reading ready real really reason rebook receipt regarding regards regular report request require reserve rest
  return returning review right road room round route run safe said sale sales same save say schedule seat seats second section see seem
  send sent separate set setup several shall short should show side sign simple single sit site situation small so some something sorry sort
  south split stand standard start starting starts stay staying still stop stops store straight strategy such suitcase supplier support sure surprise system table take
  taking talk team tell term test than thank thanks that the their them then there these they thing think this those through ticket tickets
  time times to today together tomorrow too total tour tours town track trade train training transfer travel traveler traveller travelling
  trip trips try turn type under unless until up update upgrade urgent use user using usual vacation vendor very via video view visit
  visiting wait walk want wants was way we wedding week welcome well were what when where which while who why wide will window wish with
  within without wonder work working workshop works worth would write yes yet you your bend mobile male page victor sun mon man same van una ho ende of most best
  kindly greetings cheers hallo howdy alright arrange sort hop class monday request requested disregard set system user note ps fyi btw pls plz thx flt flts flt rt ow sir madam hiya hola servus bonjour ich muss nach bitte danke merci gracias per via re cc regards destination origin traveler traveller passenger passengers rules rule instruct`,
);
