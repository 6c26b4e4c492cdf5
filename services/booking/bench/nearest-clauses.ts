import { Buffer } from "node:buffer";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "@agentic-pm/contracts";
import { embeddedProvider, type LocalCloud, startCloud } from "@agentic-pm/local-cloud";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { RdsDataPolicyLibrary } from "../src/adapters/rds-data/policy-library.ts";
import { RdsDataPolicySearch } from "../src/adapters/rds-data/policy-search.ts";
import { RdsDataSql } from "@agentic-pm/database";
import type { EmbeddedChunk } from "../src/ports/policy-library.ts";
import { CANDIDATES } from "../src/usecases/embed-and-retrieve.ts";
import { clusteredVectors } from "./clustered-vectors.ts";

/**
 * Prints, as JSON, what a retrieval among 10,000 clauses takes in milliseconds: the product's own adapters under the
 * roles of their functions, through the local cloud's signed API, to Postgres with pgvector's HNSW index.
 */
const CHUNKS = 10_000;
/** Each of so many policies has its share of the clauses. */
const DOCUMENTS = 20;
const TOPICS = 400;
const QUESTIONS = 200;
const OF_A_TRIP = 5;
const WARM_UP = 20;
const MODEL = "bench";
const MOST = 5;

const dataDir = mkdtempSync(join(tmpdir(), "booking-bench-"));
const cloud = await startCloud({
  dataDir,
  cacheDir: join(ROOT, ".cache"),
  services: await packageServices(),
  model: embeddedProvider(),
  prepare: async (booting) => void (await booting.invoke("agentic-pm-platform-dev-migrate", {})),
});
try {
  const { clauses, questions } = clusteredVectors({ clauses: CHUNKS, questions: QUESTIONS, topics: TOPICS });
  await store(clauses, cloud);
  const search = new RdsDataPolicySearch(sqlAs("embed-and-retrieve", "EmbedAndRetrieve", cloud));
  const nearest = async (vectors: readonly number[][]) =>
    (await search.nearest(vectors, MODEL, CANDIDATES)).map((hits) => hits.slice(0, MOST));
  for (const question of questions.slice(0, WARM_UP)) await nearest([question]);
  const once: number[] = [];
  let found = 0;
  for (const question of questions) {
    const began = performance.now();
    const [hits = []] = await nearest([question]);
    once.push(performance.now() - began);
    const truly = new Set(nearestByScan(question, clauses));
    found += hits.filter(({ chunkId }) => truly.has(chunkId)).length;
  }
  const trips: number[] = [];
  for (let from = 0; from + OF_A_TRIP <= questions.length; from += OF_A_TRIP) {
    const began = performance.now();
    await nearest(questions.slice(from, from + OF_A_TRIP));
    trips.push(performance.now() - began);
  }
  const answer = {
    chunks: CHUNKS,
    onceP50: quantile(once, 0.5),
    onceP99: quantile(once, 0.99),
    tripP50: quantile(trips, 0.5),
    recallAt5: found / (questions.length * MOST),
    embeddingP50: await embeddingP50(cloud),
  };
  process.stdout.write(JSON.stringify(answer));
} finally {
  await cloud.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Puts the clauses in force, as `index-policy` does. */
async function store(vectors: readonly number[][], into: LocalCloud): Promise<void> {
  const library = new RdsDataPolicyLibrary(clientAs("index-policy", into), target("IndexPolicy", into));
  const each = CHUNKS / DOCUMENTS;
  for (let document = 0; document < DOCUMENTS; document += 1) {
    const name = `policy-${document}`;
    const documentId = `doc_${sha256(name).slice(0, 32)}`;
    const version = { documentId, version: 1, sha256: sha256(name), name, sourceKey: `policies/${name}.pdf` };
    const chunks = vectors.slice(document * each, (document + 1) * each).map((embedding, ordinal) => ({
      chunk: chunkOf(document * each + ordinal, { documentId, name }),
      ordinal,
      embedding,
    }));
    await library.activate(version, 40, { embeddingModel: MODEL, chunks });
    process.stderr.write(`  ${(document + 1) * each} clauses stored\n`);
  }
}

function chunkOf(number: number, of: { documentId: string; name: string }): EmbeddedChunk["chunk"] {
  const text = `Clause ${number} says what is paid for and who has to agree before anything is booked.`;
  return {
    documentId: of.documentId,
    document: of.name,
    version: 1,
    chunkId: chunkIdOf(number),
    section: "Rules",
    page: 1,
    box: { left: 0.1, top: 0.1, width: 0.8, height: 0.1 },
    text,
    textSha256: sha256(text),
  };
}

function chunkIdOf(number: number): string {
  return `chk_${sha256(`clause ${number}`).slice(0, 32)}`;
}

function nearestByScan(question: readonly number[], clauses: readonly number[][]): string[] {
  return clauses
    .map((clause, number) => ({
      number,
      cosine: clause.reduce((sum, value, at) => sum + value * (question[at] ?? 0), 0),
    }))
    .toSorted((left, right) => right.cosine - left.cosine)
    .slice(0, MOST)
    .map(({ number }) => chunkIdOf(number));
}

/** One question's embedding through Bedrock's API. */
async function embeddingP50(of: LocalCloud): Promise<number> {
  const credentials = of.sessionOf("agentic-pm-dev-embed-and-retrieve");
  const bedrock = new BedrockRuntimeClient({ endpoint: of.endpoint, region: "us-east-1", credentials });
  const samples: number[] = [];
  for (let each = 0; each < WARM_UP * 2; each += 1) {
    const value = `What may a flight of ${each} hours cost?`;
    const singleEmbeddingParams = {
      embeddingPurpose: "TEXT_RETRIEVAL",
      embeddingDimension: 1024,
      text: { truncationMode: "END", value },
    };
    const body = JSON.stringify({ taskType: "SINGLE_EMBEDDING", singleEmbeddingParams });
    const began = performance.now();
    await bedrock.send(
      new InvokeModelCommand({
        modelId: "amazon.nova-2-multimodal-embeddings-v1:0",
        contentType: "application/json",
        body: Buffer.from(body),
      }),
    );
    if (each >= WARM_UP) samples.push(performance.now() - began);
  }
  bedrock.destroy();
  return quantile(samples, 0.5);
}

function sqlAs(role: string, secret: string, of: LocalCloud): RdsDataSql {
  return new RdsDataSql(clientAs(role, of), target(secret, of));
}

function clientAs(role: string, { endpoint, sessionOf }: LocalCloud): RDSDataClient {
  return new RDSDataClient({ endpoint, region: "us-east-1", credentials: sessionOf(`agentic-pm-dev-${role}`) });
}

function target(secret: string, of: LocalCloud) {
  const resourceArn = of.output("DatabaseClusterArn") ?? "";
  const secretArn = of.output(`DatabaseSecretArn${secret}`) ?? "";
  return { resourceArn, secretArn, database: "agentic_pm" };
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
