import {
  type AuditHead,
  type Clock,
  datamark,
  type IdSource,
  joinLabels,
  promptCanary,
  promptGivenAway,
  sanitisedHash,
  type SanitiseEvent,
  type SanitiseResult,
  TRIAGE_TOOL,
  type TriageOutput,
} from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { auditModelId, type ModelAnswer, type ModelErrorCode, type ModelPort } from "@agentic-pm/models";
import type { EnvelopePorts, EnvelopeSealer } from "@agentic-pm/lambda";
import { LogCode, type Metrics } from "@agentic-pm/observability";
import { type NormalisedTexts, normaliseTexts } from "../domain/normaliser/normalise-texts.ts";
import { checkRawSignal, checkVaultKey } from "../domain/raw-signal-check.ts";
import { sanitisedSignal } from "../domain/sanitised-signal.ts";
import { triageAnswer } from "../domain/triage-answer.ts";
import { LINE_MARK, triageBrief } from "../domain/triage-brief.ts";
import { TRIAGE_PROMPT_VERSION, triagePrompt } from "../domain/triage-prompt.ts";
import type { SanitisedSignalStore } from "../ports/sanitised-signal-store.ts";
import type { SignalVault } from "../ports/signal-vault.ts";

const MOST_ANSWER_TOKENS = 1000;
/** Bedrock refuses empty content blocks. */
const NO_TEXT = "(no text)";

export interface SanitisePorts extends EnvelopePorts {
  readonly sealer: EnvelopeSealer;
  readonly vault: SignalVault;
  readonly models: ModelPort;
  readonly store: SanitisedSignalStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly metrics: Metrics;
  /** The one model that triage may call. */
  readonly modelId: string;
}

/**
 * Turns a raw signal into a sanitised one: normalised, read by a model without tools, checked, audited, stored.
 * An answer that cannot be used quarantines the signal. Throws RAW_SIGNAL_MISMATCH, the vault's and the database's
 * errors, MODEL_UNAVAILABLE (retryable) and BUDGET_EXHAUSTED.
 */
export async function sanitiseSignal(event: SanitiseEvent, ports: SanitisePorts): Promise<SanitiseResult> {
  checkVaultKey(event);
  const raw = await ports.vault.read(event.vaultKey);
  checkRawSignal(event, raw);
  const reading = normaliseTexts(raw.texts);
  ports.logger.info(LogCode.SIGNAL_NORMALISED, { signalSource: event.source, findings: reading.findings });
  const canary = promptCanary(ports.ids.uuid());
  const answered = await askModel(event, { raw, reading, canary }, ports);
  if (!answered.ok) {
    if (answered.code === "MODEL_UNAVAILABLE" || answered.code === "BUDGET_EXHAUSTED") throw notNow(answered);
    return quarantine(event, { code: answered.code, answer: null }, ports);
  }
  const answer = answered.value;
  const words = triagePrompt({ marker: "", canary, lineMark: LINE_MARK });
  const givenAway = promptGivenAway(answer.output, { canary, words });
  if (givenAway !== null) {
    ports.metrics.add("CanaryTripped", 1, "Count");
    return quarantine(event, { code: givenAway, answer }, ports);
  }
  const signal = sanitisedSignal({ event, raw, findings: reading.findings, output: answer.output });
  const labels = joinLabels([event.seal.labels], "model");
  const sha256 = sanitisedHash(signal, labels);
  const audit = await ports.audit.append(event.signalId, event.audit, {
    event: "signal.sanitised",
    input: auditInput(event),
    output: { sanitisedSha256: sha256, topic: signal.topic, severity: signal.severity, flags: signal.flags },
    ...modelFields(answer),
  });
  const { signalId, projectKey, executionName } = event;
  await ports.store.insert({ signal, sha256, projectKey, correlations: ticketCorrelations(event), labels });
  ports.logger.info(LogCode.SIGNAL_SANITISED, { signalSource: event.source, topic: signal.topic });
  const handover = { signalId, projectKey, sanitisedSha256: sha256, audit };
  return { outcome: "sanitised", ...handover, seal: await ports.sealer.seal({ executionName, labels, handover }) };
}

/** Of the tickets that the signal speaks of, its subject first. */
function ticketCorrelations({ handles }: SanitiseEvent): string[] {
  const tickets = handles.filter(({ kind }) => kind === "ticket");
  return tickets
    .toSorted((left, right) => Number(right.role === "subject") - Number(left.role === "subject"))
    .map(({ correlation }) => correlation);
}

type Raw = Parameters<typeof triageBrief>[0]["raw"];

function askModel(
  event: SanitiseEvent,
  about: { raw: Raw; reading: NormalisedTexts; canary: string },
  ports: SanitisePorts,
) {
  const today = ports.clock.now().toISOString().slice(0, 10);
  const marker = `^${ports.ids.uuid().replaceAll("-", "").slice(-12)}^`;
  const brief = triageBrief({ event, raw: about.raw, findings: about.reading.findings, today, marker });
  const text = about.reading.text.replaceAll("\n", ` ${LINE_MARK} `) || NO_TEXT;
  return ports.models.converse<TriageOutput>({
    modelId: ports.modelId,
    system: triagePrompt({ marker, canary: about.canary, lineMark: LINE_MARK }),
    content: [JSON.stringify(brief), datamark(text, marker)],
    tool: {
      name: TRIAGE_TOOL,
      description: "Records what the message is about. It has no other effect.",
      schema: triageAnswer(event.handles, today),
    },
    maxTokens: MOST_ANSWER_TOKENS,
    promptVersion: TRIAGE_PROMPT_VERSION,
  });
}

async function quarantine(
  event: SanitiseEvent,
  found: { code: string; answer: ModelAnswer<TriageOutput> | null },
  ports: SanitisePorts,
): Promise<SanitiseResult> {
  const audit: AuditHead = await ports.audit.append(event.signalId, event.audit, {
    event: "signal.quarantined",
    input: auditInput(event),
    output: { code: found.code },
    ...(found.answer === null
      ? { model_id: ports.modelId, prompt_version: TRIAGE_PROMPT_VERSION }
      : modelFields(found.answer)),
  });
  ports.logger.warn(LogCode.SIGNAL_QUARANTINED, { signalSource: event.source, reason: found.code });
  return { outcome: "quarantined", signalId: event.signalId, code: found.code, audit };
}

function auditInput({ source, kind, rawSha256, rawLength, executionName }: SanitiseEvent) {
  return { source, kind, rawSha256, rawLength, executionName };
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

function notNow(failure: { code: ModelErrorCode; cause: string; remedy: string }): AppError {
  const { code, cause, remedy } = failure;
  return new AppError(code, { cause, remedy, retryable: code === "MODEL_UNAVAILABLE" });
}
