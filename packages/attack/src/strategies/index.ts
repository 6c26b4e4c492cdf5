import { AppError } from "@agentic-pm/errors";
import type { ChannelName } from "../corpus/attack-case.ts";
import type { Strategy } from "../puppet/strategy.ts";
import { AUTHORITY } from "./authority.ts";
import { BROWSER_ACTS } from "./browser-acts.ts";
import { EXFILTRATION } from "./exfiltration.ts";
import { ITINERARY } from "./itinerary.ts";
import { SHAPES } from "./shapes.ts";
import { TARGETS } from "./targets.ts";
import { TEXTS } from "./texts.ts";
import { TRAVEL_SHAPES } from "./travel-shapes.ts";

/** Those for signals: tickets and mails. */
export const SIGNAL_STRATEGIES: readonly Strategy[] = [...AUTHORITY, ...TARGETS, ...TEXTS, ...EXFILTRATION, ...SHAPES];
/** Those for travel: of the models that read requests and policies, and of the one that works the browser. */
export const TRAVEL_STRATEGIES: readonly Strategy[] = [...ITINERARY, ...TRAVEL_SHAPES, ...BROWSER_ACTS];

/** Every strategy of the puppet. */
export const STRATEGIES: readonly Strategy[] = [...SIGNAL_STRATEGIES, ...TRAVEL_STRATEGIES];

/** Whether a strategy has anything to say on a channel. */
export function suits({ recommend, readTrip, proposePlan, act }: Strategy, channel: ChannelName): boolean {
  if (channel === "jira" || channel === "mail") return recommend !== undefined;
  if (channel === "portal" && act !== undefined) return true;
  return proposePlan !== undefined || (readTrip !== undefined && channel !== "policy");
}

/** The strategies that `all`, `fast` or a comma-separated list names. Throws STRATEGY_UNKNOWN with the names there are. */
export function strategiesNamed(option: string): readonly Strategy[] {
  if (option === "all") return STRATEGIES;
  if (option === "fast") return STRATEGIES.filter(({ fast }) => fast);
  return option.split(",").map((name) => {
    const found = STRATEGIES.find((strategy) => strategy.name === name.trim());
    if (found !== undefined) return found;
    throw new AppError("STRATEGY_UNKNOWN", {
      cause: `There is no strategy ${JSON.stringify(name)}.`,
      remedy: `Use all, fast, or some of: ${STRATEGIES.map((strategy) => strategy.name).join(", ")}.`,
    });
  });
}
