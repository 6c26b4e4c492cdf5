import type {
  Entity,
  HandleTable,
  PersonEntity,
  Readers,
  SignalId,
  SignalKind,
  SignalSourceName,
  Source,
  TicketEntity,
} from "@agentic-pm/contracts";

/** What the registry knows of a signal: all that a ruling may rest on, none of it from a model. */
export interface SignalContext {
  readonly signalId: SignalId;
  readonly source: SignalSourceName;
  readonly kind: SignalKind;
  readonly projectKey: string;
  readonly readers: Readers;
  readonly handles: HandleTable;
  /** The entities that the handles mean, by entity id. */
  readonly entities: ReadonlyMap<string, Entity>;
}

/** The origin of everything that a model wrote about this signal, besides the model. */
export function textSourceOf({ source }: Pick<SignalContext, "source">): Source {
  return source === "jira" ? "jira_text" : "mail_body";
}

/** The signal's person with this address. */
export function personWith(address: string, signal: SignalContext): PersonEntity | null {
  for (const { entityId } of Object.values(signal.handles)) {
    const entity = signal.entities.get(entityId);
    if (entity?.kind === "person" && entity.address === address) return entity;
  }
  return null;
}

/** The signal's own ticket, if it has this key: not one that it links to or that its text mentions. */
export function subjectTicket(issueKey: string, signal: SignalContext): TicketEntity | null {
  for (const { entityId, role } of Object.values(signal.handles)) {
    const entity = signal.entities.get(entityId);
    if (role === "subject" && entity?.kind === "ticket" && entity.issueKey === issueKey) return entity;
  }
  return null;
}
