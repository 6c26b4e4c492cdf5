import type { ResolvedEffect } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import type { SecretPort } from "@agentic-pm/secrets";
import * as z from "zod";
import type { CommandOf, EffectHandler, VendorEffect } from "../../ports/effect-handler.ts";
import type { VendorHttp } from "../../ports/vendor-http.ts";
import { outcomeUnknown } from "../http/vendor-errors.ts";
import type { ResendSecret } from "../integration-secrets.ts";

type Notification = Extract<ResolvedEffect, { type: "operator.notify" }>;

const Sent = z.object({ id: z.string().min(1) });

/** A mail to the operator, whose address is configuration. Resend keeps idempotency keys for a day. */
export class ResendNotifyHandler implements EffectHandler<Notification> {
  readonly integration = "resend";
  readonly settleSeconds = 0;
  readonly #secret: SecretPort<ResendSecret>;
  readonly #http: VendorHttp;

  constructor(secret: SecretPort<ResendSecret>, http: VendorHttp) {
    this.#secret = secret;
    this.#http = http;
  }

  drift(): Promise<null> {
    return Promise.resolve(null);
  }

  async perform({ command, effect }: CommandOf<Notification>): Promise<VendorEffect> {
    const { baseUrl, apiKey, from, operatorAddress } = await this.#secret.get();
    const called = { integration: "resend", method: "POST", url: `${baseUrl}/emails` } as const;
    const answer = await this.#http.send({
      ...called,
      headers: { authorization: `Bearer ${apiKey}`, "idempotency-key": command.actionId },
      body: { from, to: [operatorAddress], subject: effect.subject.value, text: effect.text.value },
      repeatable: true,
    });
    if (answer.status >= 400) throw this.#refusal(answer.status);
    const parsed = Sent.safeParse(answer.body);
    // It was accepted as it seems; the key makes asking again harmless.
    if (!parsed.success) throw outcomeUnknown(called, new Error("The answer has no id."));
    return { reference: parsed.data.id };
  }

  reconcile(): Promise<"repeat"> {
    return Promise.resolve("repeat");
  }

  #refusal(status: number): AppError {
    const isKey = status === 401 || status === 403;
    if (isKey) this.#secret.invalidate();
    return new AppError(isKey ? "RESEND_UNAUTHORIZED" : "RESEND_REFUSED", {
      cause: isKey ? "Resend does not accept the API key or the sender." : "Resend refused the mail.",
      remedy: `Check the key, the sender's domain and the operator's address in ${this.#secret.id}.`,
      details: { status },
    });
  }
}
