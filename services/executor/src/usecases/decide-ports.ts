import type { Clock } from "@agentic-pm/contracts";
import type { EnvelopePorts, EnvelopeSealer } from "@agentic-pm/lambda";
import type { Metrics } from "@agentic-pm/observability";
import type { PolicySettings } from "../domain/policy/policy-settings.ts";
import type { ActionInserts, ActionLimits, RecommendationStore, SignalRegistry } from "../ports/decision-stores.ts";

/** What deciding needs: stores, the trail, and the operator's settings. */
export interface DecidePorts extends EnvelopePorts {
  readonly sealer: EnvelopeSealer;
  readonly recommendations: RecommendationStore;
  readonly registry: SignalRegistry;
  readonly actions: ActionInserts;
  readonly limits: ActionLimits;
  readonly metrics: Metrics;
  readonly policy: PolicySettings;
  readonly clock: Clock;
}
