import {
  ExecutionAbortedError,
  ExecutionError,
  ExecutionTimeoutError,
  StateMachine,
  type StateMachineDefinition,
} from "aws-local-stepfunctions";
import { isJsonObject, type Json } from "../../template/model.ts";
import { allStates, type StatesBlock } from "./definition/asl.ts";
import { compileDefinition, WAIT_RESOURCE } from "./definition/compile-definition.ts";
import { withRetriesAfter } from "./definition/retry-pauses.ts";
import type { Ending, ExecutionRecord } from "./execution-record.ts";
import { History } from "./history.ts";
import { callTask, type TaskPorts } from "./task-calls.ts";
import { TaskError } from "./task-error.ts";
import type { TaskMemo } from "./task-memo.ts";
import { sleepUntil } from "./sleep-until.ts";
import { untilAborted } from "./until-aborted.ts";

export interface RunRequest {
  readonly record: ExecutionRecord;
  readonly definition: StatesBlock;
  readonly memo: TaskMemo;
  /** What the seconds of Wait and Retry are multiplied by. */
  readonly pauseScale: number;
  /** Called round each wait, so that others work meanwhile. */
  readonly whileWaiting: <Value>(wait: () => Promise<Value>) => Promise<Value>;
}

/** An execution that runs in this process. */
export interface Run {
  readonly history: History;
  /** Never rejects. */
  readonly ending: Promise<Ending>;
  abort(): void;
}

type Handlers = Record<string, (input: never) => Promise<never>>;
type OnTask = (stateName: string, resource: string, parameters: Json) => void;
interface Surroundings {
  readonly signal: AbortSignal;
  readonly retryIntervals: Record<string, number>;
  readonly onTask: OnTask;
}

/** Runs an execution, or what is left of it: what the memo holds is not done again. */
export function runExecution(request: RunRequest, ports: TaskPorts): Run {
  const { record, definition } = request;
  const input = JSON.parse(record.input) as Json;
  const stop = new AbortController();
  // Retries of attempts that the memo holds were waited for before the kill.
  const retryIntervals: Record<string, number> = {};
  const history = new History(definition);
  const onTask: OnTask = (name, resource, parameters) => history.scheduled(name, resource, parameters);
  const handlers = taskHandlers(request, ports, { signal: stop.signal, retryIntervals, onTask });
  const compiled = withRetriesAfter(request.pauseScale, compileDefinition(definition));
  const machine = new StateMachine(withRemainingTime(compiled, record), {
    validationOptions: { noValidate: true },
  });
  const run = machine.run(input as never, {
    overrides: { taskResourceLocalHandlers: handlers as never, retryIntervalOverrides: retryIntervals },
    context: contextOf(record, input) as never,
  });
  void history.follow(run.eventLogs);
  return {
    history,
    ending: run.result.then(succeeded, failed).finally(() => stop.abort()),
    abort: () => {
      stop.abort();
      run.abort();
    },
  };
}

function taskHandlers(request: RunRequest, ports: TaskPorts, surroundings: Surroundings): Handlers {
  const handlers: Record<string, (input: Json) => Promise<Json>> = {};
  for (const [name, state] of allStates(compileDefinition(request.definition))) {
    if (state.Type !== "Task") continue;
    const resource = String(state["Resource"]);
    handlers[name] =
      resource === WAIT_RESOURCE
        ? (input) => wait(name, input, { request, signal: surroundings.signal })
        : (input) => task(name, input, { request, resource, ports, surroundings });
  }
  return handlers as unknown as Handlers;
}

interface TaskCall {
  readonly request: RunRequest;
  readonly resource: string;
  readonly ports: TaskPorts;
  readonly surroundings: Surroundings;
}

async function task(name: string, input: Json, call: TaskCall): Promise<Json> {
  const { memo, record } = call.request;
  const { retryIntervals, signal, onTask } = call.surroundings;
  onTask(name, call.resource, input);
  const key = memo.nextKey(name, input);
  const known = memo.recall(key);
  if (known?.kind === "result") return known.value;
  if (known?.kind === "error") {
    retryIntervals[name] = 0;
    throw new TaskError(known.name, known.message);
  }
  delete retryIntervals[name];
  try {
    const caller = { roleArn: record.roleArn, ports: call.ports };
    const value = await untilAborted(() => callTask(call.resource, input, caller), signal);
    if (!signal.aborted) memo.remember(key, { kind: "result", value });
    return value;
  } catch (error) {
    const failure = error instanceof TaskError ? error : new TaskError("States.Runtime", String(error));
    if (!signal.aborted) memo.remember(key, { kind: "error", name: failure.name, message: failure.message });
    throw failure;
  }
}

async function wait(name: string, input: Json, call: { request: RunRequest; signal: AbortSignal }): Promise<Json> {
  const { memo, whileWaiting, pauseScale } = call.request;
  const parameters = isJsonObject(input) ? input : {};
  const passedOn = parameters["input"] ?? null;
  const key = memo.nextKey(name, input);
  const known = memo.recall(key);
  const until = known?.kind === "wait" ? known.until : endOfWait(parameters, pauseScale);
  if (known === undefined && !call.signal.aborted) memo.remember(key, { kind: "wait", until });
  if (until > Date.now()) await whileWaiting(() => sleepUntil(until, call.signal));
  return passedOn;
}

function endOfWait(parameters: { readonly [name: string]: Json }, pauseScale: number): number {
  const { seconds, timestamp } = parameters;
  const until =
    timestamp === undefined ? Date.now() + Number(seconds) * 1_000 * pauseScale : Date.parse(String(timestamp));
  if (!Number.isFinite(until)) throw new TaskError("States.Runtime", "The wait's end is no number and no timestamp");
  return until;
}

/** The machine's own limit counts from the first start, also after a restart. */
function withRemainingTime(definition: StatesBlock, record: ExecutionRecord): StateMachineDefinition {
  const limit = definition["TimeoutSeconds"];
  if (typeof limit !== "number") return definition as unknown as StateMachineDefinition;
  const remaining = Math.max(0.001, limit - (Date.now() - record.startedAt) / 1_000);
  return { ...definition, TimeoutSeconds: remaining } as unknown as StateMachineDefinition;
}

function contextOf(record: ExecutionRecord, input: Json): Record<string, unknown> {
  return {
    Run: {
      Id: record.executionArn,
      Name: record.name,
      Input: input,
      RoleArn: record.roleArn,
      StartTime: new Date(record.startedAt).toISOString(),
    },
    StateMachine: { Id: record.stateMachineArn, Name: record.stateMachineArn.split(":").pop() },
  };
}

function succeeded(output: unknown): Ending {
  return { status: "SUCCEEDED", output: JSON.stringify(output) };
}

function failed(error: unknown): Ending {
  if (error instanceof ExecutionAbortedError) return { status: "ABORTED" };
  if (error instanceof ExecutionTimeoutError) return { status: "TIMED_OUT", error: "States.Timeout" };
  const reason = error instanceof ExecutionError && error.cause instanceof Error ? error.cause : error;
  if (!(reason instanceof Error)) return { status: "FAILED", error: "States.Runtime", cause: String(reason) };
  return { status: "FAILED", error: reason.name, cause: reason.message };
}
