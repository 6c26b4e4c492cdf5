import { PolicyChunk } from "@agentic-pm/contracts/travel";
import { extractRules } from "@agentic-pm/travel-policy";
import { TRUTH } from "@agentic-pm/travel-policy/evaluation";
import type { TravelApi } from "@agentic-pm/world";
import * as z from "zod";

/** How many caps and cabins were read out of the PDFs, how many of those stand in them, and how many do stand there. */
export interface Extraction {
  readonly read: number;
  readonly right: number;
  readonly written: number;
}

const Row = z.object({ body: z.string() }).transform(({ body }) => PolicyChunk.parse(JSON.parse(body)));
const CLAUSES = `select cast(json_build_object('documentId', c.document_id, 'document', d.name, 'version', d.version,
  'chunkId', c.chunk_id, 'section', c.section, 'page', c.page, 'box', c.box, 'text', c.text,
  'textSha256', c.text_sha256) as text) as body
from travel.policy_chunk c join travel.policy_document d on d.document_id = c.document_id where d.status = 'active'`;

/** Holds every cap and cabin that is read in the clauses in force against the policies as a person reads them. */
export async function extraction(travel: TravelApi): Promise<Extraction> {
  const clauses = await travel.query(CLAUSES, Row);
  const isAsked = (rule: object) => "kind" in rule && (rule.kind === "fare_cap" || rule.kind === "cabin");
  const read = clauses.flatMap((clause) => extractRules(clause)).filter(isAsked);
  const written = TRUTH.filter(isAsked).map(spelt);
  const left = [...written];
  const right = read.filter((rule) => {
    const at = left.indexOf(spelt(rule));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return { read: read.length, right: right.length, written: written.length };
}

function spelt(rule: object): string {
  return JSON.stringify(Object.entries(rule).toSorted(([left], [right]) => left.localeCompare(right)));
}
