import type { Journal } from "../journal/journal.ts";
import type { JournalEntry, Origin } from "../journal/journal-events.ts";
import { adfToText } from "./adf.ts";
import type { AdfNode, EntityProperty, JiraComment, JiraIssue, JiraProject, JiraUser } from "./jira-types.ts";
import type { JiraTransition } from "./workflow.ts";

export interface JiraSeed {
  readonly project: JiraProject;
  readonly issues: readonly JiraIssue[];
  readonly comments: readonly JiraComment[];
}

/** The Jira site: the seed, and what the journal says has happened since. */
export class JiraStore {
  readonly project: JiraProject;
  readonly #journal: Journal;
  readonly #clock: () => Date;
  readonly #issues = new Map<string, JiraIssue>();
  readonly #comments = new Map<string, JiraComment>();
  #lastId = 20_000;

  constructor(seed: JiraSeed, journal: Journal, clock: () => Date) {
    this.project = seed.project;
    this.#journal = journal;
    this.#clock = clock;
    for (const issue of seed.issues) this.#issues.set(issue.key, issue);
    for (const comment of seed.comments) this.#comments.set(comment.id, comment);
    journal.subscribe((entry) => this.#apply(entry));
  }

  issues(): JiraIssue[] {
    return [...this.#issues.values()];
  }

  /** Finds an issue by key, in any case, or by id. */
  issue(keyOrId: string): JiraIssue | undefined {
    return this.#issues.get(keyOrId.toUpperCase()) ?? this.issues().find(({ id }) => id === keyOrId);
  }

  comments(issueKey: string): JiraComment[] {
    return [...this.#comments.values()].filter((comment) => comment.issueKey === issueKey);
  }

  allComments(): JiraComment[] {
    return [...this.#comments.values()];
  }

  user(accountId: string): JiraUser | undefined {
    return this.project.users.find((user) => user.accountId === accountId);
  }

  /** `sentKey` is an idempotency key that the caller sent along: Jira has no use for it, the record has. */
  addComment(
    comment: { issueKey: string; author: string; body: AdfNode; properties: readonly EntityProperty[] },
    origin: Origin,
    sentKey?: string,
  ): JiraComment {
    const added: JiraComment = { ...comment, id: this.#nextId(), created: this.#now() };
    const key = idempotencyKeyOf(comment.properties) ?? sentKey;
    this.#journal.record({
      vendor: "jira",
      type: "comment.added",
      origin,
      comment: added,
      text: adfToText(comment.body),
      ...(key === undefined ? {} : { idempotencyKey: key }),
    });
    return added;
  }

  deleteComment(comment: JiraComment): void {
    const { issueKey, id, body } = comment;
    const text = adfToText(body);
    this.#journal.record({ vendor: "jira", type: "comment.deleted", origin: "api", issueKey, commentId: id, text });
  }

  transition(
    issue: JiraIssue,
    transition: Pick<JiraTransition, "id" | "to">,
    by: { user: string; origin: Origin; sentKey?: string | undefined },
  ): void {
    this.#journal.record({
      vendor: "jira",
      type: "issue.transitioned",
      origin: by.origin,
      issueKey: issue.key,
      transitionId: transition.id,
      from: issue.status,
      to: transition.to,
      by: by.user,
      ...(by.sentKey === undefined ? {} : { idempotencyKey: by.sentKey }),
    });
  }

  /** Files a ticket in the name of a person. */
  createIssue(issue: Omit<JiraIssue, "id" | "key" | "created" | "updated" | "resolved" | "history">): JiraIssue {
    const at = this.#now();
    const number = 1 + Math.max(0, ...this.issues().map(({ key }) => Number(key.split("-")[1])));
    const added: JiraIssue = {
      ...issue,
      id: this.#nextId(),
      key: `${this.project.key}-${number}`,
      created: at,
      updated: at,
      resolved: issue.status === "Done" ? at : null,
      history: [],
    };
    this.#journal.record({ vendor: "jira", type: "issue.created", origin: "world", issue: added });
    return added;
  }

  #now(): string {
    return this.#clock().toISOString();
  }

  #nextId(): string {
    return String(this.#lastId + 1);
  }

  #apply(entry: JournalEntry): void {
    switch (entry.type) {
      case "issue.created":
        this.#issues.set(entry.issue.key, entry.issue);
        this.#lastId = Math.max(this.#lastId, Number(entry.issue.id));
        return;
      case "comment.added":
        this.#comments.set(entry.comment.id, entry.comment);
        this.#lastId = Math.max(this.#lastId, Number(entry.comment.id));
        return this.#change(entry.comment.issueKey, entry.comment.created, {});
      case "comment.deleted":
        this.#comments.delete(entry.commentId);
        return this.#change(entry.issueKey, entry.at, {});
      case "issue.transitioned": {
        const { at, by, from, to, seq } = entry;
        const history = [
          ...(this.#issues.get(entry.issueKey)?.history ?? []),
          { id: String(30_000 + seq), at, by, from, to },
        ];
        return this.#change(entry.issueKey, at, { status: to, resolved: to === "Done" ? at : null, history });
      }
    }
  }

  #change(issueKey: string, at: string, change: Partial<JiraIssue>): void {
    const issue = this.#issues.get(issueKey);
    if (issue !== undefined) this.#issues.set(issueKey, { ...issue, ...change, updated: at });
  }
}

/** The key that the writer left in a property whose name speaks of idempotency. */
function idempotencyKeyOf(properties: readonly EntityProperty[]): string | undefined {
  for (const { key, value } of properties) {
    if (!/idempotency/i.test(key)) continue;
    if (typeof value === "string") return value;
    if (typeof value === "object" && value !== null && "key" in value && typeof value.key === "string")
      return value.key;
  }
  return undefined;
}
