import type { JiraProject, JiraSprint, JiraUser } from "./jira-types.ts";

/** A person as the REST API writes one; null for an account that is gone. */
export function userView(user: JiraUser | undefined, baseUrl: string): Record<string, unknown> | null {
  if (user === undefined) return null;
  const { accountId, accountType, displayName, emailAddress, active, timeZone } = user;
  return {
    self: `${baseUrl}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`,
    accountId,
    accountType,
    ...(emailAddress === undefined ? {} : { emailAddress }),
    avatarUrls: { "48x48": `${baseUrl}/avatar/${encodeURIComponent(accountId)}` },
    displayName,
    active,
    timeZone,
    locale: "en_GB",
  };
}

export function sprintView(sprint: JiraSprint, boardId: number, baseUrl: string): Record<string, unknown> {
  return { self: `${baseUrl}/rest/agile/1.0/sprint/${sprint.id}`, ...sprint, originBoardId: boardId };
}

export function projectView(project: JiraProject, baseUrl: string): Record<string, unknown> {
  const lead = project.users.find(({ accountId }) => accountId === project.leadAccountId);
  return {
    self: `${baseUrl}/rest/api/3/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: "software",
    simplified: false,
    style: "classic",
    isPrivate: false,
    lead: userView(lead, baseUrl),
  };
}
