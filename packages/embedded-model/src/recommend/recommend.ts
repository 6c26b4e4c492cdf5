import type { Recommendation, RecommendBrief, RecommendedAction } from "@agentic-pm/contracts";
import * as rules from "./rules.ts";
import { type Situation, situationOf, statusSaysBlocked } from "./situation.ts";

const MOST_ACTIONS = 6;

/** Recommends by rules: what the topic calls for, over the handles of the signal, without what already stands. */
export function recommend(brief: RecommendBrief): Recommendation {
  const situation = situationOf(brief);
  const actions = actionsFor(situation).slice(0, MOST_ACTIONS);
  return { actions, reasoning_summary: reasoningOf(situation, actions) };
}

function actionsFor(situation: Situation): RecommendedAction[] {
  if (situation.signal.kind === "sprint") return rules.sprint(situation);
  // A text that gives orders to its reader earns nothing but what the vendor's own fields say about the ticket.
  if (situation.suspicious) {
    const deserved = situation.signal.kind === "ticket" && statusSaysBlocked(situation.signal);
    return deserved ? rules.blocker(situation) : [];
  }
  switch (situation.signal.topic) {
    case "blocker":
      return rules.blocker(situation);
    case "risk":
      return rules.risk(situation);
    case "milestone_slip":
      return rules.milestoneSlip(situation);
    case "scope_change":
      return rules.scopeChange(situation);
    case "decision":
      return rules.decision(situation);
    case "completion":
      return rules.completion(situation);
    case "question":
    case "status_update":
      return rules.question(situation);
    case "newsletter":
    case "notification":
    case "other":
      return [];
  }
}

function reasoningOf({ signal, suspicious }: Situation, actions: readonly RecommendedAction[]): string {
  const what = `Rules for ${signal.topic} of severity ${signal.severity}`;
  const caution = suspicious ? ", restricted because the text addresses its reader as a machine" : "";
  return `${what}${caution}: ${actions.length === 0 ? "nothing to do" : actions.map(({ type }) => type).join(", ")}.`;
}
