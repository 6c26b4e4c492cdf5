import { canonicalHash, type ResolvedCommand, type ResolvedEffect, sha256 } from "@agentic-pm/contracts";
import type { PolicySettings } from "./policy/policy-settings.ts";

/** A limit that an action has to be among the members of, and how many it has room for. */
export interface LimitKey {
  readonly key: string;
  readonly most: number;
}

/** What an action uses up on the day it was decided: its words, its place if it has one, and the day itself. */
export function limitsOf(
  effect: ResolvedEffect,
  createdAt: string,
  policy: PolicySettings,
): { same: LimitKey; places: readonly LimitKey[]; day: LimitKey } {
  const day = createdAt.slice(0, 10);
  const place = limitedPlace(effect);
  const content = canonicalHash("agentic-pm/same-effect/v1", contentOf(effect));
  return {
    same: { key: `rate#same#${day}#${content}`, most: 1 },
    places: place === null ? [] : [{ key: `rate#place#${day}#${place}`, most: policy.perTicketPerDay }],
    day: { key: `rate#day#${day}`, most: policy.perDay },
  };
}

/** The limits that `decide` took a place in for this command. Its day follows from its end, which its hash binds. */
export function limitsTaken({ effect, expiresAt }: ResolvedCommand, policy: PolicySettings): readonly LimitKey[] {
  const createdAt = new Date(Date.parse(expiresAt) - policy.commandTtlHours * 3_600_000).toISOString();
  const { same, places, day } = limitsOf(effect, createdAt, policy);
  return [same, ...places, day];
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
