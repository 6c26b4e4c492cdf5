import { canonicalHash } from "./canonical.ts";
import type { Labels } from "./labels.ts";
import type { SanitisedSignal } from "./signals.ts";

/** The hash under which a sanitised signal is stored and handed on: the labels of its words are part of it. */
export function sanitisedHash(signal: SanitisedSignal, labels: Labels): string {
  return canonicalHash("agentic-pm/sanitised/v2", { signal, labels });
}

/** What of an artefact's entry a model may be shown later, with where it stands. */
export interface RememberedEntry {
  readonly entryId: string;
  readonly projectKey: string;
  readonly artefact: string;
  readonly title: string;
  readonly correlations: readonly string[];
  readonly labels: Labels;
}

/** The hash that `execute` stores beside an entry, so that its words and their labels cannot be told apart. */
export function entryHash({ entryId, projectKey, artefact, title, correlations, labels }: RememberedEntry): string {
  return canonicalHash("agentic-pm/artefact-entry/v1", { entryId, projectKey, artefact, title, correlations, labels });
}
