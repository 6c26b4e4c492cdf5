import { canonicalHash, type ResolvedCommand, type ResolvedEffect, sha256 } from "@agentic-pm/contracts";
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
  const day = createdAt.slice(0, 10);
  const same = `rate#same#${day}#${canonicalHash("agentic-pm/same-effect/v1", contentOf(effect))}`;
  if (!(await limits.claim(same, actionId))) return refuse("DUPLICATE");
  const place = limitedPlace(effect);
  const places = place === null ? [] : [`rate#place#${day}#${place}`];
  for (const key of places) {
    if (await limits.take(key, actionId, policy.perTicketPerDay)) continue;
    await limits.release(same, actionId);
    return refuse("RATE_LIMITED_TICKET");
  }
  if (await limits.take(`rate#day#${day}`, actionId, policy.perDay)) return ruling;
  for (const key of [...places, same]) await limits.release(key, actionId);
  return refuse("RATE_LIMITED_DAY");
}

/** The ticket or the recipients that the day's limit protects. Artefacts and the operator have only the overall one. */
function limitedPlace(effect: ResolvedEffect): string | null {
  if (effect.type === "jira.comment" || effect.type === "jira.transition") return effect.issueKey.value;
  return effect.type === "mail.send" ? `mail:${sha256(addresses(effect)).slice(0, 32)}` : null;
}

function addresses(effect: Extract<ResolvedEffect, { type: "mail.send" }>): string {
  return effect.to.value
    .map(({ address }) => address)
    .toSorted()
    .join("\n");
}

/** What is said to whom, without labels and ids. */
function contentOf(effect: ResolvedEffect): readonly unknown[] {
  switch (effect.type) {
    case "jira.comment":
      return [effect.type, effect.issueKey.value, effect.text.value];
    case "jira.transition":
      return [effect.type, effect.issueKey.value, effect.fromStatus.value, effect.to.value];
    case "mail.send":
      return [effect.type, addresses(effect), effect.subject.value, effect.text.value];
    case "operator.notify":
      return [effect.type, effect.subject.value, effect.text.value];
    case "artefact.update":
      return [effect.type, effect.projectKey.value, effect.change.value];
  }
}

function refuse(code: string): Ruling {
  return { disposition: "refuse", rules: [code] };
}
