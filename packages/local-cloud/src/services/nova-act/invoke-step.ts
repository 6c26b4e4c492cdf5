import { randomUUID } from "node:crypto";
import type { ActObservation, ActStepInput, ActStepOutput } from "../bedrock/index.ts";
import type { ActRecord, MadeCall, StepRecord } from "./act-records.ts";
import { conflict, invalid, invalidGeneration } from "./act-errors.ts";
import { Observation, type InvokeStep } from "./requests.ts";
import { openAct, requireRun, type RunScene } from "./workflow-runs.ts";

/** The model that answers steps. */
export interface ActAnswerer {
  readonly label: string;
  act(input: ActStepInput): Promise<ActStepOutput>;
}

/** What the first step's results are called; its observation is nobody's call yet. */
const INITIATE = "initiateAct";
const MOST_CALLS = 50;

/** Hands the results of the last step to the model, and its next calls to the client. Both are kept. */
export async function invokeStep(scene: RunScene, input: InvokeStep, model: ActAnswerer): Promise<StepRecord> {
  const { modelId } = requireRun(scene);
  const act = openAct(scene);
  checkPrevious(act, input.previousStepId);
  const { answered, observation } = readResults(act, input.callResults);
  const steps = [...act.steps.slice(0, -1), ...(answered === undefined ? [] : [answered])];
  const history = steps
    .flatMap(({ calls }) => calls)
    .map(({ name, input: args, result }) => {
      return { name, input: args, ...(result === undefined ? {} : { result }) };
    });
  const { calls } = await model.act({ modelId, task: act.task, observation, history });
  const step: StepRecord = { stepId: randomUUID(), servedBy: model.label, calls: namedCalls(calls) };
  // Whoever ended the act meanwhile gets no further step.
  openAct(scene);
  scene.records.acts.put(act.actId, { ...act, status: "PENDING_CLIENT_ACTION", steps: [...steps, step] });
  return step;
}

function checkPrevious(act: ActRecord, previousStepId: string | undefined): void {
  const last = act.steps.at(-1)?.stepId;
  if (previousStepId === last) return;
  if (previousStepId === undefined || act.steps.some(({ stepId }) => stepId === previousStepId)) {
    throw conflict("act", act.actId, `The act has gone on: its last step is ${last}.`);
  }
  throw invalid("previousStepId", `The act has no step ${previousStepId}.`);
}

interface Results {
  /** The last step with what came of its calls; absent at the first step. */
  readonly answered: StepRecord | undefined;
  readonly observation: ActObservation;
}

function readResults(act: ActRecord, callResults: InvokeStep["callResults"]): Results {
  const last = act.steps.at(-1);
  const texts = new Map(callResults.map(({ callId, content }) => [callId, content[0]?.text ?? ""]));
  if (last === undefined) {
    if (!texts.has(INITIATE)) throw invalid("callResults", `The first step answers ${INITIATE}.`);
    return { answered: undefined, observation: observationIn([...texts.values()]) };
  }
  const pending = new Set(last.calls.map(({ callId }) => callId));
  const stranger = [...texts.keys()].find((callId) => !pending.has(callId));
  if (stranger !== undefined) throw invalid("callResults", `The last step has no call ${stranger}.`);
  const unanswered = last.calls.find(({ callId }) => !texts.has(callId));
  if (unanswered !== undefined) throw invalid("callResults", `The call ${unanswered.callId} is not answered.`);
  const calls = last.calls.map((call) => answeredCall(call, texts.get(call.callId) ?? ""));
  return { answered: { ...last, calls }, observation: observationIn([...texts.values()]) };
}

function answeredCall(call: MadeCall, text: string): MadeCall {
  return call.name === "takeObservation" ? call : { ...call, result: text.slice(0, 2_000) };
}

/** The newest observation among the results. @throws AwsError ValidationException. */
function observationIn(texts: readonly string[]): ActObservation {
  for (const text of texts.toReversed()) {
    const read = Observation.safeParse(jsonOf(text));
    if (read.success) return read.data;
  }
  throw invalid("callResults", "No result of takeObservation is among them.");
}

function namedCalls(calls: ActStepOutput["calls"]): MadeCall[] {
  if (calls.length === 0 || calls.length > MOST_CALLS) throw invalidGeneration("The model gave no usable calls.");
  return calls.map(({ name, input }, index) => ({ callId: `call-${index + 1}-${randomUUID()}`, name, input }));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
