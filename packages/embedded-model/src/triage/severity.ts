import { Severity, type TriageBrief, type TriageOutput } from "@agentic-pm/contracts";
import { daysBetween } from "../reading/dates.ts";

const BASE: Readonly<Record<TriageOutput["topic"], number>> = {
  blocker: 2,
  milestone_slip: 2,
  scope_change: 2,
  risk: 2,
  decision: 1,
  completion: 1,
  question: 1,
  status_update: 0,
  newsletter: 0,
  notification: 0,
  other: 0,
};
const RAISED: ReadonlySet<TriageOutput["topic"]> = new Set(["blocker", "milestone_slip", "risk", "scope_change"]);
const CRITICAL =
  /\bproduction (?:system )?(?:is |has been )?(?:down|offline|unavailable)\b|\b(?:complete|full|major|total) outage\b|\bdata (?:loss|breach|leak)\b|\bsecurity (?:breach|incident)\b|\bsev(?:erity)? ?-?1\b/iu;
const GRAVE =
  /\b(?:milestone|go-?live|cut-?over|pilot|launch|contract|penalt(?:y|ies)|impact (?:is )?high|high impact|critical path|everybody|real customers)\b/iu;
const HIGH = 3;
const MAXIMUM = 4;

/** How much a signal matters: by topic, raised by the ticket's priority, its due date and grave words. */
export function severityOf(topic: TriageOutput["topic"], brief: TriageBrief, text: string): Severity {
  const base = BASE[topic];
  if (!RAISED.has(topic)) return levelName(base);
  if (CRITICAL.test(text)) return levelName(MAXIMUM);
  const dueDate = brief.fields.dueDate;
  const urgent =
    /^high/iu.test(brief.fields.priority ?? "") || (dueDate !== null && daysBetween(brief.today, dueDate) < 0);
  const unplanned = topic === "scope_change" && brief.kind !== "mail" ? -1 : 0;
  const raised = base + unplanned + (urgent || GRAVE.test(text) ? 1 : 0);
  return levelName(Math.min(HIGH, raised));
}

function levelName(level: number): Severity {
  return Severity.options[level] ?? "none";
}
