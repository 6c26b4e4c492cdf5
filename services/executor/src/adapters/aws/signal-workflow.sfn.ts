import { type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { SignalHandoff } from "@agentic-pm/contracts";
import type { SignalWorkflow } from "../../ports/signal-stores.ts";

/** The `signal` state machine. An execution has the name that its hand-over is sealed for, so there is one of it. */
export class SfnSignalWorkflow implements SignalWorkflow {
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;

  constructor(client: SFNClient, { stateMachineArn }: { stateMachineArn: string }) {
    this.#client = client;
    this.#stateMachineArn = stateMachineArn;
  }

  async start(handoff: SignalHandoff): Promise<{ executionArn: string }> {
    const { executionName } = handoff.seal;
    try {
      const started = await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#stateMachineArn,
          name: executionName,
          input: JSON.stringify(handoff),
        }),
      );
      return { executionArn: started.executionArn ?? this.#arnOf(executionName) };
    } catch (error) {
      if (!(error instanceof Error && error.name === "ExecutionAlreadyExists")) throw error;
      return { executionArn: this.#arnOf(executionName) };
    }
  }

  #arnOf(name: string): string {
    return `${this.#stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`;
  }
}
