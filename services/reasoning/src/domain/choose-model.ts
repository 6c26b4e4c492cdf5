import type { RelatedSignal, SanitisedSignal, Severity, Topic } from "@agentic-pm/contracts";

/** Why a recommendation is worth the dearer model, or that it is not. */
type ModelReason = "routine" | "sources_conflict" | "risk_weighed";

export interface ModelChoice {
  readonly model: "haiku" | "sonnet";
  readonly reason: ModelReason;
}

const WEIGHED_TOPICS: ReadonlySet<Topic> = new Set<Topic>(["risk", "milestone_slip", "scope_change"]);
const WEIGHED_SEVERITIES: ReadonlySet<Severity> = new Set<Severity>(["medium", "high", "critical"]);

/** Sonnet where sources contradict each other or a risk has to be weighed, else Haiku. Deterministic, no model asked. */
export function chooseModel(signal: SanitisedSignal, related: readonly RelatedSignal[]): ModelChoice {
  if (related.some((other) => datesConflict(signal, other))) return { model: "sonnet", reason: "sources_conflict" };
  const weighed = WEIGHED_TOPICS.has(signal.topic) && WEIGHED_SEVERITIES.has(signal.severity);
  return weighed ? { model: "sonnet", reason: "risk_weighed" } : { model: "haiku", reason: "routine" };
}

/** Two sources speak of the same ticket, both name dates, and none of them is the same. */
function datesConflict(signal: SanitisedSignal, other: RelatedSignal): boolean {
  const correlations = ticketCorrelations(signal);
  if (!other.correlations.some((correlation) => correlations.includes(correlation))) return false;
  if (signal.dates.length === 0 || other.dates.length === 0) return false;
  return signal.dates.every((date) => !other.dates.includes(date));
}

/** The correlations of the tickets that a signal speaks of, its subject first. People would connect everything. */
export function ticketCorrelations(signal: Pick<SanitisedSignal, "handles">): string[] {
  const tickets = signal.handles.filter(({ kind }) => kind === "ticket");
  return tickets
    .toSorted((left, right) => Number(right.role === "subject") - Number(left.role === "subject"))
    .map(({ correlation }) => correlation);
}
