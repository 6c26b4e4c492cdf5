import { Buffer } from "node:buffer";
import { afterAll, describe, expect, test } from "@jest/globals";
import { embeddedProvider } from "@agentic-pm/local-cloud";
import { POLICY_CLAUSES, POLICY_PASSAGES } from "@agentic-pm/travel-policy/evaluation";
import { BedrockEmbedder } from "../src/adapters/bedrock/embedder.ts";
import { chosenHits, ofTheTripsKind, policyQueries } from "../src/domain/policy-queries.ts";

const NOVA = "amazon.nova-2-multimodal-embeddings-v1:0";
const provider = embeddedProvider();
const embedder = new BedrockEmbedder(
  {
    // The adapter uses nothing of the answer but its body.
    send: (async ({ input }: { input: { body: string } }) => {
      const body = (await provider.invokeModel?.(NOVA, Buffer.from(input.body))) ?? new Uint8Array();
      return { body: { transformToString: () => Buffer.from(body).toString() } };
    }) as never,
  },
  NOVA,
);
afterAll(() => provider.close?.());

let embeddedClauses: ReturnType<BedrockEmbedder["embed"]> | undefined;
const place = (country: string) => ({ city: "Somewhere", country, airports: ["AAA"] });

/** What the clause says that is cited for each query of a trip from the US, both shipped policies in force. */
async function nearestTo(country: string): Promise<string[]> {
  embeddedClauses ??= embedder.embed(POLICY_PASSAGES, "index");
  const clauses = await embeddedClauses;
  const queries = await embedder.embed(policyQueries({ origin: place("US"), destination: place(country) }), "query");
  const found = queries.vectors.map((query) =>
    clauses.vectors
      .map((clause, at) => ({
        chunkId: String(at),
        textSha256: "",
        score: clause.reduce((sum, value, axis) => sum + value * (query[axis] ?? 0), 0),
        ...(POLICY_CLAUSES[at] ?? { document: "", section: "" }),
      }))
      .toSorted((left, right) => right.score - left.score),
  );
  return ofTheTripsKind(found, { origin: place("US"), destination: place(country) }).map((hits) => {
    const [cited] = chosenHits([hits], 1);
    return POLICY_PASSAGES[Number(cited?.chunkId)] ?? "";
  });
}

describe("the shipped policies' clauses that a trip's queries find", () => {
  test("at home: each demand's own clause, though the words on when to book abroad are nearer", async () => {
    expect(await nearestTo("US")).toEqual([
      expect.stringContaining("may not exceed $500"),
      expect.stringContaining("Economy is the highest cabin that may be booked on domestic"),
      expect.stringContaining("Preferred airlines for domestic"),
      expect.stringContaining("Flights must be booked at least 14 days"),
      expect.stringContaining("Any domestic trip whose airfare comes to more than $500"),
    ]);
  }, 120_000);

  test.each([
    ["GB", "Region: Europe"],
    ["JP", "Region: Asia"],
    ["MX", "Region: Canada and Mexico"],
  ])(
    "abroad, to %s: the row of its region, and each demand's own clause",
    async (country, region) => {
      expect(await nearestTo(country)).toEqual([
        expect.stringContaining(region),
        expect.stringContaining("Highest cabin: Premium economy"),
        expect.stringContaining("Preferred airlines for international"),
        expect.stringContaining("at least 21 days"),
        expect.stringContaining("Airfare of the trip: More than $2,500"),
      ]);
    },
    120_000,
  );
});
