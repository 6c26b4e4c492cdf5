import type { ResolvedEffect } from "@agentic-pm/contracts";
import * as z from "zod";
import type { CommandOf, EffectHandler, VendorEffect } from "../../ports/effect-handler.ts";
import { CommentProperties, markOf, marksAction } from "./comment-mark.ts";
import type { JiraApi } from "./jira-api.ts";
import { plainAdf } from "./plain-adf.ts";
import { ticketStatus } from "./ticket-status.ts";

type JiraCommentEffect = Extract<ResolvedEffect, { type: "jira.comment" }>;

const PAGE = 100;
const MOST_PAGES = 10;

const Posted = z.object({ id: z.string().min(1) });
const Comments = z.object({
  total: z.number().int(),
  comments: z.array(z.object({ id: z.string(), ...CommentProperties.shape })),
});

/** A comment that carries its action's id as an entity property, by which it is found again. */
export class JiraCommentHandler implements EffectHandler<JiraCommentEffect> {
  readonly integration = "jira";
  readonly settleSeconds = 2;
  readonly #api: JiraApi;

  constructor(api: JiraApi) {
    this.#api = api;
  }

  /** What somebody ruled on in view of a status is not said to another; what goes out at once needs no such look. */
  async drift({ effect }: CommandOf<JiraCommentEffect>, waited: boolean): Promise<string | null> {
    if (!waited || effect.ticketStatus === undefined) return null;
    const now = await ticketStatus(this.#api, effect.issueKey.value);
    return now === effect.ticketStatus.value ? null : "TICKET_MOVED";
  }

  async perform({ command, effect }: CommandOf<JiraCommentEffect>): Promise<VendorEffect> {
    const { id } = await this.#api.call(
      {
        method: "POST",
        path: `${pathOf(effect)}/comment`,
        body: { body: plainAdf(effect.text.value), properties: [markOf(command.actionId)] },
        repeatable: false,
      },
      Posted,
    );
    return { reference: id };
  }

  /** Newest first: a comment that was just made is on the first page. */
  async reconcile({ command, effect }: CommandOf<JiraCommentEffect>): Promise<VendorEffect | "absent"> {
    for (let page = 0, startAt = 0; page < MOST_PAGES; page += 1, startAt += PAGE) {
      const query = `expand=properties&orderBy=-created&startAt=${startAt}&maxResults=${PAGE}`;
      const path = `${pathOf(effect)}/comment?${query}`;
      const { comments, total } = await this.#api.call({ method: "GET", path, repeatable: true }, Comments);
      const ours = comments.find(({ properties }) => marksAction(properties, command.actionId));
      if (ours !== undefined) return { reference: ours.id };
      if (comments.length === 0 || startAt + PAGE >= total) return "absent";
    }
    return "absent";
  }
}

function pathOf({ issueKey }: JiraCommentEffect): string {
  return `/rest/api/3/issue/${encodeURIComponent(issueKey.value)}`;
}
