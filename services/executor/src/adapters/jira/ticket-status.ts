import * as z from "zod";
import type { JiraApi } from "./jira-api.ts";

const IssueStatus = z.object({ fields: z.object({ status: z.object({ name: z.string() }) }) });
const Transitions = z.object({
  transitions: z.array(z.object({ id: z.string(), to: z.object({ name: z.string() }) })),
});

/** A ticket's status by Jira's name, as it is now. */
export async function ticketStatus(api: JiraApi, issueKey: string): Promise<string> {
  const path = `${ticketPath(issueKey)}?fields=status`;
  const { fields } = await api.call({ method: "GET", path, repeatable: true }, IssueStatus);
  return fields.status.name;
}

/** Moves a ticket by the transition whose goal fits; its id, or null if the ticket's workflow offers none now. */
export async function moveTicket(
  api: JiraApi,
  issueKey: string,
  fits: (statusName: string) => boolean,
): Promise<string | null> {
  const path = `${ticketPath(issueKey)}/transitions`;
  const { transitions } = await api.call({ method: "GET", path, repeatable: true }, Transitions);
  const wanted = transitions.find(({ to }) => fits(to.name));
  if (wanted === undefined) return null;
  await api.call({ method: "POST", path, body: { transition: { id: wanted.id } }, repeatable: false }, z.unknown());
  return wanted.id;
}

function ticketPath(issueKey: string): string {
  return `/rest/api/3/issue/${encodeURIComponent(issueKey)}`;
}
