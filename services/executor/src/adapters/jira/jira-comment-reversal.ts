import { isAppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { Inverse } from "../../domain/effect-inverse.ts";
import type { EffectReversal, Standing } from "../../ports/effect-reversal.ts";
import { CommentProperties, marksAction } from "./comment-mark.ts";
import type { JiraApi } from "./jira-api.ts";

type DeleteComment = Extract<Inverse, { type: "jira.comment.delete" }>;

/** Deletes a comment of ours: only the one with the recorded id, and only while it carries the action's mark. */
export class JiraCommentReversal implements EffectReversal<DeleteComment> {
  readonly integration = "jira";
  readonly #api: JiraApi;

  constructor(api: JiraApi) {
    this.#api = api;
  }

  async standing(inverse: DeleteComment, actionId: string): Promise<Standing> {
    try {
      const path = `${pathOf(inverse)}?expand=properties`;
      const { properties } = await this.#api.call({ method: "GET", path, repeatable: true }, CommentProperties);
      return marksAction(properties, actionId) ? "standing" : { drift: "COMMENT_NOT_OURS" };
    } catch (error) {
      if (isAppError(error) && error.code === "JIRA_NOT_FOUND") return "gone";
      throw error;
    }
  }

  async takeBack(inverse: DeleteComment): Promise<void> {
    try {
      await this.#api.call({ method: "DELETE", path: pathOf(inverse), repeatable: true }, z.unknown());
    } catch (error) {
      // A repeated call may find that the one before it was heard.
      if (!isAppError(error) || error.code !== "JIRA_NOT_FOUND") throw error;
    }
  }
}

function pathOf({ issueKey, commentId }: DeleteComment): string {
  return `/rest/api/3/issue/${encodeURIComponent(issueKey)}/comment/${encodeURIComponent(commentId)}`;
}
