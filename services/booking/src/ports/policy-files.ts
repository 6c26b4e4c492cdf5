import type { ExtractionResult } from "@agentic-pm/travel-policy";

/** The policy bucket. */
export interface PolicyFiles {
  /** SHA-256 of a PDF's bytes; null where there is no such object. Throws POLICY_BUCKET_UNAVAILABLE (retryable). */
  sha256Of(sourceKey: string): Promise<string | null>;
  /** What was extracted. Throws EXTRACTION_MALFORMED, and POLICY_BUCKET_UNAVAILABLE (retryable). */
  extraction(metadataUri: string): Promise<ExtractionResult>;
}
