import { type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { BookingHandoff, RequoteEvent } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import type { BookingWorkflows } from "../ports/booking-intake.ts";

/** The booking workflows. An execution has the name that its hand-over is sealed for, so there is one of it. */
export class SfnBookingWorkflows implements BookingWorkflows {
  readonly #client: Pick<SFNClient, "send">;
  readonly #machines: { readonly planArn: string; readonly bookArn: string };

  constructor(client: Pick<SFNClient, "send">, machines: { planArn: string; bookArn: string }) {
    this.#client = client;
    this.#machines = machines;
  }

  plan(handoff: BookingHandoff): Promise<void> {
    return this.#start(this.#machines.planArn, handoff);
  }

  book(handoff: Omit<RequoteEvent, "executionName">): Promise<void> {
    return this.#start(this.#machines.bookArn, handoff);
  }

  async #start(stateMachineArn: string, handoff: { seal: { executionName: string } }): Promise<void> {
    const { executionName: name } = handoff.seal;
    try {
      await this.#client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(handoff) }));
    } catch (error) {
      const code = error instanceof Error ? error.name : "no answer";
      if (code === "ExecutionAlreadyExists") return;
      throw new AppError("WORKFLOW_NOT_STARTED", {
        cause: `The work on your booking could not be started (${code}).`,
        remedy: "Send the same message again; it is kept, and nothing is done twice.",
        retryable: true,
        error,
      });
    }
  }
}
