import { canonicalHash, type DecidedAction, type DecideEvent, type DecideResult } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import type { SignalContext } from "../domain/policy/signal-context.ts";
import type { StoredRecommendation } from "../ports/decision-stores.ts";
import { decideAction } from "./decide-action.ts";
import type { DecidePorts } from "./decide-ports.ts";

const MOST_ACTIONS = 6;

/**
 * Rules on every action of a stored recommendation. Deterministic: a retry decides the same.
 * Throws RECOMMENDATION_MISSING, RECOMMENDATION_ALTERED or SIGNAL_UNKNOWN; the refusal is audited first.
 */
export async function decideSignal(event: DecideEvent, ports: DecidePorts): Promise<DecideResult> {
  const stored = await ports.recommendations.find(event.signalId, event.recommendationSha256);
  if (stored === null)
    return refuseRequest("RECOMMENDATION_MISSING", "There is no such recommendation.", { event, ports });
  if (canonicalHash("agentic-pm/recommendation/v1", stored.body) !== event.recommendationSha256) {
    const cause = "The stored recommendation is not the one that was made: its hash differs.";
    return refuseRequest("RECOMMENDATION_ALTERED", cause, { event, ports });
  }
  const signal = await ports.registry.contextOf(event.signalId);
  if (signal === null) return refuseRequest("SIGNAL_UNKNOWN", "The registry has no such signal.", { event, ports });
  return decideAll(event, { stored, signal }, ports);
}

async function decideAll(
  event: DecideEvent,
  found: { stored: StoredRecommendation; signal: SignalContext },
  ports: DecidePorts,
): Promise<DecideResult> {
  const decided: DecidedAction[] = [];
  for (const [index, recommended] of actionsIn(found.stored.body).entries()) {
    const proposal = { index, recommended, event, signal: found.signal, createdAt: found.stored.createdAt };
    const action = await decideAction(proposal, ports);
    if (action !== null) decided.push(action);
  }
  return { signalId: event.signalId, actions: decided, audit: event.audit };
}

/** The actions, unparsed: one that does not fit its schema must not take the others with it. */
function actionsIn(body: unknown): unknown[] {
  const actions = typeof body === "object" && body !== null && "actions" in body ? body.actions : [];
  return Array.isArray(actions) ? actions.slice(0, MOST_ACTIONS) : [];
}

async function refuseRequest(
  code: string,
  cause: string,
  { event, ports }: { event: DecideEvent; ports: DecidePorts },
): Promise<never> {
  const { signalId, recommendationSha256 } = event;
  await ports.audit.append(signalId, event.audit, {
    event: "request.refused",
    input: { signalId, recommendationSha256, executionName: event.executionName },
    output: { code, cause },
  });
  throw new AppError(code, {
    cause,
    remedy: "The signal is left as failed; poll again, or look at who wrote to the database in between.",
    details: { signalId },
  });
}
