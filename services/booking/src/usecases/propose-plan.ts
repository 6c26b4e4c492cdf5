import { type IdSource, promptCanary, promptGivenAway } from "@agentic-pm/contracts";
import { PLAN_TOOL, type PlanBrief, PlanProposal, type PolicyChunk } from "@agentic-pm/contracts/travel";
import { auditModelId, type ModelAnswer, type ModelPort } from "@agentic-pm/models";
import type { Metrics } from "@agentic-pm/observability";
import type { PlanConstraints } from "@agentic-pm/travel-policy";
import { missingIn } from "../domain/compare-proposal.ts";
import { planBrief } from "../domain/plan-brief.ts";
import { PLAN_PROMPT_VERSION, planPrompt } from "../domain/plan-prompt.ts";
import { affordable, type Effort, effortFor } from "../domain/thinking-effort.ts";
import type { PlanBasis } from "./load-trip.ts";

/** Thinking included; only the lower effort has a limit. */
const MOST_ANSWER_TOKENS = 8_000;

export interface ProposePorts {
  readonly models: ModelPort;
  readonly modelId: string;
  readonly ids: IdSource;
  readonly metrics: Metrics;
  remainingMs(): number;
}

/** What came of asking the model. Without a proposal, `reason` says why: the plan is then made by code alone. */
export interface Asked {
  readonly proposal: PlanProposal | null;
  readonly reason: string | null;
  readonly thinking: "none" | Effort;
  readonly spent: Spent;
}

/** The audit record's fields about the calls that were made; empty where there was none. */
export interface Spent {
  readonly model_id?: string;
  readonly prompt_version?: string;
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly cost_usd?: number;
}

/**
 * Asks the model what the retrieved clauses demand of the trip, and once more, thinking longer, where it left something
 * open that a clause says. Never fails: whatever the model does, the plan does not depend on it.
 */
export async function proposePlan(basis: PlanBasis, derived: PlanConstraints, ports: ProposePorts): Promise<Asked> {
  if (basis.retrieved.length === 0) return unasked("NOTHING_RETRIEVED");
  const effort = affordable(effortFor({ band: basis.retrieval.band, scope: derived.scope }), ports.remainingMs());
  if (effort === null) return unasked("TIME_SHORT");
  const first = await ask({ basis, derived, effort, clauses: basis.retrieved, missing: [] }, ports);
  if (first.proposal === null) return first;
  const missing = missingIn(first.proposal, derived);
  if (missing.length === 0 || affordable("high", ports.remainingMs()) !== "high") return first;
  const clauses = clausesFor(missing, basis, derived);
  const second = await ask({ basis, derived, effort: "high", clauses, missing }, ports);
  const spent = sumOf(first.spent, second.spent);
  return second.proposal === null && second.reason !== "CANARY_ECHOED" && second.reason !== "PROMPT_ECHOED"
    ? { ...first, spent }
    : { ...second, spent };
}

async function ask(
  about: {
    readonly basis: PlanBasis;
    readonly derived: PlanConstraints;
    readonly effort: Effort;
    readonly clauses: readonly PolicyChunk[];
    readonly missing: PlanBrief["missing"];
  },
  ports: ProposePorts,
): Promise<Asked> {
  const { basis, derived, effort, clauses, missing } = about;
  const canary = promptCanary(ports.ids.uuid());
  const marker = `^${ports.ids.uuid().replaceAll("-", "").slice(-12)}^`;
  const brief = planBrief({
    trip: basis.trip,
    scope: derived.scope,
    band: basis.retrieval.band,
    clauses,
    missing,
    marker,
  });
  const answered = await ports.models.converse<PlanProposal>({
    modelId: ports.modelId,
    system: planPrompt({ marker, canary }),
    content: [JSON.stringify(brief)],
    tool: {
      name: PLAN_TOOL,
      description: "Records what the travel policy demands of this trip. It has no other effect.",
      schema: PlanProposal,
    },
    maxTokens: MOST_ANSWER_TOKENS,
    effort,
    promptVersion: PLAN_PROMPT_VERSION,
  });
  if (!answered.ok) return unasked(answered.code);
  const spent = spentOn(answered.value);
  const givenAway = promptGivenAway(answered.value.output, { canary, words: planPrompt({ marker: "", canary }) });
  if (givenAway === null) return { proposal: answered.value.output, reason: null, thinking: effort, spent };
  ports.metrics.add("CanaryTripped", 1, "Count");
  return { proposal: null, reason: givenAway, thinking: "none", spent };
}

function unasked(reason: string): Asked {
  return { proposal: null, reason, thinking: "none", spent: {} };
}

/** Those that say what is missing come first. */
function clausesFor(missing: PlanBrief["missing"], basis: PlanBasis, derived: PlanConstraints): PolicyChunk[] {
  const kinds: Readonly<Record<string, PlanBrief["missing"][number]>> = {
    fare_cap: "fare_cap_usd",
    cabin: "highest_cabin",
  };
  const proving = new Set(
    derived.constraints.flatMap(({ rule, receipt }) => {
      const field = kinds[rule.kind];
      return receipt !== null && field !== undefined && missing.includes(field) ? [receipt.chunkId] : [];
    }),
  );
  const first = basis.clauses.filter(({ chunkId }) => proving.has(chunkId));
  return [...first, ...basis.retrieved.filter(({ chunkId }) => !proving.has(chunkId))];
}

function spentOn(answer: ModelAnswer<unknown>): Spent {
  return {
    model_id: auditModelId(answer),
    prompt_version: answer.promptVersion,
    input_tokens: answer.inputTokens,
    output_tokens: answer.outputTokens,
    cost_usd: answer.costUsd,
  };
}

function sumOf(first: Spent, second: Spent): Spent {
  const sum = (name: "input_tokens" | "output_tokens" | "cost_usd") => (first[name] ?? 0) + (second[name] ?? 0);
  return {
    ...first,
    ...second,
    input_tokens: sum("input_tokens"),
    output_tokens: sum("output_tokens"),
    cost_usd: sum("cost_usd"),
  };
}
