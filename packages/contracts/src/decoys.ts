import { canonicalHash } from "./canonical.ts";
import { EntityId, type PersonEntity, type TicketEntity } from "./handles.ts";

/** A ticket and a person of a project that do not exist. They stand in the registry, and no handle ever names them. */
export interface Decoys {
  readonly ticket: TicketEntity;
  readonly person: PersonEntity;
}

/** The decoys of a project. Whatever resolves to one did not come from a handle that `intake` gave out. */
export function decoysOf(projectKey: string): Decoys {
  const mark = canonicalHash("agentic-pm/decoy/v1", projectKey);
  // Nine digits, the first a nine: far beyond any ticket that there is.
  const issueKey = `${projectKey}-9${(Number.parseInt(mark.slice(0, 8), 16) % 1e8).toString().padStart(8, "0")}`;
  const name = mark.slice(8, 20);
  return {
    ticket: {
      entityId: EntityId.parse(`ticket#${issueKey}`),
      kind: "ticket",
      issueKey,
      projectKey,
      status: "In Progress",
      audiences: [`project:${projectKey}`],
    },
    person: {
      entityId: EntityId.parse(`person#${name}`),
      kind: "person",
      displayName: `Account ${name}`,
      address: `${name}@decoy.invalid`,
      jiraAccountId: null,
      internal: true,
      audiences: [`project:${projectKey}`, "directory"],
    },
  };
}

/** Whether an entity is one of the project's decoys. */
export function isDecoy(entityId: string, projectKey: string): boolean {
  const { ticket, person } = decoysOf(projectKey);
  return entityId === ticket.entityId || entityId === person.entityId;
}
