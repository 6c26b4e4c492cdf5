import type { AuditEntry } from "@agentic-pm/audit-trail";
import {
  type Clock,
  type IdSource,
  joinLabels,
  type Labels,
  promptCanary,
  promptGivenAway,
  RECOMMEND_TOOL,
  type RecommendEvent,
  type RecommendResult,
  type Recommendation,
  type SanitisedSignal,
} from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { auditModelId, type ModelAnswer, type ModelPort } from "@agentic-pm/models";
import type { EnvelopePorts, EnvelopeSealer } from "@agentic-pm/lambda";
import { LogCode, type Metrics } from "@agentic-pm/observability";
import { chooseModel, type ModelChoice } from "../domain/choose-model.ts";
import { isNothingToDo } from "../domain/nothing-to-do.ts";
import { recommendBrief } from "../domain/recommend-brief.ts";
import { RECOMMEND_PROMPT_VERSION, recommendPrompt } from "../domain/recommend-prompt.ts";
import { recommendationAnswer, recommendationHash } from "../domain/recommendation.ts";
import { mayBeShown, withoutSummary, withoutWords } from "../domain/readable-memory.ts";
import { relatedQuery } from "../domain/related-signals.ts";
import type { ProjectMemory } from "../ports/project-memory.ts";
import type { RecommendationStore } from "../ports/recommendation-store.ts";
import { loadSignal } from "./load-signal.ts";

const MOST_ANSWER_TOKENS = 2000;

export interface RecommendPorts extends EnvelopePorts {
  readonly sealer: EnvelopeSealer;
  readonly memory: ProjectMemory;
  readonly store: RecommendationStore;
  readonly models: ModelPort;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly modelIds: Readonly<Record<ModelChoice["model"], string>>;
}

type Unrecommended = Exclude<RecommendResult["outcome"], "recommended">;

/**
 * Recommends actions for a sanitised signal over its handles: checked, audited, stored. Signals that nobody acts on
 * need no model. Without budget nothing is recommended: the agent then only watches. Throws SANITISED_MISSING,
 * SANITISED_MISMATCH, DATABASE_UNAVAILABLE and MODEL_UNAVAILABLE (both retryable).
 */
export async function recommendActions(event: RecommendEvent, ports: RecommendPorts): Promise<RecommendResult> {
  const signal = await loadSignal(event, ports.memory);
  if (isNothingToDo(signal))
    return conclude(event, { outcome: "nothing_to_do", code: `TOPIC_${signal.topic.toUpperCase()}` }, ports);
  const canary = promptCanary(ports.ids.uuid());
  const { answered, choice, labels } = await askModel(event, { signal, canary }, ports);
  if (!answered.ok) {
    const { code, cause, remedy } = answered;
    if (code === "MODEL_UNAVAILABLE") throw new AppError(code, { cause, remedy, retryable: true });
    return conclude(event, { outcome: code === "BUDGET_EXHAUSTED" ? "skipped" : "quarantined", code }, ports);
  }
  const answer = answered.value;
  const givenAway = promptGivenAway(answer.output, { canary, words: recommendPrompt({ marker: "", canary }) });
  if (givenAway !== null) {
    ports.metrics.add("CanaryTripped", 1, "Count");
    return conclude(event, { outcome: "quarantined", code: givenAway, answer }, ports);
  }
  const recommendation = answer.output;
  const sha256 = recommendationHash(recommendation);
  const audit = await ports.audit.append(event.signalId, event.audit, {
    event: "recommendation.made",
    input: { ...auditInput(event), model_reason: choice.reason },
    output: {
      recommendationSha256: sha256,
      actions: recommendation.actions.map(({ type }) => type),
      degraded: answer.degraded,
    },
    ...modelFields(answer),
  });
  await ports.store.insert({ signalId: event.signalId, sha256, recommendation });
  const actionCount = recommendation.actions.length;
  ports.logger.info(LogCode.RECOMMENDATION_MADE, { actionCount, modelReason: choice.reason });
  if (actionCount === 0) return { outcome: "nothing_to_do", signalId: event.signalId, code: "NO_ACTION", audit };
  const { signalId, executionName } = event;
  const handover = { signalId, recommendationSha256: sha256, audit };
  const seal = await ports.sealer.seal({ executionName, labels, handover });
  return { outcome: "recommended", ...handover, actionCount, seal };
}

async function askModel(
  event: RecommendEvent,
  about: { signal: SanitisedSignal; canary: string },
  ports: RecommendPorts,
) {
  const now = ports.clock.now();
  const [relatedFound, artefactsFound] = await Promise.all([
    ports.memory.relatedSignals(relatedQuery(about.signal, event.projectKey, now)),
    ports.memory.artefactEntries(event.projectKey),
  ]);
  const own = event.seal.labels;
  const shown = [...relatedFound, ...artefactsFound]
    .filter((other) => mayBeShown(other, own))
    .map(({ labels }) => labels);
  const related = relatedFound.map((other) => (mayBeShown(other, own) ? other.view : withoutSummary(other.view)));
  const artefacts = artefactsFound.map((other) => (mayBeShown(other, own) ? other.view : withoutWords(other.view)));
  const choice = chooseModel(about.signal, related);
  const marker = `^${ports.ids.uuid().replaceAll("-", "").slice(-12)}^`;
  const brief = recommendBrief({
    signal: about.signal,
    related,
    artefacts,
    today: now.toISOString().slice(0, 10),
    marker,
  });
  const answered = await ports.models.converse<Recommendation>({
    modelId: ports.modelIds[choice.model],
    system: recommendPrompt({ marker, canary: about.canary }),
    content: [JSON.stringify(brief)],
    tool: {
      name: RECOMMEND_TOOL,
      description: "Records what the project manager's assistant recommends. It has no other effect.",
      schema: recommendationAnswer(about.signal.handles),
    },
    maxTokens: MOST_ANSWER_TOKENS,
    promptVersion: RECOMMEND_PROMPT_VERSION,
  });
  const labels: Labels = joinLabels([own, ...shown], "model");
  return { answered, choice, labels };
}

async function conclude(
  event: RecommendEvent,
  found: { outcome: Unrecommended; code: string; answer?: ModelAnswer<unknown> },
  ports: RecommendPorts,
): Promise<RecommendResult> {
  const quarantined = found.outcome === "quarantined";
  const entry: AuditEntry = {
    event: quarantined ? "recommendation.quarantined" : "recommendation.skipped",
    input: auditInput(event),
    output: { outcome: found.outcome, code: found.code },
    ...(found.answer === undefined ? {} : modelFields(found.answer)),
  };
  const audit = await ports.audit.append(event.signalId, event.audit, entry);
  if (quarantined) ports.logger.warn(LogCode.RECOMMENDATION_QUARANTINED, { reason: found.code });
  else ports.logger.info(LogCode.RECOMMENDATION_SKIPPED, { reason: found.code });
  return { outcome: found.outcome, signalId: event.signalId, code: found.code, audit };
}

function auditInput({ sanitisedSha256, executionName }: RecommendEvent) {
  return { sanitisedSha256, executionName };
}

function modelFields(answer: ModelAnswer<unknown>) {
  return {
    model_id: auditModelId(answer),
    prompt_version: answer.promptVersion,
    input_tokens: answer.inputTokens,
    output_tokens: answer.outputTokens,
    cost_usd: answer.costUsd,
    latency_ms: answer.latencyMs,
  };
}
