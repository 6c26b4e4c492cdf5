import type { JsonObject } from "../../../template/model.ts";
import type { State, StatesBlock } from "./asl.ts";

/** What a retrier waits for first where it does not say, in seconds. */
const DEFAULT_INTERVAL_SECONDS = 1;

/** The machine with the pauses of all its retriers, also inside Map and Parallel, multiplied by `scale`. */
export function withRetriesAfter(scale: number, block: StatesBlock): StatesBlock {
  if (scale === 1) return block;
  const states = Object.entries(block.States).map(([name, state]): [string, State] => [name, scaled(scale, state)]);
  return { ...block, States: Object.fromEntries(states) };
}

function scaled(scale: number, state: State): State {
  const { Retry: retriers, ItemProcessor: items, Iterator: iterator, Branches: branches } = state;
  return {
    ...state,
    ...(Array.isArray(retriers) ? { Retry: (retriers as JsonObject[]).map((each) => retrierAfter(scale, each)) } : {}),
    ...(items === undefined ? {} : { ItemProcessor: withRetriesAfter(scale, items as StatesBlock) }),
    ...(iterator === undefined ? {} : { Iterator: withRetriesAfter(scale, iterator as StatesBlock) }),
    ...(Array.isArray(branches)
      ? { Branches: (branches as StatesBlock[]).map((branch) => withRetriesAfter(scale, branch)) }
      : {}),
  };
}

function retrierAfter(scale: number, retrier: JsonObject): JsonObject {
  const { IntervalSeconds: interval = DEFAULT_INTERVAL_SECONDS, MaxDelaySeconds: longest } = retrier;
  return {
    ...retrier,
    IntervalSeconds: Number(interval) * scale,
    ...(longest === undefined ? {} : { MaxDelaySeconds: Number(longest) * scale }),
  };
}
