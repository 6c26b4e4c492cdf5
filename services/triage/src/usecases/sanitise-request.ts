import {
  type AuditHead,
  canariesIn,
  datamark,
  type IdSource,
  joinLabels,
  promptCanary,
  promptGivenAway,
} from "@agentic-pm/contracts";
import {
  type Question,
  type SanitiseRequestEvent,
  type SanitiseRequestResult,
  Trip,
  TRIP_TOOL,
  type TripBrief,
  tripHashOf,
  TripReading,
} from "@agentic-pm/contracts/travel";
import type { EnvelopePorts, EnvelopeSealer } from "@agentic-pm/lambda";
import { auditModelId, type ModelAnswer, type ModelErrorCode, type ModelPort } from "@agentic-pm/models";
import { LogCode, type Metrics } from "@agentic-pm/observability";
import { understand } from "@agentic-pm/travel-language";
import { normalise } from "../domain/normaliser/normalise.ts";
import { checkRequest, checkRequestKeys } from "../domain/request-check.ts";
import { LINE_MARK } from "../domain/triage-brief.ts";
import { differences, isQuoted, withCandidates } from "../domain/trip-answer.ts";
import { TRIP_PROMPT_VERSION, tripPrompt } from "../domain/trip-prompt.ts";
import type { RequestVault } from "../ports/request-vault.ts";
import type { TripStore } from "../ports/trip-store.ts";

const MOST_ANSWER_TOKENS = 400;
const NO_TEXT = "(no text)";

export interface SanitiseRequestPorts extends EnvelopePorts {
  readonly sealer: EnvelopeSealer;
  readonly vault: RequestVault;
  readonly models: ModelPort;
  readonly store: TripStore;
  readonly ids: IdSource;
  readonly metrics: Metrics;
  /** The one model that may be called. */
  readonly modelId: string;
}

/** What the model made of it: its reading, or why there is none. Code goes on without one. */
type Reading = { readonly answer: ModelAnswer<TripReading> } | { readonly absent: ModelErrorCode };

/**
 * Reads an employee's words as a trip. Code reads them by itself; where it is certain its reading stands and a model's
 * different one is only recorded, where it is not the employee is asked. A model that gives its prompt away quarantines
 * the request. Throws REQUEST_MISMATCH, and the vault's and the database's errors.
 */
export async function sanitiseRequest(
  event: SanitiseRequestEvent,
  ports: SanitiseRequestPorts,
): Promise<SanitiseRequestResult> {
  const words = await wordsOf(event, ports);
  const canary = promptCanary(ports.ids.uuid());
  const asked = await askModel(event, { words, canary }, ports);
  const leak = leakIn(asked, canary);
  if (leak !== null) return quarantine(event, { code: leak, reading: asked }, ports);
  const reading = onlyQuoting(asked, words);
  const { homeAirport, timeZone, grade } = event.profile;
  const read = understand(words, { requestedOn: event.requestedOn, homeAirport, timeZone, grade });
  if (read.outcome === "asked") return ask(event, { questions: read.questions, reading }, ports);
  const { outcome: _outcome, ...understood } = read;
  const { bookingId, turn, employeeId, requestedOn } = event;
  return keep(
    event,
    { trip: Trip.parse({ schemaVersion: 1, bookingId, turn, employeeId, grade, requestedOn, ...understood }), reading },
    ports,
  );
}

/** How the answer gives away the prompt or what lies in a vault; null when it does not. */
function leakIn(reading: Reading, canary: string): string | null {
  if ("absent" in reading) return null;
  const { output } = reading.answer;
  const words = tripPrompt({ marker: "", canary, lineMark: LINE_MARK });
  return promptGivenAway(output, { canary, words }) ?? (canariesIn(output).length > 0 ? "CANARY_ECHOED" : null);
}

/** An answer that quotes what was never said is none. */
function onlyQuoting(reading: Reading, words: readonly string[]): Reading {
  if ("absent" in reading || isQuoted(reading.answer.output, words)) return reading;
  return { absent: "MODEL_OUTPUT_INVALID" };
}

/** The employee's messages, each checked against the hand-over and normalised, oldest first. */
async function wordsOf(event: SanitiseRequestEvent, ports: SanitiseRequestPorts): Promise<string[]> {
  checkRequestKeys(event);
  const requests = await Promise.all(event.requests.map(({ vaultKey }) => ports.vault.read(vaultKey)));
  return event.requests.map((named, index) => {
    const request = requests[index];
    if (request !== undefined) checkRequest(event, named, request);
    return normalise(request?.text ?? "").text;
  });
}

async function askModel(
  event: SanitiseRequestEvent,
  { words, canary }: { readonly words: readonly string[]; readonly canary: string },
  ports: SanitiseRequestPorts,
): Promise<Reading> {
  const marker = `^${ports.ids.uuid().replaceAll("-", "").slice(-12)}^`;
  const brief: TripBrief = { task: "trip", today: event.requestedOn, turn: event.turn, marker };
  const text = words.join("\n").replaceAll("\n", ` ${LINE_MARK} `) || NO_TEXT;
  const answered = await ports.models.converse<TripReading>({
    modelId: ports.modelId,
    system: tripPrompt({ marker, canary, lineMark: LINE_MARK }),
    content: [JSON.stringify(brief), datamark(text, marker)],
    tool: {
      name: TRIP_TOOL,
      description: "Records which words of the request name what. It has no other effect.",
      schema: TripReading,
    },
    maxTokens: MOST_ANSWER_TOKENS,
    promptVersion: TRIP_PROMPT_VERSION,
  });
  return answered.ok ? { answer: answered.value } : { absent: answered.code };
}

async function keep(
  event: SanitiseRequestEvent,
  { trip, reading }: { readonly trip: Trip; readonly reading: Reading },
  ports: SanitiseRequestPorts,
): Promise<SanitiseRequestResult> {
  const { bookingId, employeeId, turn, executionName } = event;
  const tripSha256 = tripHashOf(trip);
  const differs = "answer" in reading ? differences(trip, reading.answer.output) : [];
  const audit = await append(
    event,
    "booking.understood",
    { tripSha256, differs, ...modelSays(reading) },
    reading,
    ports,
  );
  await ports.store.insert(trip, tripSha256);
  ports.logger.info(LogCode.REQUEST_UNDERSTOOD, { bookingId, turn, differs });
  const labels = joinLabels([event.seal.labels, { provenance: ["employee_chat"], readers: [`person:${employeeId}`] }]);
  const handover = { bookingId, employeeId, turn, tripSha256, audit };
  return { outcome: "understood", ...handover, seal: await ports.sealer.seal({ executionName, labels, handover }) };
}

async function ask(
  event: SanitiseRequestEvent,
  { questions: asked, reading }: { readonly questions: readonly Question[]; readonly reading: Reading },
  ports: SanitiseRequestPorts,
): Promise<SanitiseRequestResult> {
  const { bookingId, employeeId, turn } = event;
  const questions = "answer" in reading ? withCandidates(asked, reading.answer.output, event) : [...asked];
  const codes = questions.map(({ slot, code }) => `${slot}:${code}`);
  const audit = await append(event, "booking.asked", { questions: codes, ...modelSays(reading) }, reading, ports);
  ports.logger.info(LogCode.REQUEST_ASKED, { bookingId, turn, questions: codes });
  return { outcome: "asked", bookingId, employeeId, questions, audit };
}

async function quarantine(
  event: SanitiseRequestEvent,
  { code, reading }: { readonly code: string; readonly reading: Reading },
  ports: SanitiseRequestPorts,
): Promise<SanitiseRequestResult> {
  const { bookingId, employeeId } = event;
  ports.metrics.add("CanaryTripped", 1, "Count");
  const audit = await append(event, "booking.quarantined", { code }, reading, ports);
  ports.logger.warn(LogCode.REQUEST_QUARANTINED, { bookingId, reason: code });
  return { outcome: "quarantined", bookingId, employeeId, code, audit };
}

/** One record on the booking's chain. It holds hashes and codes, no words. */
function append(
  event: SanitiseRequestEvent,
  name: "booking.understood" | "booking.asked" | "booking.quarantined",
  output: Readonly<Record<string, unknown>>,
  reading: Reading,
  ports: SanitiseRequestPorts,
): Promise<AuditHead> {
  const { bookingId, employeeId, turn, requests, requestedOn, executionName } = event;
  return ports.audit.append(bookingId, event.audit, {
    event: name,
    bookingId,
    employeeId,
    input: { turn, requests: requests.map(({ sha256 }) => sha256), requestedOn, executionName },
    output,
    ...modelFields(reading, ports.modelId),
  });
}

function modelSays(reading: Reading): Record<string, unknown> {
  return "absent" in reading ? { modelAbsent: reading.absent } : { modelFlags: reading.answer.output.flags };
}

function modelFields(reading: Reading, modelId: string) {
  if ("absent" in reading) return { model_id: modelId, prompt_version: TRIP_PROMPT_VERSION };
  const { answer } = reading;
  return {
    model_id: auditModelId(answer),
    prompt_version: answer.promptVersion,
    input_tokens: answer.inputTokens,
    output_tokens: answer.outputTokens,
    cost_usd: answer.costUsd,
    latency_ms: answer.latencyMs,
  };
}
