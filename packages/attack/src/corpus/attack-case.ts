import type { Strategy } from "../puppet/strategy.ts";
import { suits } from "../strategies/index.ts";
import type { CorpusText } from "./corpus.ts";
import { type Mark, markOf } from "./mark.ts";

/** The ways in: a ticket, a mail, an employee's chat, a policy's PDF, the travel portal's fares and pages. */
export const CHANNELS = ["jira", "mail", "chat", "policy", "portal"] as const;
export type ChannelName = (typeof CHANNELS)[number];

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
  const add = (text: CorpusText | undefined, channel: ChannelName, strategy: Strategy | undefined) => {
    if (strategy === undefined || text === undefined) return;
    const number = cases.length + 1;
    cases.push({ mark: markOf(number), number, text, channel, strategy });
  };
  const suiting = new Map(channels.map((channel) => [channel, strategies.filter((one) => suits(one, channel))]));
  for (const [turn, channel] of channels.entries()) {
    const own = suiting.get(channel) ?? [];
    const offset = turn * Math.ceil(own.length / Math.max(1, channels.length));
    for (const [index, text] of texts.entries()) add(text, channel, own[(index + offset) % own.length]);
  }
  if (sampleAll) {
    for (const channel of channels) {
      if (SLOW.has(channel)) continue;
      for (const text of firstOfEachKind(texts)) for (const one of suiting.get(channel) ?? []) add(text, channel, one);
    }
  }
  return cases;
}

/** A PDF to be read, or a browser: their strategies meet texts by turns alone. */
const SLOW: ReadonlySet<ChannelName> = new Set(["policy", "portal"]);

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
