import type { ResolvedEffect } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import { statusOf } from "../../domain/policy/transitions.ts";
import type { CommandOf, EffectHandler, VendorEffect } from "../../ports/effect-handler.ts";
import type { JiraApi } from "./jira-api.ts";

type Transition = Extract<ResolvedEffect, { type: "jira.transition" }>;

const IssueStatus = z.object({ fields: z.object({ status: z.object({ name: z.string() }) }) });
const Transitions = z.object({
  transitions: z.array(z.object({ id: z.string(), to: z.object({ name: z.string() }) })),
});

/** A change of status by the ticket's own workflow. A ticket that is there already needs none. */
export class JiraTransitionHandler implements EffectHandler<Transition> {
  readonly integration = "jira";
  readonly settleSeconds = 0;
  readonly #api: JiraApi;

  constructor(api: JiraApi) {
    this.#api = api;
  }

  /** The ticket has to be where it was when this was decided. Being at the goal already is no drift. */
  async drift({ effect }: CommandOf<Transition>): Promise<string | null> {
    const status = await this.#status(effect);
    return status === effect.fromStatus.value || statusOf(status) === effect.to.value ? null : "TICKET_MOVED";
  }

  async perform({ effect }: CommandOf<Transition>): Promise<VendorEffect> {
    if (statusOf(await this.#status(effect)) === effect.to.value) return { reference: null };
    const path = `${pathOf(effect)}/transitions`;
    const { transitions } = await this.#api.call({ method: "GET", path, repeatable: true }, Transitions);
    const wanted = transitions.find(({ to }) => statusOf(to.name) === effect.to.value);
    if (wanted === undefined) throw notOffered(effect);
    await this.#api.call(
      { method: "POST", path, body: { transition: { id: wanted.id } }, repeatable: false },
      z.unknown(),
    );
    return { reference: wanted.id };
  }

  /** Its goal is a state: where it is not reached, going there again is what was approved. */
  async reconcile({ effect }: CommandOf<Transition>): Promise<VendorEffect | "repeat"> {
    return statusOf(await this.#status(effect)) === effect.to.value ? { reference: null } : "repeat";
  }

  inverse({ effect }: CommandOf<Transition>, _done: VendorEffect, until: string) {
    const { issueKey, fromStatus } = effect;
    return { type: "jira.transition.back", issueKey: issueKey.value, toStatus: fromStatus.value, until } as const;
  }

  async #status(effect: Transition): Promise<string> {
    const path = `${pathOf(effect)}?fields=status`;
    const { fields } = await this.#api.call({ method: "GET", path, repeatable: true }, IssueStatus);
    return fields.status.name;
  }
}

function pathOf({ issueKey }: Transition): string {
  return `/rest/api/3/issue/${encodeURIComponent(issueKey.value)}`;
}

function notOffered({ issueKey, to }: Transition): AppError {
  return new AppError("TRANSITION_NOT_OFFERED", {
    cause: `Jira's workflow offers no transition of ${issueKey.value} to ${to.value}.`,
    remedy: "Move the ticket by hand, or let the workflow or the account's permissions allow it.",
    details: { issueKey: issueKey.value, to: to.value },
  });
}
