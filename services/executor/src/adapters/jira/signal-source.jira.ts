import type { Clock, Entity } from "@agentic-pm/contracts";
import { isAppError, toErrorReport } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import * as z from "zod";
import { type Directory, EMPTY_DIRECTORY } from "../../domain/directory.ts";
import type { FetchedSignal, RefusedSignal } from "../../domain/fetched-signal.ts";
import type { PeopleDirectory } from "../../ports/people-directory.ts";
import type { Delta, SignalSource, SourceHealth } from "../../ports/signal-source.ts";
import { EntityCollection } from "../entity-collection.ts";
import { type IssueReading, readIssue } from "./issue-signals.ts";
import {
  JiraComment,
  JiraComments,
  JiraIssue,
  JiraProject,
  JiraSprint,
  JiraUser,
  SearchPage,
  SPRINT,
  SprintPage,
  STORY_POINTS,
} from "./jira-answers.ts";
import type { JiraApi } from "./jira-api.ts";
import { jqlMinute } from "./jql-minute.ts";
import type { JiraSurroundings } from "./project-people.ts";
import { readSprint } from "./sprint-signals.ts";

const Since = z.iso.datetime().nullable();
/** Where the reading of a long list was broken off, and the last change that was read by then. */
const Resume = z.strictObject({ token: z.string().min(1), latest: Since });
type Resume = z.infer<typeof Resume>;
const Cursor = z.strictObject({ since: Since, resume: Resume.optional() });

const ISSUE_FIELDS = [
  "summary",
  "description",
  "status",
  "priority",
  "issuetype",
  "duedate",
  "updated",
  "created",
  "project",
  "assignee",
  "reporter",
  "security",
  "issuelinks",
  "comment",
  STORY_POINTS,
  SPRINT,
];
const PAGE = 100;
const MOST_PAGES = 20;

interface ReadFrom {
  readonly since: string | null;
  readonly resume: Resume | undefined;
  readonly timeZone: string;
}

/** The last change that was read, and where the list goes on; null at its end. */
interface ReadTo {
  readonly latest: string | null;
  readonly token: string | null;
}

interface Surroundings {
  readonly directory: PeopleDirectory;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
}

/** Jira Cloud: the project's changed issues with their comments, and the board's sprints. */
export class JiraSource implements SignalSource {
  readonly name = "jira";
  readonly #api: JiraApi;
  readonly #around: Surroundings;

  constructor(api: JiraApi, around: Surroundings) {
    this.#api = api;
    this.#around = around;
  }

  async fetchDelta(cursor: string | null): Promise<Delta> {
    const { since, resume } = Cursor.parse(cursor === null ? { since: null } : JSON.parse(cursor));
    const { projectKey, boardId } = await this.#api.site();
    const me = await this.#get("/rest/api/3/myself", JiraUser);
    const project = await this.#get(`/rest/api/3/project/${projectKey}`, JiraProject);
    const directory = await this.#people();
    const around = { projectKey, ownAccountId: me.accountId, lead: project.lead ?? null, directory };
    const read = new JiraReading();
    const from = { since, resume, timeZone: me.timeZone ?? "UTC" };
    const { latest, token } = await this.#readIssuesFrom(from, around, read);
    if (token !== null) {
      const next = JSON.stringify({ since, resume: { token, latest } });
      return { ...read.delta(), cursor: next, more: true, resynced: false };
    }
    // Sprints last: what is said about one rests on what its tickets say.
    await this.#readSprints(boardId, { around, since }, read);
    return { ...read.delta(), cursor: JSON.stringify({ since: latest ?? since }), more: false, resynced: false };
  }

  async healthCheck(): Promise<SourceHealth> {
    try {
      await this.#get("/rest/api/3/myself", JiraUser);
      return { healthy: true, code: null, remedy: null };
    } catch (error) {
      const { code, remedy } = toErrorReport(error);
      return { healthy: false, code, remedy };
    }
  }

  /** A token that Jira no longer takes costs a reading from the list's beginning, and no change. */
  async #readIssuesFrom(from: ReadFrom, around: JiraSurroundings, read: JiraReading): Promise<ReadTo> {
    try {
      return await this.#readIssues(from, around, read);
    } catch (error) {
      if (from.resume === undefined || !isAppError(error) || error.code !== "JIRA_REFUSED") throw error;
      return this.#readIssues({ ...from, resume: undefined }, around, read);
    }
  }

  /**
   * Oldest change first, so that the last one read is where the next poll begins. A list that is longer than one
   * reading goes on by its token: thousands may have changed within a minute, which JQL cannot tell apart.
   */
  async #readIssues(from: ReadFrom, around: JiraSurroundings, read: JiraReading): Promise<ReadTo> {
    const bound = from.since === null ? "" : ` AND updated >= "${jqlMinute(from.since, from.timeZone)}"`;
    const jql = `project = ${around.projectKey}${bound} ORDER BY updated ASC`;
    let latest = from.resume?.latest ?? null;
    let nextPageToken = from.resume?.token;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const body = {
        jql,
        fields: ISSUE_FIELDS,
        expand: "changelog",
        maxResults: PAGE,
        ...(nextPageToken === undefined ? {} : { nextPageToken }),
      };
      const found = await this.#api.call(
        { method: "POST", path: "/rest/api/3/search/jql", body, repeatable: true },
        SearchPage,
      );
      for (const raw of found.issues) latest = (await this.#readIssue(raw, around, read)) ?? latest;
      if (found.nextPageToken === null || found.nextPageToken === undefined) return { latest, token: null };
      nextPageToken = found.nextPageToken;
    }
    return { latest, token: nextPageToken ?? null };
  }

  async #readIssue(raw: unknown, around: JiraSurroundings, read: JiraReading): Promise<string | null> {
    const issue = JiraIssue.safeParse(raw);
    if (!issue.success) {
      read.refuse(`issue/${nameOf(raw)}`, issue.error);
      return null;
    }
    const { key, fields } = issue.data;
    const comments: JiraComment[] = [];
    for (const one of await this.#allComments(key, fields.comment)) {
      const comment = JiraComment.safeParse(one);
      if (comment.success) comments.push(comment.data);
      else read.refuse(`${key}/comment/${nameOf(one)}`, comment.error);
    }
    read.add(readIssue(issue.data, comments, around));
    return fields.updated;
  }

  /** A search shows a busy issue's first comments only; the rest is fetched. */
  async #allComments(key: string, shown: z.infer<typeof JiraComments> | null | undefined): Promise<unknown[]> {
    if (shown === null || shown === undefined || shown.total <= shown.comments.length) return shown?.comments ?? [];
    const all: unknown[] = [];
    for (let page = 0; page < MOST_PAGES && all.length < shown.total; page += 1) {
      const query = `startAt=${all.length}&maxResults=${PAGE}&orderBy=-created`;
      const { comments } = await this.#get(`/rest/api/3/issue/${key}/comment?${query}`, JiraComments);
      if (comments.length === 0) break;
      all.push(...comments);
    }
    return all;
  }

  /** Sprints that closed before the agent first looked are history, not signals. */
  async #readSprints(
    boardId: number,
    how: { around: JiraSurroundings; since: string | null },
    read: JiraReading,
  ): Promise<void> {
    const now = this.#around.clock.now().toISOString();
    for (let page = 0, startAt = 0; page < MOST_PAGES; page += 1) {
      const path = `/rest/agile/1.0/board/${boardId}/sprint?startAt=${startAt}&maxResults=50`;
      const { values, isLast } = await this.#get(path, SprintPage);
      for (const raw of values) {
        const sprint = JiraSprint.safeParse(raw);
        if (!sprint.success) read.refuse(`sprint/${nameOf(raw)}`, sprint.error);
        else if (isNews(sprint.data, how.since)) read.add(readSprint(sprint.data, { ...how.around, now }));
      }
      if (isLast !== false || values.length === 0) return;
      startAt += values.length;
    }
  }

  /** Without the directory, tickets are still read; their people have no address then, so nobody can be mailed. */
  async #people(): Promise<Directory> {
    try {
      return await this.#around.directory.people();
    } catch (error) {
      this.#around.logger.error(LogCode.SOURCE_UNHEALTHY, error, { signalSource: "directory" });
      return EMPTY_DIRECTORY;
    }
  }

  #get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
    return this.#api.call({ method: "GET", path, repeatable: true }, schema);
  }
}

/** What one poll has read so far. */
class JiraReading {
  readonly #signals: FetchedSignal[] = [];
  readonly #refused: RefusedSignal[] = [];
  readonly #entities = new EntityCollection();

  add({ signals, entities }: IssueReading): void {
    this.#signals.push(...signals);
    for (const entity of entities) this.#entities.add(entity);
  }

  refuse(externalId: string, error: z.ZodError): void {
    const [issue] = error.issues;
    const cause = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unknown shape"}`;
    this.#refused.push({ source: "jira", externalId, code: "SIGNAL_MALFORMED", cause });
  }

  delta(): { signals: FetchedSignal[]; entities: Entity[]; refused: RefusedSignal[] } {
    return { signals: this.#signals, entities: this.#entities.all(), refused: this.#refused };
  }
}

const DAY_MS = 86_400_000;

/** A day of slack: content tells repeats apart. */
function isNews({ state, completeDate }: JiraSprint, since: string | null): boolean {
  if (state !== "closed") return true;
  const closedAt = Date.parse(completeDate ?? "");
  return since !== null && closedAt > Date.parse(since) - DAY_MS;
}

const Identified = z.object({
  key: z.string().max(60).optional(),
  id: z.union([z.string().max(60), z.number()]).optional(),
});

function nameOf(raw: unknown): string {
  const { data } = Identified.safeParse(raw);
  return String(data?.key ?? data?.id ?? "without-id");
}
