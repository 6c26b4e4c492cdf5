import { sha256 } from "@agentic-pm/contracts";
import type { PolicyChunk, Trip } from "@agentic-pm/contracts/travel";
import { internationalTravel } from "../../policies/international-travel.ts";
import type { PolicySource } from "../../policies/policy-source.ts";
import { usDomesticTravel } from "../../policies/us-domestic-travel.ts";
import type { TripFacts } from "../plan-values.ts";
import { tableRowText } from "../reading/table-row.ts";

/** A chunk with these words, in a document of this name. */
export function chunk(text: string, document = "us-domestic-travel", section = "3. Fares"): PolicyChunk {
  const digest = sha256(`${document}\n${text}`);
  return {
    documentId: `doc_${sha256(document).slice(0, 32)}`,
    document,
    version: 1,
    chunkId: `chk_${digest.slice(0, 32)}`,
    section,
    page: 1,
    box: { left: 0.1, top: 0.1, width: 0.8, height: 0.1 },
    text,
    textSha256: sha256(text),
  };
}

/** A policy's clauses as extraction gives them: paragraphs, list items and table rows with their headers. */
export function chunksOf(source: PolicySource): PolicyChunk[] {
  return source.sections.flatMap(({ heading, body }) =>
    body.flatMap((block) => {
      const texts =
        typeof block === "string"
          ? [block]
          : "list" in block
            ? block.list
            : block.rows.map((row) => tableRowText(block.headers, row));
      return texts.map((text) => chunk(text, source.name, heading));
    }),
  );
}

export const DOMESTIC = chunksOf(usDomesticTravel);
export const INTERNATIONAL = chunksOf(internationalTravel);
export const BOTH = [...DOMESTIC, ...INTERNATIONAL];

const BOSTON = { city: "Boston", country: "US", airports: ["BOS"] };
export const PLACES = {
  boston: BOSTON,
  chicago: { city: "Chicago", country: "US", airports: ["ORD", "MDW"] },
  london: { city: "London", country: "GB", airports: ["LHR", "LGW"] },
  toronto: { city: "Toronto", country: "CA", airports: ["YYZ"] },
  tokyo: { city: "Tokyo", country: "JP", airports: ["HND", "NRT"] },
  sydney: { city: "Sydney", country: "AU", airports: ["SYD"] },
  baghdad: { city: "Baghdad", country: "IQ", airports: ["BGW"] },
  moon: { city: "Nowhere", country: "US", airports: ["QQQ"] },
} as const satisfies Record<string, Trip["destination"] | object>;

export const TODAY = "2026-11-21";

/** A round trip from Boston in five weeks' time, with what a test changes. */
export function trip(to: keyof typeof PLACES, change: Partial<TripFacts> = {}): TripFacts {
  const destination = PLACES[to];
  return {
    origin: BOSTON,
    destination: { ...destination, airports: [...destination.airports] },
    outbound: "2026-12-29",
    return: "2027-01-02",
    cabin: null,
    ...change,
  };
}
