import type { PolicyChunk } from "@agentic-pm/contracts/travel";

/** A version of a policy. */
export interface PolicyVersion {
  readonly documentId: string;
  readonly version: number;
  readonly sha256: string;
}

/** What is known of a policy before another version comes. */
export interface PolicyHistory {
  /** With who made its vectors. */
  readonly active: (PolicyVersion & { readonly embeddingModel: string | null }) | null;
  /** The highest version there is, failed ones included; 0 for a new policy. */
  readonly lastVersion: number;
  /** The latest version, if it failed. */
  readonly lastFailed: (PolicyVersion & { readonly reason: string | null }) | null;
}

export interface NewVersion extends PolicyVersion {
  readonly name: string;
  readonly sourceKey: string;
}

export interface EmbeddedChunk {
  readonly chunk: PolicyChunk;
  readonly ordinal: number;
  readonly embedding: readonly number[];
}

/** Policies, their versions and clauses. Throws DATABASE_UNAVAILABLE (retryable). */
export interface PolicyLibrary {
  history(name: string): Promise<PolicyHistory>;
  /** Stores a version with all its clauses and puts it in force instead of the one before, or does nothing at all. */
  activate(version: NewVersion, pages: number, chunks: EmbeddedChunks): Promise<void>;
  /** Records that a version came to nothing; the one in force stays so. */
  recordFailure(version: NewVersion, reason: string): Promise<void>;
}

export interface EmbeddedChunks {
  /** Who made the vectors: those of different models are never compared. */
  readonly embeddingModel: string;
  readonly chunks: readonly EmbeddedChunk[];
}
