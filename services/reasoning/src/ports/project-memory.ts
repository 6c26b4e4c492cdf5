import type { ArtefactView, RelatedSignal, SanitisedSignal } from "@agentic-pm/contracts";
import type { Remembered } from "../domain/readable-memory.ts";
import type { RelatedQuery } from "../domain/related-signals.ts";

/** What is known of the project: sanitised signals and artefact entries. Read-only. */
export interface ProjectMemory {
  /** The stored body under that hash, null when there is none. It is checked by the caller, not here. */
  sanitisedSignal(signalId: string, sha256: string): Promise<SanitisedSignal | null>;
  /** Newest first. */
  relatedSignals(query: RelatedQuery): Promise<Remembered<RelatedSignal>[]>;
  /** The newest entries that stand, at most forty. */
  artefactEntries(projectKey: string): Promise<Remembered<ArtefactView>[]>;
}
