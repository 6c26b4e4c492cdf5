import type { RelatedSignal, SanitisedSignal, Topic } from "@agentic-pm/contracts";
import { ticketCorrelations } from "./choose-model.ts";

/** How far back and how many earlier signals a recommendation looks at. */
const RELATED_DAYS = 14;
const MOST_RELATED = 12;
const DAY_MS = 86_400_000;

/** Topics that concern the project and not one ticket: an earlier one matters even when no ticket is shared. */
const PROJECT_TOPICS: readonly Topic[] = ["milestone_slip", "scope_change", "risk"];
const SPRINT_TOPICS: readonly Topic[] = ["blocker", ...PROJECT_TOPICS];

/** What makes an earlier signal related to this one. */
export interface RelatedQuery {
  readonly projectKey: string;
  readonly notSignalId: string;
  readonly correlations: readonly string[];
  readonly topics: readonly Topic[];
  /** ISO instant; older ones are left out. */
  readonly since: string;
  readonly limit: number;
}

export function relatedQuery(signal: SanitisedSignal, projectKey: string, now: Date): RelatedQuery {
  return {
    projectKey,
    notSignalId: signal.signalId,
    correlations: ticketCorrelations(signal),
    topics: relatedTopics(signal),
    since: new Date(now.getTime() - RELATED_DAYS * DAY_MS).toISOString(),
    limit: MOST_RELATED,
  };
}

/** The part of an earlier signal that a model sees: typed fields, correlations instead of handles, its summary. */
export function relatedView(earlier: SanitisedSignal): RelatedSignal {
  const { source, kind, topic, severity, dates, flags, fields, summary } = earlier;
  return { source, kind, topic, severity, dates, flags, fields, summary, correlations: ticketCorrelations(earlier) };
}

function relatedTopics({ kind, topic }: SanitisedSignal): readonly Topic[] {
  if (kind === "sprint") return SPRINT_TOPICS;
  return PROJECT_TOPICS.includes(topic) ? [topic] : [];
}
