import type { HandleView, RecommendBrief, RecommendedAction, RelatedSignal } from "@agentic-pm/contracts";
import { undatamark } from "@agentic-pm/contracts";

/** What the rules look at: the brief, with the lookups that several of them need. */
export interface Situation {
  readonly brief: RecommendBrief;
  readonly signal: RecommendBrief["signal"];
  readonly summary: string;
  /** The ticket that the signal is about; null for mails and sprints. */
  readonly subject: HandleView | null;
  /** The subject, or the only ticket that a mail mentions. */
  readonly ticket: HandleView | null;
  /** Instruction-like text was found: then only what trusted fields say is acted upon. */
  readonly suspicious: boolean;
}

export type ArtefactChange = Extract<RecommendedAction, { type: "artefact.update" }>["change"];

export function situationOf(brief: RecommendBrief): Situation {
  const { signal } = brief;
  const tickets = signal.handles.filter(({ kind }) => kind === "ticket");
  const subject = tickets.find(({ role }) => role === "subject") ?? null;
  const mentioned = tickets.filter(({ role }) => role === "mentioned");
  return {
    brief,
    signal,
    summary: undatamark(signal.summary, brief.marker),
    subject,
    ticket: subject ?? (mentioned.length === 1 ? (mentioned[0] ?? null) : null),
    suspicious: signal.flags.includes("instruction_like_text"),
  };
}

/** The first person with one of the roles, in the order of the roles. */
export function person({ signal }: Situation, ...roles: HandleView["role"][]): string | null {
  for (const role of roles) {
    const found = signal.handles.find((view) => view.kind === "person" && view.role === role);
    if (found !== undefined) return found.handle;
  }
  return null;
}

/** Whether the ticket's own status, which the vendor vouches for, says that it is blocked. */
export function statusSaysBlocked({ fields }: Pick<RelatedSignal, "fields">): boolean {
  return /\b(?:blocked|impediment|on hold)\b/iu.test(fields.status ?? "");
}

/** A blocker that the ticket's own signal announces by its status: comments and mails about it leave the asking to it. */
export function isAnnouncedByTicket(signal: Pick<RelatedSignal, "kind" | "topic" | "fields">): boolean {
  return signal.topic === "blocker" && signal.kind !== "ticket" && statusSaysBlocked(signal);
}

/** Whether an artefact already has an entry of that matter about the signal's ticket, or one of the same title. */
export function stands({ brief, ticket }: Situation, change: ArtefactChange): boolean {
  const words = "title" in change ? change.title : change.note;
  const keyed = change.artefact === "raid_log" || change.artefact === "decision_log";
  return brief.artefacts.some((entry) => {
    if (entry.artefact !== change.artefact) return false;
    const title = undatamark(entry.title, brief.marker);
    if (lettersOf(title) === lettersOf(words)) return true;
    const sameTicket = ticket !== null && entry.correlations.includes(ticket.correlation);
    return keyed && sameTicket && matterOf(title) === matterOf(words);
  });
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A ticket may be blocked and at risk at once: two entries, told apart by how our own titles begin. */
function matterOf(title: string): "blocked" | "date" | "scope" | "other" {
  const start = title.slice(0, 40);
  if (/\bblocked\b/iu.test(start)) return "blocked";
  if (/^date slips\b/iu.test(start)) return "date";
  return /^scope change\b/iu.test(start) ? "scope" : "other";
}

/** Earlier signals about the same ticket with the same topic: what they asked for need not be asked for again. */
export function askedBefore({ brief, signal, subject }: Situation): boolean {
  if (subject === null) return false;
  return brief.related.some(
    (earlier: RelatedSignal) =>
      earlier.topic === signal.topic &&
      earlier.kind !== "mail" &&
      !isAnnouncedByTicket(earlier) &&
      earlier.fields.receivedAt < signal.fields.receivedAt &&
      earlier.correlations[0] === subject.correlation,
  );
}
