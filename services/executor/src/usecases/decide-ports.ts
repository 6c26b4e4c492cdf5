import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { StructuredLogger } from "@agentic-pm/observability";
import type { PolicySettings } from "../domain/policy/policy-settings.ts";
import type { ActionInserts, ActionLimits, RecommendationStore, SignalRegistry } from "../ports/decision-stores.ts";

/** What deciding needs: stores, the trail, and the operator's settings. */
export interface DecidePorts {
  readonly recommendations: RecommendationStore;
  readonly registry: SignalRegistry;
  readonly actions: ActionInserts;
  readonly limits: ActionLimits;
  readonly audit: AuditWriter;
  readonly logger: StructuredLogger;
  readonly policy: PolicySettings;
}
