import { type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { SignalHandoff } from "@agentic-pm/contracts";
import type { SignalWorkflow } from "../../ports/signal-stores.ts";

/** The `signal` state machine. An execution is named after its signal, so a signal has one. */
export class SfnSignalWorkflow implements SignalWorkflow {
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;

  constructor(client: SFNClient, { stateMachineArn }: { stateMachineArn: string }) {
    this.#client = client;
    this.#stateMachineArn = stateMachineArn;
  }

  async start(handoff: SignalHandoff): Promise<{ executionArn: string }> {
    const { signalId } = handoff;
    try {
      const started = await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#stateMachineArn,
          name: signalId,
          input: JSON.stringify(handoff),
        }),
      );
      return { executionArn: started.executionArn ?? this.#arnOf(signalId) };
    } catch (error) {
      if (!(error instanceof Error && error.name === "ExecutionAlreadyExists")) throw error;
      return { executionArn: this.#arnOf(signalId) };
    }
  }

  #arnOf(name: string): string {
    return `${this.#stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`;
  }
}
