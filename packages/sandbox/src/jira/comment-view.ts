import type { ViewContext } from "./issue-view.ts";
import { jiraTime } from "./jira-time.ts";
import type { JiraComment } from "./jira-types.ts";
import { userView } from "./site-views.ts";

/** A comment as the REST API writes it; its entity properties only where they were asked for. */
export function commentView(
  comment: JiraComment,
  withProperties: boolean,
  { store, baseUrl }: ViewContext,
): Record<string, unknown> {
  const issueId = store.issue(comment.issueKey)?.id ?? "";
  const author = userView(store.user(comment.author), baseUrl);
  return {
    self: `${baseUrl}/rest/api/3/issue/${issueId}/comment/${comment.id}`,
    id: comment.id,
    author,
    body: comment.body,
    updateAuthor: author,
    created: jiraTime(comment.created),
    updated: jiraTime(comment.created),
    jsdPublic: true,
    ...(withProperties ? { properties: comment.properties } : {}),
  };
}
