import type { ActiveDocument } from "../domain/active-document.ts";

/** The versions of policies that are in force now. */
export interface ActivePolicy {
  /** Throws DATABASE_UNAVAILABLE (retryable). */
  documents(): Promise<readonly ActiveDocument[]>;
}
