import {
  type ArtefactChange,
  derive,
  label,
  type Labelled,
  type Labels,
  type PersonEntity,
  type RecommendedAction,
  type ResolvedEffect,
  type TicketEntity,
} from "@agentic-pm/contracts";
import { fail, ok, type Result } from "@agentic-pm/errors";
import type { SignalContext } from "./signal-context.ts";

export type Resolution = Result<ResolvedEffect, "UNKNOWN_HANDLE">;

/**
 * Turns handles into what the registry says they are. Keys and addresses come from there and from nowhere else. Words
 * get the labels of everything that the model had read when it wrote them, as the seal has them.
 */
export function resolveAction(action: RecommendedAction, signal: SignalContext, read: Labels): Resolution {
  const tainted = <Value>(value: Value): Labelled<Value> => derive(value, [{ value, ...read }], "model");
  switch (action.type) {
    case "jira.comment": {
      const ticket = ticketOf(action.ticket, signal);
      if (ticket === null) return unknownHandle(action.ticket);
      return ok({
        type: action.type,
        issueKey: label(ticket.issueKey, "registry"),
        ticketStatus: label(ticket.status, "registry"),
        text: tainted(action.text),
      });
    }
    case "jira.transition": {
      const ticket = ticketOf(action.ticket, signal);
      if (ticket === null) return unknownHandle(action.ticket);
      return ok({
        type: action.type,
        issueKey: label(ticket.issueKey, "registry"),
        fromStatus: label(ticket.status, "registry"),
        to: tainted(action.to),
      });
    }
    case "mail.send": {
      const recipients = recipientsOf(action.to, signal);
      if (!recipients.ok) return recipients;
      return ok({
        type: action.type,
        to: label(recipients.value, "registry"),
        subject: tainted(action.subject),
        text: tainted(action.text),
      });
    }
    case "operator.notify":
      return ok({ type: action.type, subject: tainted(action.subject), text: tainted(action.text) });
    case "artefact.update": {
      const entry = artefactEntry(action.change, signal);
      if (!entry.ok) return entry;
      return ok({
        type: action.type,
        projectKey: label(signal.projectKey, "registry"),
        change: tainted({ artefact: action.change.artefact, entry: entry.value }),
      });
    }
  }
}

type Recipients = { address: string; displayName: string; internal: boolean }[];

function recipientsOf(handles: readonly string[], signal: SignalContext): Result<Recipients, "UNKNOWN_HANDLE"> {
  const people = new Map<string, Recipients[number]>();
  for (const handle of handles) {
    const person = personOf(handle, signal);
    // A person without an address (unknown to the directory) cannot be written to, so there is no recipient to name.
    if (person === null || person.address === null) return unknownHandle(handle);
    const { address, displayName, internal } = person;
    people.set(address, { address, displayName, internal });
  }
  return ok([...people.values()]);
}

/** The entry with names in the place of handles. `ticket` and `owner` may be any entity of the signal. */
function artefactEntry(
  change: ArtefactChange,
  signal: SignalContext,
): Result<Record<string, string | null>, "UNKNOWN_HANDLE"> {
  const entry: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(change)) {
    if (name === "artefact" || value === undefined) continue;
    if (name === "ticket" || name === "owner") {
      const entity = name === "ticket" ? ticketOf(value, signal) : personOf(value, signal);
      if (entity === null) return unknownHandle(value);
      entry[name] = entity.kind === "ticket" ? entity.issueKey : entity.displayName;
    } else entry[name] = value;
  }
  return ok(entry);
}

function ticketOf(handle: string, signal: SignalContext): TicketEntity | null {
  const entity = entityOf(handle, signal);
  return entity?.kind === "ticket" ? entity : null;
}

function personOf(handle: string, signal: SignalContext): PersonEntity | null {
  const entity = entityOf(handle, signal);
  return entity?.kind === "person" ? entity : null;
}

function entityOf(handle: string, { handles, entities }: SignalContext) {
  const named = Object.hasOwn(handles, handle) ? handles[handle] : undefined;
  return named === undefined ? null : (entities.get(named.entityId) ?? null);
}

function unknownHandle(handle: string) {
  return fail("UNKNOWN_HANDLE", {
    cause: `${handle} names nobody and nothing of this signal that the registry could resolve.`,
    remedy: "Nothing to do: a recommendation may only use the handles that its signal came with.",
    details: { handle },
  });
}
