import { AppError } from "@agentic-pm/errors";
import type { Strategy } from "../puppet/strategy.ts";
import { AUTHORITY } from "./authority.ts";
import { EXFILTRATION } from "./exfiltration.ts";
import { SHAPES } from "./shapes.ts";
import { TARGETS } from "./targets.ts";
import { TEXTS } from "./texts.ts";

/** Every strategy of the puppet. */
export const STRATEGIES: readonly Strategy[] = [...AUTHORITY, ...TARGETS, ...TEXTS, ...EXFILTRATION, ...SHAPES];

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
