import type { QuestionSlot } from "@agentic-pm/contracts/travel";
import { RETURN_WORDS } from "../words/vocabulary.ts";
import type { Item } from "./items.ts";
import type { Doubt } from "./turn-reading.ts";

/** One message as its items, for rules that look at a word and what stands around it. */
export class Passage {
  readonly items: readonly Item[];
  readonly isAnswer: boolean;

  constructor(items: readonly Item[], isAnswer: boolean) {
    this.items = items;
    this.isAnswer = isAnswer;
  }

  type(at: number): Item["type"] | null {
    return this.items[at]?.type ?? null;
  }

  /** The word at a place as it is looked up; empty where something else stands. */
  key(at: number): string {
    const item = this.items[at];
    return item?.type === "word" ? item.token.key : "";
  }

  heard(at: number): string {
    return this.items[at]?.heard ?? "";
  }

  isDay(at: number): boolean {
    return this.type(at) === "date" || this.type(at) === "range";
  }

  /** Whether a clause ends before this place. */
  isMark(at: number): boolean {
    const item = this.items[at];
    return item === undefined || (item.type === "word" && item.token.kind === "mark");
  }

  /** Which of the days is spoken of at this place. */
  daySlot(at: number): "outbound" | "return" {
    const isBack = this.items.slice(0, at).some((item) => item.type === "word" && RETURN_WORDS.has(item.token.key));
    return isBack ? "return" : "outbound";
  }
}

/** A rule looks at the item at one place, and a bounded number of items around it. */
export type Rule = (passage: Passage, at: number) => Doubt | null;

const CODES = { travellers: "TRAVELLER_COUNT", outbound: "UNREADABLE_DATE", return: "UNREADABLE_DATE" } as const;

export function doubtOf(slot: QuestionSlot, heard: string): Doubt {
  const code = slot === "travellers" || slot === "outbound" || slot === "return" ? CODES[slot] : "CONTRADICTION";
  return { slot, code, heard: heard.slice(0, 60), answers: [] };
}
