import * as z from "zod";
import { ExecutionName } from "../envelope.ts";
import { canonicalHash, sha256 } from "../canonical.ts";
import { ClauseReceipt } from "./policy.ts";

/** Where a policy's PDF lies in the policy bucket. Its file name is the policy's name. */
export const PolicySourceKey = z.string().min(1).max(1024).startsWith("policies/");

/**
 * What the `policy-ingestion` state machine asks of `index-policy`: to index what was extracted of a PDF, or to record
 * that it cannot be indexed, and why.
 */
export const IndexPolicyEvent = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("index"),
    sourceKey: PolicySourceKey,
    /** Of the extraction's job_metadata.json, in the policy bucket. */
    metadataUri: z.string().startsWith("s3://").max(1200),
    executionName: ExecutionName,
  }),
  z.strictObject({
    mode: z.literal("refuse"),
    sourceKey: PolicySourceKey,
    code: z.string().min(1).max(200),
    cause: z.string().max(32_768),
    executionName: ExecutionName,
  }),
]);
export type IndexPolicyEvent = z.infer<typeof IndexPolicyEvent>;

/** `unchanged`: the active version is this very PDF. */
export const IndexPolicyResult = z.strictObject({
  outcome: z.enum(["activated", "unchanged", "refused"]),
  documentId: ClauseReceipt.shape.documentId.nullable(),
  name: ClauseReceipt.shape.document,
  version: ClauseReceipt.shape.version.nullable(),
  clauses: z.number().int().nonnegative(),
  code: z.string().max(80).nullable(),
});
export type IndexPolicyResult = z.infer<typeof IndexPolicyResult>;

/** Deterministic id of a version of a policy: the name as the operator gave it, the version and the PDF's hash. */
export function policyDocumentIdOf(about: {
  readonly name: string;
  readonly version: number;
  readonly sha256: string;
}): string {
  return `doc_${canonicalHash("agentic-pm/policy-document/v1", about).slice(0, 32)}`;
}

/** Deterministic id of a chunk: its document, its place in it and its words. */
export function policyChunkIdOf(documentId: string, ordinal: number, text: string): string {
  return `chk_${sha256(`chunk\n${documentId}\n${ordinal}\n${text}`).slice(0, 32)}`;
}
