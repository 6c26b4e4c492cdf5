import { AppError } from "@agentic-pm/errors";
import { CHANNELS, type ChannelName } from "../corpus/attack-case.ts";

/** The channels that `--channel` names, each once, in order. Throws CHANNEL_UNKNOWN. */
export function channelsNamed(options: readonly string[]): readonly ChannelName[] {
  const named = options.flatMap((option) => (option === "all" ? CHANNELS : [channelNamed(option)]));
  return [...new Set(named)];
}

function channelNamed(option: string): ChannelName {
  const found = CHANNELS.find((name) => name === option);
  if (found !== undefined) return found;
  throw new AppError("CHANNEL_UNKNOWN", {
    cause: `There is no channel ${JSON.stringify(option)}.`,
    remedy: `Use --channel ${CHANNELS.join(", --channel ")}, or --channel all for all of them.`,
    details: { channel: option },
  });
}
