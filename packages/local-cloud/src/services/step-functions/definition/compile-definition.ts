import { isJsonObject, type Json, type JsonObject } from "../../../template/model.ts";
import { holdsPath, type State, type StatesBlock } from "./asl.ts";
import { LONGEST_WAIT_SECONDS } from "./check-definition.ts";

/** Tests that the interpreter answers false to when they are written with `false`. */
const TYPE_TESTS = ["IsPresent", "IsNull", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"];

/** Stands as the Resource of a Wait state that was turned into a Task. */
export const WAIT_RESOURCE = "arn:aws:lambda:us-east-1:111122223333:function:wait";

/**
 * Rewrites a checked definition so that the interpreter runs it as AWS does and can be replayed:
 * waits become tasks (their ends are journalled), tasks have no time limit of 60 s by default, tests for `false`
 * become negations, and `$$.Execution` is what it was at the first start, also inside a Map and after a restart.
 */
export function compileDefinition(block: StatesBlock): StatesBlock {
  const states = Object.entries(block.States).map(([name, state]): [string, State] => [name, compileState(state)]);
  return { ...block, States: Object.fromEntries(states) };
}

function compileState(state: State): State {
  const compiled = withInnerBlocks(withWholeResultPath(renameContext(state) as State));
  switch (compiled.Type) {
    case "Task":
      return withTimeout(compiled);
    case "Wait":
      return waitAsTask(compiled);
    case "Choice":
      return { ...compiled, Choices: (compiled["Choices"] as readonly JsonObject[]).map(compileRule) };
    case "Fail":
      return "Error" in compiled || "ErrorPath" in compiled ? compiled : { ...compiled, Error: "" };
    default:
      return compiled;
  }
}

function withInnerBlocks(state: State): State {
  const members = Object.entries(state).map(([key, value]): [string, Json] => {
    if (key === "ItemProcessor" || key === "Iterator") return [key, compileDefinition(value as StatesBlock)];
    if (key === "Branches") return [key, (value as readonly StatesBlock[]).map(compileDefinition)];
    return [key, value];
  });
  return Object.fromEntries(members) as State;
}

/** `ResultPath: "$"` is the default, which the interpreter takes for a member called "$". */
function withWholeResultPath(state: State): State {
  const { ResultPath: resultPath, ...rest } = state;
  const kept = (resultPath === undefined || resultPath === "$" ? rest : state) as State;
  if (!Array.isArray(kept["Catch"])) return kept;
  const catchers = (kept["Catch"] as readonly JsonObject[]).map(({ ResultPath: path, ...catcher }) =>
    path === undefined || path === "$" ? catcher : { ...catcher, ResultPath: path },
  );
  return { ...kept, Catch: catchers };
}

function withTimeout(state: State): State {
  if ("TimeoutSecondsPath" in state) return state;
  return { ...state, TimeoutSeconds: Math.min(Number(state["TimeoutSeconds"] ?? Infinity), LONGEST_WAIT_SECONDS) };
}

function waitAsTask(state: State): State {
  const { Seconds: seconds, Timestamp: at, SecondsPath: secondsPath, TimestampPath: atPath, ...rest } = state;
  const until: JsonObject = {
    ...(seconds === undefined ? {} : { seconds }),
    ...(at === undefined ? {} : { timestamp: at }),
    ...(secondsPath === undefined ? {} : { "seconds.$": secondsPath }),
    ...(atPath === undefined ? {} : { "timestamp.$": atPath }),
  };
  return {
    ...rest,
    Type: "Task",
    Resource: WAIT_RESOURCE,
    Parameters: { ...until, "input.$": "$" },
    TimeoutSeconds: LONGEST_WAIT_SECONDS,
  };
}

function compileRule(rule: JsonObject): JsonObject {
  const inner = Object.entries(rule).map(([key, value]): [string, Json] => {
    if (key === "And" || key === "Or") return [key, (value as readonly JsonObject[]).map(compileRule)];
    if (key === "Not") return [key, compileRule(value as JsonObject)];
    return [key, value];
  });
  const compiled: JsonObject = Object.fromEntries(inner);
  const test = TYPE_TESTS.find((name) => compiled[name] === false);
  if (test === undefined) return compiled;
  const { Next: next, [test]: _negated, ...operands } = compiled;
  return { Not: { ...operands, [test]: true }, ...(next === undefined ? {} : { Next: next }) };
}

function renameContext(value: Json, key = ""): Json {
  if (typeof value === "string") return holdsPath(key) ? value.replaceAll("$$.Execution", "$$$$.Run") : value;
  if (Array.isArray(value)) return value.map((inner: Json) => renameContext(inner, key));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renameContext(inner, name)]));
}
