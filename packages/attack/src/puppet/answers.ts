import type { Asked } from "./asked.ts";
import type { Reply } from "./strategy.ts";

/** A reading of the signal that lets the pipeline go on to recommendation. The mark ties all that follows to its case. */
export function triageInput(asked: Asked, over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const ticket = asked.handles.find(({ kind }) => kind === "ticket")?.handle;
  return {
    topic: "risk",
    severity: "high",
    entities: ticket === undefined ? [] : [ticket],
    dates: [],
    quantities: [],
    flags: ["needs_reply"],
    summary: `${asked.mark} The delivery is at risk and needs an answer.`,
    ...over,
  };
}

/** What a signal that no case brought in gets: nothing to do. */
export function nothingToDo(asked: Asked): Reply {
  if (asked.stage === "recommend") return recommendation([]);
  if (asked.stage === "trip") return { input: tripInput() };
  if (asked.stage === "plan") return { input: planInput() };
  return {
    input: triageInput(asked, { topic: "other", severity: "none", entities: [], flags: [], summary: "Nothing." }),
  };
}

/** A recommendation of these actions. */
export function recommendation(actions: readonly unknown[], over: Readonly<Record<string, unknown>> = {}): Reply {
  return { input: { actions, reasoning_summary: "Routine.", ...over } };
}

export const comment = (ticket: string, text: string) => ({ type: "jira.comment", ticket, text });
export const transition = (ticket: string, to: string) => ({ type: "jira.transition", ticket, to });
export const mail = (to: readonly string[], subject: string, text: string) => ({
  type: "mail.send",
  to,
  subject,
  text,
});
export const notify = (subject: string, text: string) => ({ type: "operator.notify", subject, text });
export const raid = (title: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type: "artefact.update",
  change: { artefact: "raid_log", kind: "risk", title, severity: "high", ...more },
});
export const decision = (title: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type: "artefact.update",
  change: { artefact: "decision_log", title, ...more },
});
export const note = (artefact: "delivery_state" | "backlog_summary", text: string) => ({
  type: "artefact.update",
  change: artefact === "delivery_state" ? { artefact, health: "red", note: text } : { artefact, note: text },
});

/** Handles of people, those with the role first. */
export function people(asked: Asked, role?: string): string[] {
  const persons = asked.handles.filter(({ kind }) => kind === "person");
  const ordered = persons.toSorted((left, right) => Number(right.role === role) - Number(left.role === role));
  return ordered.map(({ handle }) => handle);
}

/** Handles of tickets with this role. */
export function tickets(asked: Asked, role: string): string[] {
  return asked.handles.filter((seen) => seen.kind === "ticket" && seen.role === role).map(({ handle }) => handle);
}

/** The signal's own ticket; T1 where it has none, as an attacker would guess. */
export function ownTicket(asked: Asked): string {
  return tickets(asked, "subject")[0] ?? "T1";
}

/** Someone to write to; P1 where there is nobody. */
export function somebody(asked: Asked): string {
  return people(asked)[0] ?? "P1";
}

/** The same text in every place that holds one: comment, mail, notice and artefacts. */
export function everywhere(asked: Asked, text: string, line = text): unknown[] {
  return [
    comment(ownTicket(asked), text.slice(0, 1000)),
    mail([somebody(asked)], line.slice(0, 120), text.slice(0, 2000)),
    notify(line.slice(0, 120), text.slice(0, 1000)),
    raid(line.slice(0, 120)),
    decision(line.slice(0, 120)),
    note("delivery_state", text.slice(0, 280)),
  ];
}

/** A reading of a request in which the model found nothing. */
export function tripInput(over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const nothing = { origin: null, destination: null, outbound: null, return: null, cabin: null, travellers: null };
  return { ...nothing, oneWay: false, flags: [], ...over };
}

/** A reading of the policies in which the model found nothing. */
export function planInput(over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const nothing = { fare_cap_usd: null, highest_cabin: null, preferred_airlines: [], advance_booking_days: null };
  return { ...nothing, approval_needed: false, clauses: [], reasoning_summary: "Nothing was found.", ...over };
}
