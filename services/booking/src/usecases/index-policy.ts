import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import { sha256 } from "@agentic-pm/contracts";
import { type IndexPolicyEvent, type IndexPolicyResult, policyDocumentIdOf } from "@agentic-pm/contracts/travel";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { chunkOf, clausesOf, type ExtractedClause, passageOf } from "@agentic-pm/travel-policy";
import { policyNameOf, recordNameOf } from "../domain/policy-name.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { PolicyFiles } from "../ports/policy-files.ts";
import type { NewVersion, PolicyHistory, PolicyLibrary } from "../ports/policy-library.ts";

export interface IndexPolicyPorts {
  readonly files: PolicyFiles;
  readonly library: PolicyLibrary;
  readonly embedder: Embedder;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
}

/** A policy of hundreds of pages has some thousands. */
const MOST_CLAUSES = 5000;
const LONGEST_REASON = 400;

/** Why a PDF is not indexed. */
interface Refusal {
  readonly code: string;
  readonly reason: string;
}

/**
 * Puts a policy's new version in force: its clauses, each with its place and its vector, in one transaction. The PDF
 * that is in force already changes nothing, unless its vectors are of another model than answers now. What cannot be
 * indexed is recorded with its reason, and the version in force stays so. Throws EXTRACTION_MALFORMED,
 * EMBEDDING_MALFORMED, and retryable DATABASE_UNAVAILABLE, EMBEDDING_UNAVAILABLE, POLICY_BUCKET_UNAVAILABLE and
 * AUDIT_WRITE_FAILED.
 */
export async function indexPolicy(event: IndexPolicyEvent, ports: IndexPolicyPorts): Promise<IndexPolicyResult> {
  const name = policyNameOf(event.sourceKey);
  const recordName = name ?? recordNameOf(event.sourceKey);
  const [digest, history] = await Promise.all([
    ports.files.sha256Of(event.sourceKey),
    ports.library.history(recordName),
  ]);
  const about = { event, name: recordName, digest: digest ?? sha256(event.sourceKey), history };
  if (event.mode === "refuse") return refuse(about, { code: event.code, reason: event.cause }, ports);
  if (name === null) return refuse(about, UNNAMED, ports);
  if (digest === null) return refuse(about, GONE, ports);
  if (history.active?.sha256 === digest && (await canBeFound(history.active, ports.embedder))) return unchanged(about);
  const { elements = [], pages = [] } = await ports.files.extraction(event.metadataUri);
  const clauses = clausesOf(elements);
  if (clauses.length === 0) return refuse(about, EMPTY, ports);
  if (clauses.length > MOST_CLAUSES) return refuse(about, TOO_LONG, ports);
  return activate(about, { clauses, pages: pages.length || (clauses.at(-1)?.page ?? 1) }, ports);
}

const UNNAMED: Refusal = {
  code: "POLICY_UNNAMED",
  reason: "A policy's file is called <name>.pdf, in lower-case letters, digits, hyphens and underscores.",
};
const GONE: Refusal = { code: "POLICY_GONE", reason: "The PDF was removed before it could be read." };
const EMPTY: Refusal = {
  code: "POLICY_EMPTY",
  reason: "No text was found in the PDF. It may be empty, or hold pictures of text only.",
};
const TOO_LONG: Refusal = { code: "POLICY_TOO_LONG", reason: `The PDF holds more than ${MOST_CLAUSES} clauses.` };

interface About {
  readonly event: IndexPolicyEvent;
  readonly name: string;
  readonly digest: string;
  readonly history: PolicyHistory;
}

/** Audited before it comes into force: if the record fails, nothing does. */
async function activate(
  about: About,
  extracted: { readonly clauses: readonly ExtractedClause[]; readonly pages: number },
  ports: IndexPolicyPorts,
): Promise<IndexPolicyResult> {
  const startedAt = ports.clock.now().getTime();
  const version = versionOf(about);
  const document = { documentId: version.documentId, document: version.name, version: version.version };
  const chunks = extracted.clauses.map((clause) => ({ chunk: chunkOf(clause, document), ordinal: clause.ordinal }));
  const { model, vectors } = await ports.embedder.embed(
    chunks.map(({ chunk }) => passageOf(chunk)),
    "index",
  );
  await ports.audit.append(version.documentId, null, {
    event: "policy.ingested",
    input: inputOf(about),
    output: {
      ...document,
      sha256: version.sha256,
      clauses: chunks.length,
      pages: extracted.pages,
      supersedes: about.history.active?.documentId ?? null,
    },
    model_id: model,
    latency_ms: ports.clock.now().getTime() - startedAt,
  });
  await ports.library.activate(version, extracted.pages, {
    embeddingModel: model,
    chunks: chunks.map((chunk, at) => ({ ...chunk, embedding: vectors[at] ?? [] })),
  });
  ports.logger.info(LogCode.POLICY_INGESTED, { policy: version.name, version: version.version });
  return resultOf(version, { outcome: "activated", clauses: chunks.length, code: null });
}

/** Vectors of another model are not found by the questions of this one. Only an answer says which model answers. */
async function canBeFound(active: { readonly embeddingModel: string | null }, embedder: Embedder): Promise<boolean> {
  const { model } = await embedder.embed(["Which model answers?"], "index");
  return active.embeddingModel === model;
}

function unchanged({ history, name }: About): IndexPolicyResult {
  const { active } = history;
  const known = { documentId: active?.documentId ?? null, name, version: active?.version ?? null };
  return { outcome: "unchanged", ...known, clauses: 0, code: null };
}

/** The same file failing for the same reason again is the same failure. */
async function refuse(about: About, { code, reason }: Refusal, ports: IndexPolicyPorts): Promise<IndexPolicyResult> {
  const { history, digest } = about;
  const words = `${code}: ${reasonOf(reason)}`.slice(0, LONGEST_REASON);
  const { lastFailed } = history;
  const known = lastFailed?.sha256 === digest && lastFailed.reason === words;
  const version = known ? { ...versionOf(about), ...lastFailed } : versionOf(about);
  if (!known) {
    await ports.audit.append(version.documentId, null, {
      event: "policy.refused",
      input: inputOf(about),
      output: { policy: version.name, version: version.version, code, reason: words },
    });
    await ports.library.recordFailure(version, words);
  }
  ports.logger.warn(LogCode.POLICY_REFUSED, { policy: version.name, reason: code });
  return resultOf(version, { outcome: "refused", clauses: 0, code: code.slice(0, 80) });
}

/** Step Functions hands on the cause of a failed function as JSON with the message in it. */
function reasonOf(cause: string): string {
  try {
    const read: unknown = JSON.parse(cause);
    const message = typeof read === "object" && read !== null && "errorMessage" in read ? read.errorMessage : cause;
    return String(message);
  } catch {
    return cause;
  }
}

function versionOf({ event, name, digest, history }: About): NewVersion {
  const version = history.lastVersion + 1;
  const documentId = policyDocumentIdOf({ name, version, sha256: digest });
  return { documentId, name, version, sha256: digest, sourceKey: event.sourceKey };
}

function inputOf({ event, digest }: About): Record<string, string> {
  return { sourceKey: event.sourceKey, sha256: digest, executionName: event.executionName };
}

function resultOf(
  version: NewVersion,
  result: Pick<IndexPolicyResult, "outcome" | "clauses" | "code">,
): IndexPolicyResult {
  const { documentId, name } = version;
  return { ...result, documentId, name, version: version.version };
}
