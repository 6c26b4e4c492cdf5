import { REGION } from "../../gateway/account.ts";
import { isJsonObject, type Json, type JsonObject } from "../../template/model.ts";
import { allStates, type StatesBlock } from "./definition/asl.ts";

/** One event of an execution, in GetExecutionHistory's form. Timestamps are epoch seconds. */
export type HistoryEvent = JsonObject & { readonly id: number; readonly type: string; readonly timestamp: number };

/** Collects what an execution goes through, in Step Functions' own names. */
export class History {
  readonly events: HistoryEvent[] = [];
  /** A wait runs as a task here; its events are those of a wait. */
  readonly #types: ReadonlyMap<string, string>;
  /** Calls of states whose entering the interpreter has not told yet. */
  readonly #early = new Map<string, JsonObject[]>();
  readonly #entered = new Set<string>();

  constructor(definition: StatesBlock) {
    this.#types = new Map([...allStates(definition)].map(([name, state]) => [name, state.Type]));
  }

  /** Reads the interpreter's events until the execution ends. */
  async follow(source: AsyncIterable<unknown>): Promise<void> {
    for await (const event of source) {
      if (isJsonObject(event)) this.#add(event);
    }
  }

  /** Tells what a task calls, and with what: it stands behind the entering of its state. */
  scheduled(stateName: string, resource: string, parameters: Json): void {
    const details = { resource, region: REGION, parameters: JSON.stringify(parameters) };
    const event = { type: "TaskScheduled", timestamp: Date.now(), details };
    if (this.#entered.has(stateName)) return this.#add(event);
    this.#early.set(stateName, [...(this.#early.get(stateName) ?? []), event]);
  }

  #add(event: JsonObject): void {
    const described = this.#describe(event);
    if (described === undefined) return;
    const id = this.events.length + 1;
    const timestamp = Number(event["timestamp"] ?? Date.now()) / 1_000;
    this.events.push({ id, previousEventId: id - 1, timestamp, ...described } as HistoryEvent);
    this.#follow(event);
  }

  #follow({ type, state }: JsonObject): void {
    const name = isJsonObject(state ?? null) ? String((state as JsonObject)["name"]) : "";
    if (type === "StateExited") this.#entered.delete(name);
    if (type !== "StateEntered") return;
    this.#entered.add(name);
    const early = this.#early.get(name) ?? [];
    this.#early.delete(name);
    for (const call of early) this.#add(call);
  }

  #describe(event: JsonObject): (JsonObject & { type: string }) | undefined {
    const type = String(event["type"]);
    const failure = { error: String(event["Error"] ?? ""), cause: String(event["Cause"] ?? "") };
    switch (type) {
      case "ExecutionStarted":
        return { type, executionStartedEventDetails: { input: JSON.stringify(event["input"]) } };
      case "ExecutionSucceeded":
        return { type, executionSucceededEventDetails: { output: JSON.stringify(event["output"]) } };
      case "ExecutionFailed":
        return { type, executionFailedEventDetails: failure };
      case "ExecutionAborted":
        return { type, executionAbortedEventDetails: {} };
      case "ExecutionTimeout":
        return { type: "ExecutionTimedOut", executionTimedOutEventDetails: {} };
      case "TaskScheduled":
        return { type, taskScheduledEventDetails: event["details"] ?? {} };
      case "StateEntered":
      case "StateExited":
      case "StateFailed":
        return this.#describeState(type, event, failure);
      default:
        return undefined;
    }
  }

  #describeState(
    kind: string,
    event: JsonObject,
    failure: { error: string; cause: string },
  ): (JsonObject & { type: string }) | undefined {
    const state = isJsonObject(event["state"]) ? event["state"] : {};
    const name = String(state["name"]);
    const stateType = this.#types.get(name) ?? String(state["type"]);
    if (kind === "StateFailed")
      return stateType === "Task"
        ? { type: "TaskFailed", taskFailedEventDetails: { ...failure, resource: name, resourceType: "task" } }
        : undefined;
    if (kind === "StateEntered") {
      const input = JSON.stringify(state["input"]);
      return { type: `${stateType}StateEntered`, stateEnteredEventDetails: { name, input } };
    }
    const output = JSON.stringify(state["output"]);
    return { type: `${stateType}StateExited`, stateExitedEventDetails: { name, output } };
  }
}
