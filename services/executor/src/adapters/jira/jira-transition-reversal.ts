import { AppError } from "@agentic-pm/errors";
import type { Inverse } from "../../domain/effect-inverse.ts";
import { statusOf } from "../../domain/policy/transitions.ts";
import type { EffectReversal, Standing } from "../../ports/effect-reversal.ts";
import type { JiraApi } from "./jira-api.ts";
import { moveTicket, ticketStatus } from "./ticket-status.ts";

type MoveBack = Extract<Inverse, { type: "jira.transition.back" }>;

/** Moves a ticket back to where it was, if it is still where we put it and its workflow has a way back. */
export class JiraTransitionReversal implements EffectReversal<MoveBack> {
  readonly integration = "jira";
  readonly #api: JiraApi;

  constructor(api: JiraApi) {
    this.#api = api;
  }

  async standing({ issueKey, fromStatus, toStatus }: MoveBack): Promise<Standing> {
    const now = await ticketStatus(this.#api, issueKey);
    if (now === toStatus) return "gone";
    return statusOf(now) === fromStatus ? "standing" : { drift: "TICKET_MOVED" };
  }

  async takeBack({ issueKey, toStatus }: MoveBack): Promise<void> {
    if ((await moveTicket(this.#api, issueKey, (name) => name === toStatus)) !== null) return;
    throw new AppError("TRANSITION_NOT_OFFERED", {
      cause: `Jira's workflow offers no way of ${issueKey} back to ${toStatus}.`,
      remedy: "Move the ticket by hand, or by way of another status.",
      details: { issueKey, to: toStatus },
    });
  }
}
