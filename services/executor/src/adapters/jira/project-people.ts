import { type Entity, EntityId } from "@agentic-pm/contracts";
import type * as z from "zod";
import type { Directory } from "../../domain/directory.ts";
import type { Bearer } from "../../domain/fetched-signal.ts";
import { ticketMentions } from "../../domain/ticket-mentions.ts";
import type { JiraIssue, JiraUser } from "./jira-answers.ts";

type Person = z.infer<typeof JiraUser>;

/** What does not change within one poll. */
export interface JiraSurroundings {
  readonly projectKey: string;
  readonly ownAccountId: string;
  readonly lead: Person | null;
  readonly directory: Directory;
}

/** Collects the people that the project's API fields name, as entities; who has a role in it may read it. */
export class PeopleOfProject {
  readonly entities = new Map<string, Entity>();
  readonly around: JiraSurroundings;

  constructor(around: JiraSurroundings) {
    this.around = around;
  }

  bearer(person: Person | null | undefined, role: Bearer["role"]): Bearer[] {
    const { ownAccountId, directory, projectKey } = this.around;
    if (person === null || person === undefined || person.accountId === ownAccountId) return [];
    const entity = directory.ofJira(person, [`project:${projectKey}`]);
    if (!EntityId.safeParse(entity.entityId).success) return [];
    this.entities.set(entity.entityId, entity);
    return [{ entityId: entity.entityId, role }];
  }
}

/** Tickets of the project that a text mentions. */
export function mentionBearers(texts: readonly string[], projectKey: string): Bearer[] {
  return ticketMentions(texts, projectKey).map((key) => ({ entityId: `ticket#${key}`, role: "mentioned" }));
}

/** Who reads what is written in the project. The operator reads everything. */
export function projectReaders(projectKey: string): string[] {
  return [`project:${projectKey}`, "operator"];
}

/** Who reads an issue and what is said on it: the project, or those of its security level. */
export function issueReaders({ fields }: Pick<JiraIssue, "fields">): string[] {
  const level = fields.security?.id;
  return level === undefined ? projectReaders(fields.project.key) : [`restricted:security:${level}`, "operator"];
}

export function isTicketKey(key: string): boolean {
  return EntityId.safeParse(`ticket#${key}`).success;
}
