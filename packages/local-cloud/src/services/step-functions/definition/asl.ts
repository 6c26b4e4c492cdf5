import { isJsonObject, type Json, type JsonObject } from "../../../template/model.ts";

/** A state of a machine, in Amazon States Language. */
export type State = JsonObject & { readonly Type: string };

/** A machine, or the inside of a Map or Parallel state. */
export type StatesBlock = JsonObject & { readonly StartAt: string; readonly States: Readonly<Record<string, State>> };

/** The blocks inside a Map or Parallel state. */
export function innerBlocks(state: State): readonly StatesBlock[] {
  const branches = Array.isArray(state["Branches"]) ? state["Branches"] : [];
  const inner = [state["ItemProcessor"], state["Iterator"], ...branches];
  return inner.filter((block): block is StatesBlock => isJsonObject(block) && isJsonObject(block["States"]));
}

/** Every state of a block and of the blocks inside it. */
export function* allStates(block: StatesBlock): Generator<readonly [name: string, state: State, isInner: boolean]> {
  for (const [name, state] of Object.entries(block.States)) {
    yield [name, state, false];
    for (const inner of innerBlocks(state)) {
      for (const [innerName, innerState] of allStates(inner)) yield [innerName, innerState, true];
    }
  }
}

/** Every text in a value, with the key under which it stands. */
export function* textsIn(value: Json | undefined, key = ""): Generator<readonly [key: string, text: string]> {
  if (typeof value === "string") yield [key, value];
  else if (Array.isArray(value)) for (const inner of value as readonly Json[]) yield* textsIn(inner, key);
  else if (isJsonObject(value)) for (const [name, inner] of Object.entries(value)) yield* textsIn(inner, name);
}

/** True where the value of a member is a path or an intrinsic function, not a literal. */
export function holdsPath(key: string): boolean {
  return key.endsWith(".$") || key.endsWith("Path") || key === "Variable";
}
