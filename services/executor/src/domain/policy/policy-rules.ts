import {
  type Disposition,
  isTrusted,
  type Labelled,
  mayBeReadBy,
  type ResolvedEffect,
  type Tier,
} from "@agentic-pm/contracts";
import { outgoingTexts } from "./outgoing-text.ts";
import { notPlain } from "./plain-text.ts";
import type { PolicySettings } from "./policy-settings.ts";
import { personWith, type SignalContext, subjectTicket, textSourceOf } from "./signal-context.ts";
import { TIER_OF } from "./tiers.ts";
import { mayBecome } from "./transitions.ts";

/** What is ruled on: a resolved effect, the signal that it answers, and the operator's settings. */
export interface RuledEffect {
  readonly effect: ResolvedEffect;
  readonly tier: Tier;
  readonly signal: SignalContext;
  readonly settings: Pick<PolicySettings, "autonomyLevel" | "companyDomains">;
}

/** One line of the policy: when it applies, the effect gets at least this verdict. */
export interface PolicyRule {
  readonly id: string;
  readonly says: string;
  readonly verdict: Exclude<Disposition, "execute">;
  readonly applies: (ruled: RuledEffect) => boolean;
}

/** The policy. The strictest verdict that applies wins; an effect to which no rule applies is executed. */
export const POLICY_RULES: readonly PolicyRule[] = [
  { id: "TIER_FORGED", says: "the tier is the type's own", verdict: "refuse", applies: tierForged },
  {
    id: "TARGET_NOT_TRUSTED",
    says: "ticket, recipient, project: from the registry or the operator",
    verdict: "refuse",
    applies: targetNotTrusted,
  },
  {
    id: "TICKET_NOT_SUBJECT",
    says: "ticket: the handle of the triggering ticket",
    verdict: "refuse",
    applies: ticketNotSubject,
  },
  {
    id: "TICKET_OF_OTHER_PROJECT",
    says: "ticket: of the signal's own project",
    verdict: "refuse",
    applies: ticketOfOtherProject,
  },
  { id: "PROJECT_FOREIGN", says: "artefacts: of the signal's own project", verdict: "refuse", applies: projectForeign },
  {
    id: "RECIPIENT_NOT_OF_SIGNAL",
    says: "recipient: a registry handle of the signal",
    verdict: "refuse",
    applies: recipientNotOfSignal,
  },
  {
    id: "TRANSITION_NOT_ALLOWED",
    says: "status change: what the current state allows",
    verdict: "refuse",
    applies: transitionNotAllowed,
  },
  {
    id: "TRANSITION_NOT_JUSTIFIED",
    says: "status change: only on word from the ticket itself",
    verdict: "refuse",
    applies: transitionNotJustified,
  },
  { id: "TEXT_NOT_PLAIN", says: "text: plain, no links or images", verdict: "refuse", applies: textNotPlain },
  {
    id: "TEXT_RELABELLED",
    says: "text: keeps the signal's origin and readers",
    verdict: "refuse",
    applies: textRelabelled,
  },
  {
    id: "EXTERNAL_RECIPIENT",
    says: "recipient outside the company: only with approval",
    verdict: "approve",
    applies: externalRecipient,
  },
  {
    id: "READERS_EXCEED",
    says: "text: read only by the signal's readers, else with approval",
    verdict: "approve",
    applies: readersExceed,
  },
  { id: "LEVEL_OBSERVE", says: "observe: nothing without approval", verdict: "approve", applies: levelObserve },
  { id: "LEVEL_ASSIST_T2", says: "assist: T2 with approval", verdict: "approve", applies: levelAssistT2 },
  { id: "LEVEL_ACT_T2", says: "act: T2 after the hold", verdict: "hold", applies: levelActT2 },
];

function tierForged({ effect, tier }: RuledEffect): boolean {
  return TIER_OF[effect.type] !== tier;
}

function targetNotTrusted({ effect }: RuledEffect): boolean {
  return targetsOf(effect).some((target) => !isTrusted(target));
}

function targetsOf(effect: ResolvedEffect): Labelled<unknown>[] {
  if (effect.type === "jira.comment") {
    const { issueKey, ticketStatus } = effect;
    return ticketStatus === undefined ? [issueKey] : [issueKey, ticketStatus];
  }
  if (effect.type === "jira.transition") return [effect.issueKey, effect.fromStatus];
  if (effect.type === "mail.send") return [effect.to];
  return effect.type === "artefact.update" ? [effect.projectKey] : [];
}

function ticketNotSubject({ effect, signal }: RuledEffect): boolean {
  return "issueKey" in effect && subjectTicket(effect.issueKey.value, signal) === null;
}

function ticketOfOtherProject({ effect, signal }: RuledEffect): boolean {
  if (!("issueKey" in effect)) return false;
  const ticket = subjectTicket(effect.issueKey.value, signal);
  return ticket !== null && ticket.projectKey !== signal.projectKey;
}

function projectForeign({ effect, signal }: RuledEffect): boolean {
  return effect.type === "artefact.update" && effect.projectKey.value !== signal.projectKey;
}

function recipientNotOfSignal({ effect, signal }: RuledEffect): boolean {
  if (effect.type !== "mail.send") return false;
  return effect.to.value.some(({ address, internal }) => personWith(address, signal)?.internal !== internal);
}

function transitionNotAllowed({ effect }: RuledEffect): boolean {
  return effect.type === "jira.transition" && !mayBecome(effect.fromStatus.value, effect.to.value);
}

function transitionNotJustified({ effect, signal }: RuledEffect): boolean {
  return effect.type === "jira.transition" && signal.kind !== "ticket" && signal.kind !== "comment";
}

function textNotPlain({ effect }: RuledEffect): boolean {
  return outgoingTexts(effect).some(
    ({ text, oneLine }) => notPlain(text.value) !== null || (oneLine && /[\n\t]/.test(text.value)),
  );
}

function textRelabelled({ effect, signal }: RuledEffect): boolean {
  const origins = [textSourceOf(signal), "model"] as const;
  return outgoingTexts(effect).some(
    ({ text }) =>
      origins.some((origin) => !text.provenance.includes(origin)) || !mayBeReadBy(signal.readers, text.readers),
  );
}

/** Outside is whom the registry calls so, and whoever's address is not of the company's domains, whatever it says. */
function externalRecipient({ effect, settings }: RuledEffect): boolean {
  if (effect.type !== "mail.send") return false;
  const isOurs = (address: string) => settings.companyDomains.includes(domainOf(address));
  return effect.to.value.some(({ address, internal }) => !internal || !isOurs(address));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

function readersExceed({ effect, signal }: RuledEffect): boolean {
  return outgoingTexts(effect).some(({ text }) => !isReadable(text, effect, signal));
}

/** Whether everyone at the destination may read the text. A person may read what a group of theirs may read. */
function isReadable(text: Labelled<string>, effect: ResolvedEffect, signal: SignalContext): boolean {
  const { readers } = text;
  if (effect.type === "mail.send") {
    const people = effect.to.value.map(({ address }) => personWith(address, signal)?.audiences ?? []);
    return people.every((groups) => groups.some((group) => mayBeReadBy(readers, [group])));
  }
  if (effect.type === "jira.comment") {
    const audiences = subjectTicket(effect.issueKey.value, signal)?.audiences ?? [];
    return audiences.length > 0 && mayBeReadBy(readers, audiences);
  }
  return mayBeReadBy(readers, ["operator"]);
}

function levelObserve({ settings }: RuledEffect): boolean {
  return settings.autonomyLevel === "observe";
}

function levelAssistT2({ settings, tier }: RuledEffect): boolean {
  return settings.autonomyLevel === "assist" && tier === "T2";
}

function levelActT2({ settings, tier }: RuledEffect): boolean {
  return settings.autonomyLevel === "act" && tier === "T2";
}
