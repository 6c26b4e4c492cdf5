import { AppError } from "@agentic-pm/errors";
import type { ChannelName } from "../corpus/attack-case.ts";

const AVAILABLE: readonly ChannelName[] = ["jira", "mail"];
const WITH_TRAVEL: ReadonlySet<string> = new Set(["chat", "policy"]);

/** The channels that `--channel` names, each once, in order. Throws CHANNEL_NOT_AVAILABLE and CHANNEL_UNKNOWN. */
export function channelsNamed(options: readonly string[]): readonly ChannelName[] {
  const named = options.flatMap((option) => (option === "all" ? AVAILABLE : [channelNamed(option)]));
  return [...new Set(named)];
}

function channelNamed(option: string): ChannelName {
  const available = AVAILABLE.find((name) => name === option);
  if (available !== undefined) return available;
  if (WITH_TRAVEL.has(option)) {
    throw new AppError("CHANNEL_NOT_AVAILABLE", {
      cause: `The channel ${option} belongs to travel booking, which this version does not have yet.`,
      remedy: "Use --channel jira, --channel mail, or --channel all for both.",
      details: { channel: option },
    });
  }
  throw new AppError("CHANNEL_UNKNOWN", {
    cause: `There is no channel ${JSON.stringify(option)}.`,
    remedy: "Use --channel jira, --channel mail, or --channel all for both.",
    details: { channel: option },
  });
}
