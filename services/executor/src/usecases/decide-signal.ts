import {
  canonicalHash,
  type DecidedAction,
  type DecideEvent,
  type DecideResult,
  RecommendedAction,
} from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { LogCode } from "@agentic-pm/observability";
import { resolveAction } from "../domain/policy/resolve-action.ts";
import type { SignalContext } from "../domain/policy/signal-context.ts";
import { canaryIn, type Tripped, tripwireIn } from "../domain/tripwires.ts";
import type { StoredRecommendation } from "../ports/decision-stores.ts";
import { decideAction } from "./decide-action.ts";
import type { DecidePorts } from "./decide-ports.ts";

const MOST_ACTIONS = 6;
const MOST_AHEAD_MS = 5 * 60_000;
/** Older than any restart of a failed signal, which may find the recommendation of its first run. */
const OLDEST_MS = 8 * 3_600_000;

/**
 * Rules on every action of a stored recommendation. Deterministic: a retry decides the same.
 * Throws RECOMMENDATION_MISSING, RECOMMENDATION_ALTERED, RECOMMENDATION_MISDATED or SIGNAL_UNKNOWN, and CANARY_TRIPPED, which quarantines the
 * signal; all are audited first.
 */
export async function decideSignal(event: DecideEvent, ports: DecidePorts): Promise<DecideResult> {
  const stored = await ports.recommendations.find(event.signalId, event.recommendationSha256);
  if (stored === null)
    return refuseRequest("RECOMMENDATION_MISSING", "There is no such recommendation.", { event, ports });
  if (canonicalHash("agentic-pm/recommendation/v1", stored.body) !== event.recommendationSha256) {
    const cause = "The stored recommendation is not the one that was made: its hash differs.";
    return refuseRequest("RECOMMENDATION_ALTERED", cause, { event, ports });
  }
  if (isMisdated(stored.createdAt, ports.clock.now())) {
    return refuseRequest("RECOMMENDATION_MISDATED", "The recommendation is not of these hours.", { event, ports });
  }
  const signal = await ports.registry.contextOf(event.signalId);
  if (signal === null) return refuseRequest("SIGNAL_UNKNOWN", "The registry has no such signal.", { event, ports });
  const tripped = tripwireOf(event, { stored, signal });
  if (tripped !== null) return quarantine(event, tripped, ports);
  return decideAll(event, { stored, signal }, ports);
}

/** Expiry, holds and the day that is counted against rest on this instant, so it must be about now. */
function isMisdated(createdAt: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(createdAt);
  return !(age >= -MOST_AHEAD_MS && age <= OLDEST_MS);
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

/** Looked for in all actions before any is decided: a signal that trips one gets nothing done. */
function tripwireOf(
  event: DecideEvent,
  found: { stored: StoredRecommendation; signal: SignalContext },
): Tripped | null {
  const { stored, signal } = found;
  const carried = canaryIn(stored.body);
  if (carried !== null) return carried;
  for (const recommended of actionsIn(stored.body)) {
    const action = RecommendedAction.safeParse(recommended);
    if (!action.success) continue;
    const effect = resolveAction(action.data, signal, event.seal.labels);
    const tripped = effect.ok ? tripwireIn(effect.value, signal.projectKey) : null;
    if (tripped !== null) return tripped;
  }
  return null;
}

async function quarantine(event: DecideEvent, { code, canaries }: Tripped, ports: DecidePorts): Promise<never> {
  const { signalId, recommendationSha256, executionName } = event;
  ports.metrics.add("CanaryTripped", 1, "Count");
  ports.logger.warn(LogCode.CANARY_TRIPPED, { signalId, reason: code });
  await ports.audit.append(signalId, event.audit, {
    event: "recommendation.quarantined",
    input: { recommendationSha256, executionName },
    output: { code, canaries: [...canaries] },
  });
  throw new AppError("CANARY_TRIPPED", {
    cause: `A recommended action ${code === "DECOY_NAMED" ? "names a decoy" : "carries a canary"}.`,
    remedy: "The signal is quarantined. Somebody got at vault, prompt or registry: start with the trail's record.",
    details: { signalId, code },
  });
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
