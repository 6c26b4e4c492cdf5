const CANADA_MEXICO = "CA MX";
const CENTRAL_AMERICA = "BZ CR GT HN NI PA SV";
const CARIBBEAN = "AG AI AW BB BL BM BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI";
const SOUTH_AMERICA = "AR BO BR CL CO EC FK GF GY PE PY SR UY VE";
const EUROPE =
  "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK";
const MIDDLE_EAST = "AE BH EG IL IQ IR JO KW LB OM PS QA SA SY TR YE";
const AFRICA =
  "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW";
const ASIA =
  "AF AM AZ BD BN BT CN GE HK ID IN JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK RU SG TH TJ TL TM TW UZ VN";
const OCEANIA = "AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV VU WF WS";

/**
 * The regions that policies speak of, and their countries. A country on the edge is in both regions, so that the
 * stricter of two caps binds. Names are in lower case; longer names come first, so that they are found first.
 */
export const REGIONS: readonly (readonly [name: string, countries: string])[] = [
  ["north america", `${CANADA_MEXICO} US`],
  ["central america", CENTRAL_AMERICA],
  ["south america", SOUTH_AMERICA],
  ["latin america", `MX ${CENTRAL_AMERICA} ${SOUTH_AMERICA} ${CARIBBEAN}`],
  ["caribbean", CARIBBEAN],
  ["european union", EUROPE],
  ["europe", EUROPE],
  ["middle east", MIDDLE_EAST],
  ["africa", AFRICA],
  ["asia pacific", `${ASIA} ${OCEANIA}`],
  ["asia-pacific", `${ASIA} ${OCEANIA}`],
  ["asia", ASIA],
  ["australasia", "AU NZ PG"],
  ["oceania", OCEANIA],
  ["pacific", OCEANIA],
  ["emea", `${EUROPE} ${MIDDLE_EAST} ${AFRICA}`],
  ["apac", `${ASIA} ${OCEANIA}`],
];
