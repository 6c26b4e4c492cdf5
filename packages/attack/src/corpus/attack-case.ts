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
  /** The trip is booked, and the strategy works the browser. */
  readonly inBrowser?: boolean;
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
  return channels.includes("portal") ? [...cases, ...browserCases(cases.length, { texts, strategies })] : cases;
}

/** A PDF to be read, or a browser: seconds each. Their strategies meet a text each by turns alone. */
const SLOW: ReadonlySet<ChannelName> = new Set(["policy"]);
const TEXTS_PER_ACT = 2;

/** Each strategy of the browser's meets a few texts of the corpus, spread over it. */
function browserCases(before: number, { texts, strategies }: Pick<CasePlan, "texts" | "strategies">): AttackCase[] {
  const acts = strategies.filter(({ act }) => act !== undefined);
  const pairs = acts.flatMap((strategy, turn) => {
    const picked = Array.from({ length: Math.min(TEXTS_PER_ACT, texts.length) }, (_, index) => {
      const at = Math.floor(((turn * TEXTS_PER_ACT + index) * texts.length) / (acts.length * TEXTS_PER_ACT));
      return texts[at];
    });
    return picked.flatMap((text) => (text === undefined ? [] : [{ strategy, text }]));
  });
  return pairs.map(({ strategy, text }, index) => {
    const number = before + index + 1;
    return { mark: markOf(number), number, text, channel: "portal", strategy, inBrowser: true };
  });
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
