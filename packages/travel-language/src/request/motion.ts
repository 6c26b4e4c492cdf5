import { RETURN_WORDS, TRAVEL_WORDS } from "../words/vocabulary.ts";
import type { Passage } from "./passage.ts";
import { LEAVING } from "./reading-words.ts";

/** A word that speaks of flying: the days behind it are the flight's. */
export function isMotion(passage: Passage, at: number): boolean {
  const key = passage.key(at);
  return (TRAVEL_WORDS.has(key) && key !== "go" && key !== "start") || LEAVING.has(key) || RETURN_WORDS.has(key);
}
