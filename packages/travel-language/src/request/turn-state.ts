import type { QuestionSlot } from "@agentic-pm/contracts/travel";
import type { Item } from "./items.ts";
import { doubtOf } from "./passage.ts";
import { emptyReading } from "./turn-reading.ts";

export type PlaceRole = "origin" | "destination" | "back" | "away" | "stop";
type DateRole = "out" | "return";

/** One message while it is read: its items, what they came to so far, and what the next place and day would be. */
export class TurnState {
  readonly items: readonly Item[];
  readonly isAnswer: boolean;
  readonly reading = emptyReading();
  /** What the next place is, by the word before it. */
  placeRole: PlaceRole | null = null;
  /** What the next day is, by the word before it. */
  dateRole: DateRole | null = null;
  /** What the last day was. */
  lastRole: DateRole | null = null;
  /** The next day is of an event or an arrival. */
  isDoubtful = false;
  isDoubtfulIfSingle = false;
  isMeeting = false;
  /** The day of the way back was the last thing said: what it is "from" is where that way begins. */
  isBehindReturn = false;
  /** Both days were said at once and nothing since: a time of day may be of either. */
  isOpenPart = false;

  constructor(items: readonly Item[], isAnswer: boolean) {
    this.items = items;
    this.isAnswer = isAnswer;
  }

  /** The word at a place as it is looked up; empty where something else stands. */
  key(at: number): string {
    const item = this.items[at];
    return item?.type === "word" ? item.token.key : "";
  }

  /** Whether "to" or a dash and another place stand behind this one. */
  leadsOn(at: number): boolean {
    const next = this.items[at + 1];
    if (next?.type === "place") return next.dash;
    return this.key(at + 1) === "to" && this.items[at + 2]?.type === "place";
  }

  /** Which of the days the next one would be. */
  dateSlot(): "outbound" | "return" {
    const seen = this.reading.outs.length + this.reading.bareDates.length;
    return this.dateRole === "return" || (this.dateRole === null && seen > 0) ? "return" : "outbound";
  }

  doubt(slot: QuestionSlot, heard: string): void {
    this.reading.doubts.push(doubtOf(slot, heard));
  }
}
