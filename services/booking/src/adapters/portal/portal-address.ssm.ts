import type { Clock } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { GetParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { PortalUrl } from "../../domain/portal-url.ts";
import type { PortalAddress } from "../../ports/portal-address.ts";

const KEPT_MS = 5 * 60_000;

/** The portal's address out of the parameter store, asked for again after five minutes. */
export class SsmPortalAddress implements PortalAddress {
  readonly #client: Pick<SSMClient, "send">;
  readonly #parameter: string;
  readonly #clock: Clock;
  #kept: { readonly origin: string; readonly untilMs: number } | undefined;

  constructor(client: Pick<SSMClient, "send">, settings: { readonly parameter: string; readonly clock: Clock }) {
    this.#client = client;
    this.#parameter = settings.parameter;
    this.#clock = settings.clock;
  }

  async origin(): Promise<string> {
    const nowMs = this.#clock.now().getTime();
    if (this.#kept !== undefined && nowMs < this.#kept.untilMs) return this.#kept.origin;
    const parsed = PortalUrl.safeParse(await this.#read());
    if (!parsed.success) throw this.#missing("is not the address of a portal");
    this.#kept = { origin: parsed.data, untilMs: nowMs + KEPT_MS };
    return parsed.data;
  }

  async #read(): Promise<string | undefined> {
    try {
      const answer = await this.#client.send(new GetParameterCommand({ Name: this.#parameter }));
      return answer.Parameter?.Value;
    } catch (error) {
      if (error instanceof Error && error.name === "ParameterNotFound") throw this.#missing("does not exist");
      throw new AppError("PORTAL_ADDRESS_UNAVAILABLE", {
        cause: `The parameter ${this.#parameter} cannot be read (${error instanceof Error ? error.name : "?"}).`,
        remedy: "The workflow tries again. Else check the function's role.",
        retryable: true,
        error,
      });
    }
  }

  #missing(what: string): AppError {
    return new AppError("PORTAL_ADDRESS_MISSING", {
      cause: `The parameter ${this.#parameter} ${what}.`,
      remedy: "Put the portal's origin there: https, or http on the loopback interface; no path.",
      details: { parameter: this.#parameter },
    });
  }
}
