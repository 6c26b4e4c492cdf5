import type { Cabin } from "../portal-types.ts";

export interface Airline {
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly hubs: readonly string[];
  /** Where it flies from its hubs. */
  readonly reach: "domestic" | "continent" | "world";
  readonly cabins: readonly Cabin[];
  /** What it charges, in proportion to the others. */
  readonly priceFactor: number;
}

const ALL: readonly Cabin[] = ["economy", "premium_economy", "business", "first"];
const THREE: readonly Cabin[] = ["economy", "premium_economy", "business"];
const TWO: readonly Cabin[] = ["economy", "business"];
const ONE: readonly Cabin[] = ["economy"];

/** Code, name, country, hubs, reach, cabins, price factor. */
const ROWS: readonly [string, string, string, string, Airline["reach"], readonly Cabin[], number][] = [
  ["AA", "American Airlines", "US", "DFW ORD CLT PHL MIA JFK LGA LAX PHX DCA", "world", ALL, 1],
  ["DL", "Delta Air Lines", "US", "ATL DTW MSP SLC JFK LGA BOS SEA LAX", "world", ALL, 1.08],
  ["UA", "United Airlines", "US", "ORD EWR IAH DEN SFO IAD LAX", "world", ALL, 1],
  ["WN", "Southwest Airlines", "US", "MDW DAL BWI DEN LAS PHX HOU OAK BNA", "domestic", ONE, 0.86],
  ["B6", "JetBlue", "US", "JFK BOS FLL MCO", "domestic", THREE, 0.9],
  ["AS", "Alaska Airlines", "US", "SEA PDX SFO LAX SAN ANC", "domestic", ALL, 0.95],
  ["HA", "Hawaiian Airlines", "US", "HNL", "domestic", TWO, 0.95],
  ["AC", "Air Canada", "CA", "YYZ YUL YVR", "world", THREE, 1],
  ["AM", "Aeromexico", "MX", "MEX MTY GDL", "continent", TWO, 0.88],
  ["LA", "LATAM Airlines", "CL", "SCL LIM GRU", "world", TWO, 0.95],
  ["AV", "Avianca", "CO", "BOG", "world", TWO, 0.86],
  ["BA", "British Airways", "GB", "LHR LGW LCY", "world", ALL, 1.06],
  ["AF", "Air France", "FR", "CDG ORY", "world", ALL, 1.03],
  ["KL", "KLM", "NL", "AMS", "world", THREE, 1],
  ["LH", "Lufthansa", "DE", "FRA MUC", "world", ALL, 1.06],
  ["LX", "SWISS", "CH", "ZRH GVA", "world", ALL, 1.12],
  ["OS", "Austrian Airlines", "AT", "VIE", "world", THREE, 0.98],
  ["SK", "SAS", "DK", "CPH ARN OSL", "world", THREE, 0.95],
  ["AY", "Finnair", "FI", "HEL", "world", THREE, 0.93],
  ["IB", "Iberia", "ES", "MAD BCN", "world", THREE, 0.92],
  ["TP", "TAP Air Portugal", "PT", "LIS", "world", TWO, 0.86],
  ["AZ", "ITA Airways", "IT", "FCO LIN", "world", THREE, 0.95],
  ["EI", "Aer Lingus", "IE", "DUB", "world", TWO, 0.88],
  ["LO", "LOT Polish Airlines", "PL", "WAW", "world", THREE, 0.88],
  ["SN", "Brussels Airlines", "BE", "BRU", "world", THREE, 0.95],
  ["U2", "easyJet", "GB", "LGW MXP GVA BER", "continent", ONE, 0.7],
  ["FR", "Ryanair", "IE", "STN DUB BGY CIA", "continent", ONE, 0.62],
  ["TK", "Turkish Airlines", "TR", "IST", "world", TWO, 0.9],
  ["EK", "Emirates", "AE", "DXB", "world", ALL, 1.08],
  ["QR", "Qatar Airways", "QA", "DOH", "world", ALL, 1.08],
  ["LY", "El Al", "IL", "TLV", "world", THREE, 1.05],
  ["MS", "EgyptAir", "EG", "CAI", "world", TWO, 0.85],
  ["KQ", "Kenya Airways", "KE", "NBO", "world", TWO, 0.9],
  ["SA", "South African Airways", "ZA", "JNB CPT", "world", TWO, 0.95],
  ["AI", "Air India", "IN", "DEL BOM BLR", "world", THREE, 0.86],
  ["SQ", "Singapore Airlines", "SG", "SIN", "world", ALL, 1.12],
  ["TG", "Thai Airways", "TH", "BKK", "world", THREE, 0.95],
  ["MH", "Malaysia Airlines", "MY", "KUL", "world", TWO, 0.88],
  ["CX", "Cathay Pacific", "HK", "HKG", "world", ALL, 1.05],
  ["BR", "EVA Air", "TW", "TPE", "world", THREE, 0.97],
  ["CA", "Air China", "CN", "PEK", "world", THREE, 0.85],
  ["MU", "China Eastern", "CN", "PVG SHA PKX", "world", THREE, 0.85],
  ["KE", "Korean Air", "KR", "ICN GMP", "world", ALL, 1],
  ["JL", "Japan Airlines", "JP", "HND NRT KIX ITM", "world", ALL, 1.06],
  ["NH", "All Nippon Airways", "JP", "HND NRT ITM", "world", ALL, 1.08],
  ["QF", "Qantas", "AU", "SYD MEL BNE", "world", ALL, 1.08],
  ["NZ", "Air New Zealand", "NZ", "AKL", "world", THREE, 1.02],
];

export const AIRLINES: readonly Airline[] = ROWS.map(([code, name, country, hubs, reach, cabins, priceFactor]) => ({
  code,
  name,
  country,
  hubs: hubs.split(" "),
  reach,
  cabins,
  priceFactor,
}));

export function airlineOf(code: string): Airline | undefined {
  return AIRLINES.find((airline) => airline.code === code);
}

const CONTINENTS: readonly string[] = [
  "US CA MX PR DO CR PA",
  "BR AR CO PE CL EC",
  "GB IE FR DE NL BE LU CH AT CZ HU PL DK SE NO FI IS EE LV LT ES PT IT GR HR RS RO BG",
  "TR AE QA SA JO IL EG",
  "ZA KE ET NG GH MA",
  "IN SG TH MY ID PH VN HK TW CN KR JP",
  "AU NZ",
];

/** Whether two countries lie on one continent, as airlines see it. */
export function isSameContinent(left: string, right: string): boolean {
  return CONTINENTS.some((countries) => countries.includes(left) && countries.includes(right));
}
