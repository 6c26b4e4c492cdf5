import type { FetchedSignal } from "../../domain/fetched-signal.ts";
import type { IssueReading } from "./issue-signals.ts";
import type { JiraSprint } from "./jira-answers.ts";
import { type JiraSurroundings, mentionBearers, PeopleOfProject, projectReaders } from "./project-people.ts";

const NO_FIELDS = {
  status: null,
  priority: null,
  issueType: null,
  dueDate: null,
  sprintState: null,
  sprintEnd: null,
  storyPoints: null,
  automatic: false,
} as const;

/** A sprint's goal, state and end. Its identity is all three, so closing it is a signal. */
export function readSprint(sprint: JiraSprint, around: JiraSurroundings & { readonly now: string }): IssueReading {
  const { projectKey } = around;
  const people = new PeopleOfProject(around);
  const sprintEnd = sprint.endDate?.slice(0, 10) ?? null;
  const { name, state } = sprint;
  const texts = [
    { part: "summary", format: "plain", text: name },
    { part: "goal", format: "plain", text: sprint.goal ?? "" },
  ] as const;
  const signal: FetchedSignal = {
    source: "jira",
    kind: "sprint",
    projectKey,
    externalId: `sprint/${sprint.id}`,
    texts,
    fields: { ...NO_FIELDS, sprintState: state, sprintEnd, receivedAt: around.now },
    identity: { name, state, goal: sprint.goal ?? "", sprintEnd },
    bearers: [...people.bearer(around.lead, "project_lead"), ...mentionBearers([name, sprint.goal ?? ""], projectKey)],
    readers: projectReaders(projectKey),
  };
  return { signals: [signal], entities: [...people.entities.values()] };
}
