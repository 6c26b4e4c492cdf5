import type { ResolvedCommand } from "@agentic-pm/contracts";
import { limitsOf } from "../domain/action-limits.ts";
import type { Ruling } from "../domain/policy/policy-engine.ts";
import type { PolicySettings } from "../domain/policy/policy-settings.ts";
import type { ActionLimits } from "../ports/decision-stores.ts";

interface Limited {
  readonly command: ResolvedCommand;
  readonly createdAt: string;
}

/** Refuses what was said before and what is over the day's limits. Refused actions use nothing up. */
export async function limitRuling(
  ruling: Ruling,
  { command, createdAt }: Limited,
  { limits, policy }: { limits: ActionLimits; policy: PolicySettings },
): Promise<Ruling> {
  if (ruling.disposition === "refuse") return ruling;
  const { actionId, effect } = command;
  const { same, places, day } = limitsOf(effect, createdAt, policy);
  if (!(await limits.claim(same.key, actionId))) return refuse("DUPLICATE");
  for (const { key, most } of places) {
    if (await limits.take(key, actionId, most)) continue;
    await limits.release(same.key, actionId);
    return refuse("RATE_LIMITED_TICKET");
  }
  if (await limits.take(day.key, actionId, day.most)) return ruling;
  for (const { key } of [...places, same]) await limits.release(key, actionId);
  return refuse("RATE_LIMITED_DAY");
}

function refuse(code: string): Ruling {
  return { disposition: "refuse", rules: [code] };
}
