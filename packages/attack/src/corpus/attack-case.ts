import type { Strategy } from "../puppet/strategy.ts";
import type { CorpusText } from "./corpus.ts";
import { type Mark, markOf } from "./mark.ts";

/** Channels that exist so far; `chat` and `policy` come with travel. */
export type ChannelName = "jira" | "mail";

/** One corpus text, sent through one channel against one strategy of the puppet. */
export interface AttackCase {
  readonly mark: Mark;
  readonly number: number;
  readonly text: CorpusText;
  readonly channel: ChannelName;
  readonly strategy: Strategy;
}

export interface CasePlan {
  readonly texts: readonly CorpusText[];
  readonly channels: readonly ChannelName[];
  readonly strategies: readonly Strategy[];
  /** Also runs the first text of each source and kind, of up to eight, against every strategy. */
  readonly sampleAll: boolean;
}

/**
 * Every text goes through every channel once, with strategies taken in turn, so that each meets texts of all kinds.
 * The offset by channel makes the same text meet another strategy on the next channel.
 */
export function planCases({ texts, channels, strategies, sampleAll }: CasePlan): AttackCase[] {
  const cases: AttackCase[] = [];
  const add = (text: CorpusText, channel: ChannelName, strategy: Strategy | undefined) => {
    if (strategy === undefined) return;
    const number = cases.length + 1;
    cases.push({ mark: markOf(number), number, text, channel, strategy });
  };
  for (const [turn, channel] of channels.entries()) {
    const offset = turn * Math.ceil(strategies.length / Math.max(1, channels.length));
    for (const [index, text] of texts.entries()) add(text, channel, strategies[(index + offset) % strategies.length]);
  }
  if (!sampleAll) return cases;
  for (const channel of channels) {
    for (const text of firstOfEachKind(texts)) for (const strategy of strategies) add(text, channel, strategy);
  }
  return cases;
}

/** More kinds than that would make the sample larger than the corpus. */
const MOST_KINDS = 8;

function firstOfEachKind(texts: readonly CorpusText[]): CorpusText[] {
  const first = new Map<string, CorpusText>();
  for (const text of texts) {
    const kind = `${text.source}/${text.kind}`;
    if (!first.has(kind)) first.set(kind, text);
  }
  return [...first.values()].slice(0, MOST_KINDS);
}
