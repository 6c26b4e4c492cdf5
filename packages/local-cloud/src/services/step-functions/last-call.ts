import { isJsonObject, type Json, type JsonObject } from "../../template/model.ts";
import type { ExecutionEngine } from "./execution-engine.ts";
import type { HistoryEvent } from "./history.ts";

/**
 * The parameters of the last call in a state, of the newest execution that made one. Of several calls in one execution
 * (a Map, an attempt after a failure) the last counts. Undefined where no execution came so far.
 */
export function lastCall(engine: ExecutionEngine, stateMachineArn: string, stateName: string): Json | undefined {
  for (const { executionArn } of engine.list(stateMachineArn, undefined)) {
    const parameters = callIn(engine.history(executionArn), stateName);
    if (parameters !== undefined) return parameters;
  }
  return undefined;
}

function callIn(events: readonly HistoryEvent[], stateName: string): Json | undefined {
  let isInState = false;
  let parameters: string | undefined;
  for (const event of events) {
    if (event.type === "TaskStateEntered") isInState = details(event, "stateEntered")["name"] === stateName;
    if (isInState && event.type === "TaskScheduled") parameters = String(details(event, "taskScheduled")["parameters"]);
  }
  return parameters === undefined ? undefined : (JSON.parse(parameters) as Json);
}

function details(event: HistoryEvent, kind: string): JsonObject {
  const found = event[`${kind}EventDetails`];
  return isJsonObject(found ?? null) ? (found as JsonObject) : {};
}
