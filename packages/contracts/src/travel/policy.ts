import * as z from "zod";
import { canonicalHash } from "../canonical.ts";
import { Sha256 } from "../ids.ts";
import { AirlineCode, Cabin, CountryCode } from "./ids.ts";

/** Where a clause stands: enough for a person to open the document and look. The box is in fractions of the page. */
export const ClauseReceipt = z.strictObject({
  documentId: z.string().regex(/^doc_[0-9a-f]{32}$/),
  /** The document's name as the operator gave it, e.g. "us-domestic-travel". */
  document: z.string().min(1).max(120),
  version: z.number().int().positive(),
  chunkId: z.string().regex(/^chk_[0-9a-f]{32}$/),
  section: z.string().max(160),
  page: z.number().int().positive(),
  box: z.strictObject({
    left: z.number().min(0).max(1),
    top: z.number().min(0).max(1),
    width: z.number().min(0).max(1),
    height: z.number().min(0).max(1),
  }),
});
export type ClauseReceipt = z.infer<typeof ClauseReceipt>;

/** A piece of a policy as it was extracted: one paragraph, list item or table row with its headers. */
export const PolicyChunk = z.strictObject({
  ...ClauseReceipt.shape,
  text: z.string().min(1).max(2000),
  textSha256: Sha256,
});
export type PolicyChunk = z.infer<typeof PolicyChunk>;

export const TripScope = z.enum(["domestic", "international"]);

/** What a clause demands, read out of its words by code. Money is in whole US dollars for the whole round trip. */
export const ConstraintRule = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("fare_cap"),
    amountUsd: z.number().int().positive().max(100_000),
    cabin: Cabin.nullable(),
    region: z.string().max(60).nullable(),
    scope: TripScope.nullable(),
  }),
  z.strictObject({
    kind: z.literal("cabin"),
    highest: Cabin,
    /** Applies to flights of at least / under so many hours. */
    minimumHours: z.number().min(0).max(48).nullable(),
    maximumHours: z.number().min(0).max(48).nullable(),
    scope: TripScope.nullable(),
  }),
  z.strictObject({
    kind: z.literal("preferred_airlines"),
    airlines: z.array(AirlineCode).min(1).max(20),
    scope: TripScope.nullable(),
  }),
  z.strictObject({
    kind: z.literal("advance_booking"),
    days: z.number().int().min(0).max(365),
    scope: TripScope.nullable(),
  }),
  z.strictObject({
    kind: z.literal("approval"),
    /** Above this total, or whenever `always`. */
    aboveUsd: z.number().int().nonnegative().max(100_000).nullable(),
    always: z.boolean(),
    scope: TripScope.nullable(),
    countries: z.array(CountryCode).max(40),
  }),
]);
export type ConstraintRule = z.infer<typeof ConstraintRule>;

/** A demand on this trip and its proof. Without a receipt it is the strictest default, and says so. */
export const Constraint = z.strictObject({ rule: ConstraintRule, receipt: ClauseReceipt.nullable() });
export type Constraint = z.infer<typeof Constraint>;

/** How sure retrieval was: best cosine ≥ 0.75, ≥ 0.65, or nothing found. */
export const RetrievalBand = z.enum(["confident", "unsure", "none"]);
export type RetrievalBand = z.infer<typeof RetrievalBand>;

/** What retrieval found for a trip; chunks are named, their text stays in the database. */
export const Retrieval = z.strictObject({
  schemaVersion: z.literal(1),
  tripSha256: Sha256,
  band: RetrievalBand,
  embeddingModel: z.string().min(1).max(120),
  chunks: z
    .array(
      z.strictObject({ chunkId: ClauseReceipt.shape.chunkId, textSha256: Sha256, score: z.number().min(-1).max(1) }),
    )
    .max(5),
});
export type Retrieval = z.infer<typeof Retrieval>;

/** The hash under which a retrieval is stored and handed on. */
export function retrievalHashOf(retrieval: Retrieval): string {
  return canonicalHash("agentic-pm/retrieval/v1", retrieval);
}
