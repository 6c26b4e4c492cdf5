import type { RecommendedAction, Severity } from "@agentic-pm/contracts";
import { type ArtefactChange, askedBefore, isAnnouncedByTicket, person, type Situation, stands } from "./situation.ts";
import { factsOf, titleOf } from "./title.ts";
import { blockerComment, replySubject, replyText, slipComment } from "./wording.ts";

type Rule = (situation: Situation) => RecommendedAction[];

const NOTE = 280;
const CLOSABLE = /\b(?:review|testing|qa|verification)\b/iu;

/** A blocked ticket is asked about once, and stands in the RAID log. */
export const blocker: Rule = (situation) => {
  const { signal, subject } = situation;
  if (subject !== null && isAnnouncedByTicket(signal)) return [];
  const log = raid(
    situation,
    signal.kind === "mail" ? "dependency" : "issue",
    titleOf(situation, { prefix: "Blocked", otherwise: "a ticket waits for others" }),
  );
  if (subject === null || askedBefore(situation)) return [...log, ...notifyIfCritical(situation)];
  const comment = { type: "jira.comment" as const, ticket: subject.handle, text: blockerComment(situation) };
  return [...log, comment, ...notifyIfCritical(situation)];
};

/** A risk enters the RAID log; a grave one shows in the delivery state. */
export const risk: Rule = (situation) => {
  const log = raid(situation, "risk", titleOf(situation, { prefix: "", otherwise: "A risk was reported" }));
  const state = atLeast(situation.signal.severity, "high") ? deliveryState(situation, "amber") : [];
  return [...log, ...state, ...notifyIfCritical(situation), ...reply(situation)];
};

/** A slipping date is a risk until it is confirmed; the delivery state turns amber, red where it is grave. */
export const milestoneSlip: Rule = (situation) => {
  const { signal, subject } = situation;
  const log = raid(
    situation,
    "risk",
    titleOf(situation, { prefix: "Date slips", otherwise: "a date is reported to slip" }),
  );
  const state = deliveryState(situation, atLeast(signal.severity, "high") ? "red" : "amber");
  const asks = subject !== null && !askedBefore(situation);
  const comment = asks ? [{ type: "jira.comment" as const, ticket: subject.handle, text: slipComment(situation) }] : [];
  return [...log, ...state, ...comment, ...notifyIfCritical(situation)];
};

/** A wish for more scope is an issue that somebody has to decide; a mail gets an answer that promises nothing. */
export const scopeChange: Rule = (situation) => {
  const log = raid(
    situation,
    "issue",
    titleOf(situation, { prefix: "Scope change requested", otherwise: "decision needed" }),
  );
  if (situation.signal.kind !== "mail" && !atLeast(situation.signal.severity, "high")) return log;
  const notify = operatorNotice("Scope change requested: decision needed", situation);
  return [...log, notify, ...reply(situation)];
};

/** What was decided enters the decision log. */
export const decision: Rule = (situation) => {
  const { signal, ticket, brief } = situation;
  const received = signal.fields.receivedAt.slice(0, 10);
  const change: ArtefactChange = {
    artefact: "decision_log",
    title: titleOf(situation, { prefix: "", otherwise: "A decision was reported" }),
    decidedOn: received <= brief.today ? received : brief.today,
    ...(ticket === null ? {} : { ticket: ticket.handle }),
  };
  return stands(situation, change) ? [] : [{ type: "artefact.update", change }];
};

/** Work that is said to be finished is closed where the ticket is far enough; decide holds it first. */
export const completion: Rule = ({ signal, subject }) => {
  const closable = signal.kind !== "mail" && CLOSABLE.test(signal.fields.status ?? "");
  return subject !== null && closable ? [{ type: "jira.transition", ticket: subject.handle, to: "done" }] : [];
};

/** A question by mail gets a draft, also where it stands beside something else. */
export const question: Rule = (situation) => reply(situation);

/** A sprint's state becomes the delivery state and the backlog summary. */
export const sprint: Rule = (situation) => {
  const { signal, brief } = situation;
  const { sprintState, sprintEnd } = signal.fields;
  if (sprintState === null || sprintState === "future") return [];
  const open = (topic: string) =>
    new Set(
      brief.related.filter((other) => other.topic === topic).map((other) => other.correlations[0] ?? other.summary),
    ).size;
  const [blocked, slips] = [open("blocker"), open("milestone_slip")];
  const until = sprintEnd === null ? "" : ` until ${sprintEnd}`;
  const note =
    sprintState === "closed"
      ? `Sprint closed${until === "" ? "" : until.replace(" until", " on")}. Reported lately: ${blocked} blocked, ${slips} slipping.`
      : `Sprint active${until}. Reported lately: ${blocked} blocked, ${slips} slipping.`;
  const summary: ArtefactChange = { artefact: "backlog_summary", note };
  const health = slips > 0 ? "red" : blocked > 0 ? "amber" : "green";
  const state: ArtefactChange = { artefact: "delivery_state", health, note };
  const changes = sprintState === "active" ? [state, summary] : [summary];
  return changes.filter((change) => !stands(situation, change)).map((change) => ({ type: "artefact.update", change }));
};

function raid(situation: Situation, kind: "risk" | "issue" | "dependency", title: string): RecommendedAction[] {
  const { signal, ticket, brief } = situation;
  const owner = person(situation, "assignee", "project_lead", "delivery_lead");
  const due = signal.fields.dueDate ?? signal.dates.find((date) => date >= brief.today) ?? null;
  const change: ArtefactChange = {
    artefact: "raid_log",
    kind,
    title,
    severity: signal.severity,
    ...(owner === null ? {} : { owner }),
    ...(ticket === null ? {} : { ticket: ticket.handle }),
    ...(due === null ? {} : { due }),
  };
  return stands(situation, change) ? [] : [{ type: "artefact.update", change }];
}

function deliveryState(situation: Situation, health: "amber" | "red"): RecommendedAction[] {
  const { ticket } = situation;
  const change: ArtefactChange = {
    artefact: "delivery_state",
    health,
    note: factsOf(situation, NOTE, "A risk to the dates was reported."),
    ...(ticket === null ? {} : { ticket: ticket.handle }),
  };
  return stands(situation, change) ? [] : [{ type: "artefact.update", change }];
}

function notifyIfCritical(situation: Situation): RecommendedAction[] {
  return situation.signal.severity === "critical" ? [operatorNotice("Critical: needs you now", situation)] : [];
}

function operatorNotice(subject: string, situation: Situation): RecommendedAction {
  return { type: "operator.notify", subject, text: factsOf(situation, 400, "See the signal in the console.") };
}

function reply(situation: Situation): RecommendedAction[] {
  const { signal } = situation;
  if (signal.kind !== "mail" || situation.suspicious || !signal.flags.includes("needs_reply")) return [];
  if (signal.flags.includes("automatic")) return [];
  const to = person(situation, "sender");
  if (to === null) return [];
  return [{ type: "mail.send", to: [to], subject: replySubject(situation), text: replyText(situation) }];
}

function atLeast(severity: Severity, least: Severity): boolean {
  const order: readonly Severity[] = ["none", "low", "medium", "high", "critical"];
  return order.indexOf(severity) >= order.indexOf(least);
}
