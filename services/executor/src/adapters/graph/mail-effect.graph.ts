import type { ResolvedEffect } from "@agentic-pm/contracts";
import * as z from "zod";
import type { CommandOf, EffectHandler, VendorEffect } from "../../ports/effect-handler.ts";
import { MessageList } from "./graph-answers.ts";
import type { GraphApi } from "./graph-api.ts";

type MailEffect = Extract<ResolvedEffect, { type: "mail.send" }>;

/** Our own named property, in a namespace of our own, by which a mail is found again among the sent items. */
const ACTION_PROPERTY = "String {6f1c1c3e-8a0b-4a57-9d0e-2b8f54c3a7d1} Name AgenticPmActionId";

/** A plain-text mail from the agent's mailbox. Graph has no idempotency key; the action's id travels in the mail. */
export class GraphMailHandler implements EffectHandler<MailEffect> {
  readonly integration = "graph";
  /** Sent items show a mail a moment after it was accepted. */
  readonly settleSeconds = 5;
  readonly #api: GraphApi;

  constructor(api: GraphApi) {
    this.#api = api;
  }

  drift(): Promise<null> {
    return Promise.resolve(null);
  }

  async perform({ command, effect }: CommandOf<MailEffect>): Promise<VendorEffect> {
    const { mailbox } = await this.#api.mailbox();
    const message = {
      subject: effect.subject.value,
      body: { contentType: "text", content: effect.text.value },
      toRecipients: effect.to.value.map(({ address, displayName }) => ({
        emailAddress: { address, name: displayName },
      })),
      singleValueExtendedProperties: [{ id: ACTION_PROPERTY, value: command.actionId }],
    };
    const path = `/users/${encodeURIComponent(mailbox)}/sendMail`;
    const body = { message, saveToSentItems: true };
    await this.#api.call({ method: "POST", path, body, repeatable: false }, z.unknown());
    return { reference: null };
  }

  async reconcile({ command }: CommandOf<MailEffect>): Promise<VendorEffect | "absent"> {
    const { mailbox } = await this.#api.mailbox();
    const filter = `singleValueExtendedProperties/any(ep: ep/id eq '${ACTION_PROPERTY}' and ep/value eq '${command.actionId}')`;
    const query = new URLSearchParams({ $filter: filter, $select: "id", $top: "1" });
    const path = `/users/${encodeURIComponent(mailbox)}/mailFolders/sentitems/messages?${query.toString()}`;
    const { value } = await this.#api.call({ method: "GET", path, repeatable: true }, MessageList);
    const [sent] = value;
    return sent === undefined ? "absent" : { reference: sent.id };
  }
}
