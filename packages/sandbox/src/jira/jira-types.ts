/** A node of the Atlassian Document Format, as far as the sandbox looks into it. */
export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly AdfNode[];
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly unknown[];
  readonly version?: number;
}

export interface JiraUser {
  readonly accountId: string;
  readonly displayName: string;
  /** Absent where the person's profile hides it, as guests' profiles do. */
  readonly emailAddress?: string;
  readonly accountType: "atlassian" | "app" | "customer";
  readonly active: boolean;
  readonly timeZone: string;
}

export interface JiraSprint {
  readonly id: number;
  readonly name: string;
  readonly state: "closed" | "active" | "future";
  readonly goal: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly completeDate?: string;
}

export interface JiraIssue {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  readonly description: AdfNode | null;
  readonly type: string;
  readonly priority: string;
  readonly status: string;
  readonly assignee: string | null;
  readonly reporter: string;
  readonly storyPoints: number | null;
  /** yyyy-mm-dd */
  readonly dueDate: string | null;
  readonly labels: readonly string[];
  /** The security level that hides the issue from the rest of the project. */
  readonly security?: IssueSecurity | undefined;
  /** Oldest first: a carried-over issue has more than one. */
  readonly sprintIds: readonly number[];
  readonly parentKey: string | null;
  /** Keys of the issues that this one blocks. */
  readonly blocks: readonly string[];
  /** ISO instants; the wire shows them in Jira's own format. */
  readonly created: string;
  readonly updated: string;
  readonly resolved: string | null;
  readonly history: readonly JiraStatusChange[];
}

export interface IssueSecurity {
  readonly id: string;
  readonly name: string;
}

export interface JiraStatusChange {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly from: string;
  readonly to: string;
}

export interface EntityProperty {
  readonly key: string;
  readonly value: unknown;
}

export interface JiraComment {
  readonly id: string;
  readonly issueKey: string;
  readonly author: string;
  readonly body: AdfNode;
  readonly created: string;
  readonly properties: readonly EntityProperty[];
}

/** The site's unchanging part. */
export interface JiraProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly boardId: number;
  readonly boardName: string;
  readonly leadAccountId: string;
  readonly users: readonly JiraUser[];
  readonly sprints: readonly JiraSprint[];
}
