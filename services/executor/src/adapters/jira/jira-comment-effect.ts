import type { ResolvedEffect } from "@agentic-pm/contracts";
import * as z from "zod";
import type { CommandOf, EffectHandler, VendorEffect } from "../../ports/effect-handler.ts";
import { plainAdf } from "./plain-adf.ts";
import type { JiraApi } from "./jira-api.ts";

type JiraCommentEffect = Extract<ResolvedEffect, { type: "jira.comment" }>;

const PROPERTY = "agentic-pm";
const PAGE = 100;
const MOST_PAGES = 10;

const Posted = z.object({ id: z.string().min(1) });
const Comments = z.object({
  total: z.number().int(),
  comments: z.array(
    z.object({ id: z.string(), properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional() }),
  ),
});
const Mark = z.object({ actionId: z.string() });

/** A comment that carries its action's id as an entity property, by which it is found again. */
export class JiraCommentHandler implements EffectHandler<JiraCommentEffect> {
  readonly integration = "jira";
  readonly settleSeconds = 2;
  readonly #api: JiraApi;

  constructor(api: JiraApi) {
    this.#api = api;
  }

  drift(): Promise<null> {
    return Promise.resolve(null);
  }

  async perform({ command, effect }: CommandOf<JiraCommentEffect>): Promise<VendorEffect> {
    const { id } = await this.#api.call(
      {
        method: "POST",
        path: `${pathOf(effect)}/comment`,
        body: {
          body: plainAdf(effect.text.value),
          properties: [{ key: PROPERTY, value: { actionId: command.actionId } }],
        },
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
      const ours = comments.find(({ properties }) =>
        (properties ?? []).some((property) => marks(property, command.actionId)),
      );
      if (ours !== undefined) return { reference: ours.id };
      if (comments.length === 0 || startAt + PAGE >= total) return "absent";
    }
    return "absent";
  }

  inverse({ effect }: CommandOf<JiraCommentEffect>, { reference }: VendorEffect, until: string) {
    if (reference === null) return null;
    return { type: "jira.comment.delete", issueKey: effect.issueKey.value, commentId: reference, until } as const;
  }
}

function pathOf({ issueKey }: JiraCommentEffect): string {
  return `/rest/api/3/issue/${encodeURIComponent(issueKey.value)}`;
}

function marks({ key, value }: { key: string; value?: unknown }, actionId: string): boolean {
  return key === PROPERTY && Mark.safeParse(value).data?.actionId === actionId;
}
