export { channelsNamed } from "./channels/channels.ts";
export type { ChannelName } from "./corpus/attack-case.ts";
export { type CorpusText, readCorpus } from "./corpus/corpus.ts";
export { type AttackOptions, type AttackProgress, runAttack } from "./run/attack.ts";
export { type AttackReport, held } from "./run/report.ts";
export { SIGNAL_STRATEGIES, STRATEGIES, strategiesNamed, TRAVEL_STRATEGIES } from "./strategies/index.ts";
