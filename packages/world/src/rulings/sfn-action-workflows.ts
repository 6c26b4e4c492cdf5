import { AppError } from "@agentic-pm/errors";
import { DescribeExecutionCommand, type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import * as z from "zod";
import type { ActionWorkflows, WorkflowOutcome } from "./ruling-ports.ts";

const Output = z.object({ status: z.string(), code: z.string().nullable() });
const POLL_INTERVAL_MS = 100;

/** The two state machines that the operator's role may start. */
export class SfnActionWorkflows implements ActionWorkflows {
  readonly #client: SFNClient;
  readonly #place: { readonly region: string; readonly account: string; readonly stage: string };

  constructor(client: SFNClient, place: { region: string; account: string; stage: string }) {
    this.#client = client;
    this.#place = place;
  }

  async run(machine: "action" | "undo", name: string, input: Record<string, unknown>): Promise<WorkflowOutcome> {
    const { region, account, stage } = this.#place;
    const arn = (kind: string) => `arn:aws:states:${region}:${account}:${kind}:agentic-pm-${machine}-${stage}`;
    try {
      const started = { stateMachineArn: arn("stateMachine"), name, input: JSON.stringify(input) };
      await this.#client.send(new StartExecutionCommand(started));
    } catch (error) {
      if (!(error instanceof Error && error.name === "ExecutionAlreadyExists")) throw error;
    }
    return this.#outcomeOf(`${arn("execution")}:${name}`);
  }

  async #outcomeOf(executionArn: string): Promise<WorkflowOutcome> {
    for (;;) {
      const { status, output, error, cause } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
      if (status === "SUCCEEDED") return Output.parse(JSON.parse(output ?? "null"));
      if (status !== "RUNNING") {
        throw new AppError("WORKFLOW_FAILED", {
          cause: `${executionArn} ended as ${status ?? "?"}: ${error ?? ""} ${cause ?? ""}`.trim(),
          remedy:
            "The action's row says what was done: agentic-pm actions. The execution's history says where it broke.",
          details: { executionArn },
        });
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  }
}
