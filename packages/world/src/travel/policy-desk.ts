import { randomUUID } from "node:crypto";
import { sha256 } from "@agentic-pm/contracts";
import { type BookingPlan, PolicyChunk, policyDocumentIdOf } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { answer, chunkOf, clausesOf, compare, type PlanComparison, type PolicyAnswer } from "@agentic-pm/travel-policy";
import * as z from "zod";
import type { Connection } from "../connection.ts";
import { PolicyReader } from "./policy-reader.ts";
import { QuestionEmbedder } from "./question-embedder.ts";
import { latestPlans } from "./stored-plans.ts";
import type { TravelApi } from "./travel-api.ts";

const NEAREST = `select c.chunk_id, c.document_id, d.name, d.version, c.section, c.page, cast(c.box as text) as box, c.text,
  c.text_sha256, n.similarity
  from travel.nearest_clauses(cast(:vector as vector), :model, 20) n
  join travel.policy_chunk c on c.chunk_id = n.chunk_id join travel.policy_document d on d.document_id = c.document_id`;
const IN_FORCE = `select c.chunk_id, c.document_id, d.name, d.version, c.section, c.page, cast(c.box as text) as box, c.text,
  c.text_sha256, 0 as similarity
  from travel.policy_chunk c join travel.policy_document d on d.document_id = c.document_id
  where d.status = 'active' order by d.name, c.ordinal`;
const ClauseRow = z
  .object({
    chunk_id: z.string(),
    document_id: z.string(),
    name: z.string(),
    version: z.number(),
    section: z.string(),
    page: z.number(),
    box: z.string(),
    text: z.string(),
    text_sha256: z.string(),
    similarity: z.number(),
  })
  .transform(({ similarity, ...row }) => ({
    score: similarity,
    chunk: PolicyChunk.parse({
      chunkId: row.chunk_id,
      documentId: row.document_id,
      document: row.name,
      version: row.version,
      section: row.section,
      page: row.page,
      box: JSON.parse(row.box),
      text: row.text,
      textSha256: row.text_sha256,
    }),
  }));

/** What another policy would have changed. */
export interface WhatIf {
  readonly name: string;
  /** The version that it would replace; null where none of its name is in force. */
  readonly insteadOf: number | null;
  readonly clauses: number;
  readonly trips: readonly { readonly plan: BookingPlan; readonly comparison: PlanComparison }[];
}

/** Questions to the policies in force, and to one that is not. */
export class PolicyDesk {
  readonly #travel: TravelApi;
  readonly #reader: PolicyReader;
  readonly #embedder: QuestionEmbedder;

  constructor(connection: Connection, travel: TravelApi) {
    this.#travel = travel;
    this.#reader = new PolicyReader(connection);
    this.#embedder = new QuestionEmbedder(connection);
  }

  /** The clauses in force that answer a question. Throws EMBEDDING_MALFORMED. */
  async ask(question: string): Promise<PolicyAnswer> {
    const { model, vector } = await this.#embedder.embed(question);
    return answer(question, await this.#travel.query(NEAREST, ClauseRow, { model, vector: JSON.stringify(vector) }));
  }

  /**
   * Makes every past plan again as if this PDF were in force under this name. Nothing comes into force and nothing is
   * kept but the PDF, for some days. Throws POLICY_REFUSED and PLAN_ALTERED.
   */
  async whatIf(name: string, pdf: Uint8Array, stop: AbortSignal): Promise<WhatIf> {
    const [extraction, inForce, plans] = await Promise.all([
      this.#reader.read(pdf, { place: randomUUID(), stop }),
      this.#travel.query(IN_FORCE, ClauseRow),
      latestPlans(this.#travel),
    ]);
    const replaced = inForce.find(({ chunk }) => chunk.document === name)?.chunk.version ?? null;
    const version = (replaced ?? 0) + 1;
    const document = {
      documentId: policyDocumentIdOf({ name, version, sha256: sha256(pdf) }),
      document: name,
      version,
    };
    const clauses = clausesOf(extraction.elements ?? []).map((clause) => chunkOf(clause, document));
    if (clauses.length === 0) throw empty();
    const staying = inForce.map(({ chunk }) => chunk).filter((chunk) => chunk.document !== name);
    return {
      name,
      insteadOf: replaced,
      clauses: clauses.length,
      trips: plans.map((plan) => ({ plan, comparison: compare(plan, [...staying, ...clauses]) })),
    };
  }

  close(): void {
    this.#reader.close();
    this.#embedder.close();
  }
}

function empty(): AppError {
  return new AppError("POLICY_REFUSED", {
    cause: "No text was found in the PDF. It may be empty, or hold pictures of text only.",
    remedy: "Give a PDF that has text.",
  });
}
