import type { ResolvedEffect } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { statusOf } from "../../domain/policy/transitions.ts";
import type { CommandOf, EffectHandler, VendorEffect } from "../../ports/effect-handler.ts";
import type { JiraApi } from "./jira-api.ts";
import { moveTicket, ticketStatus } from "./ticket-status.ts";

type Transition = Extract<ResolvedEffect, { type: "jira.transition" }>;

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
    const { issueKey, to } = effect;
    const reference = await moveTicket(this.#api, issueKey.value, (name) => statusOf(name) === to.value);
    if (reference === null) throw notOffered(effect);
    return { reference };
  }

  /** Its goal is a state: where it is not reached, going there again is what was approved. */
  async reconcile({ effect }: CommandOf<Transition>): Promise<VendorEffect | "repeat"> {
    return statusOf(await this.#status(effect)) === effect.to.value ? { reference: null } : "repeat";
  }

  #status({ issueKey }: Transition): Promise<string> {
    return ticketStatus(this.#api, issueKey.value);
  }
}

function notOffered({ issueKey, to }: Transition): AppError {
  return new AppError("TRANSITION_NOT_OFFERED", {
    cause: `Jira's workflow offers no transition of ${issueKey.value} to ${to.value}.`,
    remedy: "Move the ticket by hand, or let the workflow or the account's permissions allow it.",
    details: { issueKey: issueKey.value, to: to.value },
  });
}
