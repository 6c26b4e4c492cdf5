import type { VaultedSignal } from "@agentic-pm/contracts";
import type * as z from "zod";
import { type IssueSprint, type JiraIssue, SPRINT, STORY_POINTS } from "./jira-answers.ts";

/** The typed fields that Jira vouches for, at the time of the issue's or the comment's last change. */
export function fieldsOf({ fields }: JiraIssue, receivedAt: string): Omit<VaultedSignal["fields"], "truncated"> {
  const sprint = (fields[SPRINT] ?? []).toSorted(byLiveness)[0];
  return {
    status: fields.status.name,
    priority: fields.priority?.name.slice(0, 40) ?? null,
    issueType: fields.issuetype.name.slice(0, 40),
    dueDate: fields.duedate ?? null,
    sprintState: sprint?.state ?? null,
    sprintEnd: sprint?.endDate?.slice(0, 10) ?? null,
    storyPoints: fields[STORY_POINTS] ?? null,
    receivedAt,
    automatic: false,
  };
}

const LIVENESS = { active: 0, future: 1, closed: 2 } as const;

function byLiveness(left: z.infer<typeof IssueSprint>, right: z.infer<typeof IssueSprint>): number {
  return LIVENESS[left.state] - LIVENESS[right.state];
}
