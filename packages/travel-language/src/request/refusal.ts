import type { TripState } from "./trip-state.ts";
import type { Item } from "./items.ts";
import type { Doubt, TurnReading } from "./turn-reading.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const REFUSING = words("no nope nah not wrong incorrect isnt isn't dont don't");
/** What a message that only refuses may hold besides. */
const BESIDE = words(
  "no nope nah not wrong incorrect isnt isn't dont don't right correct quite exactly it its it's is that thats that's this the a trip one thanks thank you sorry what i meant mean want wanted all at",
);

/** Whether an answer says no: to all that was shown, or to a part, with what is right instead. */
export function refusalOf(items: readonly Item[], isAnswer: boolean): "whole" | "with_more" | null {
  const said = items
    .filter((item) => !(item.type === "word" && item.token.kind === "mark"))
    .flatMap(({ heard }) => heard.toLowerCase().replaceAll("’", "'").split(" "));
  if (!isAnswer || !said.some((word) => REFUSING.has(word))) return null;
  if (said.every((word) => BESIDE.has(word))) return "whole";
  return /^(?:no|nope|nah)$/u.test(said[0] ?? "") ? "with_more" : null;
}

/** "No" where one trip or one candidate was shown: it is taken away, and what is right is asked. Gives whether it was one. */
export function refuse(state: TripState, turn: TurnReading, pending: readonly Doubt[]): boolean {
  const [only] = pending;
  if (turn.refusal !== "whole" || only === undefined || pending.length > 1) return false;
  const { slot, heard } = only;
  const ask = (code: Doubt["code"], of: string | null): void => {
    state.doubts.set(slot, { slot, code, heard: of, answers: [] });
  };
  if (slot === "trip") ask("REJECTED_READING", heard);
  else if (only.answers.length !== 1) return false;
  else if (slot === "outbound" || slot === "return") ask("UNREADABLE_DATE", null);
  else if (slot === "cabin") ask("MISSING", null);
  else ask("UNKNOWN_CITY", heard);
  return true;
}

/** Whether a trip that was shown is being changed: where to and when may be said anew. */
export function isChanging(turn: TurnReading, pending: readonly Doubt[]): boolean {
  const [only] = pending;
  if (only === undefined || pending.length > 1 || only.slot !== "trip") return false;
  return only.code === "REJECTED_READING" || (only.code === "CONFIRM_READING" && turn.refusal === "with_more");
}

/** A trip that was rejected, and has been changed since, is shown once more. */
export function showAgain(state: TripState): void {
  const doubt = state.doubts.get("trip");
  if (doubt?.code === "REJECTED_READING") state.doubts.set("trip", { ...doubt, code: "CONTRADICTION" });
}
