import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "@agentic-pm/errors";
import { type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { canaryBooking } from "./canary-booking.ts";
import { canarySignal, type SignalPorts } from "./canary-signal.ts";
import type { CanaryTarget } from "./canary-target.ts";

/** How the signals of a stage are asked about: ids and statuses, no words. */
export function signalPorts(stage: string, tables: DynamoDBClient, functions: LambdaClient): SignalPorts {
  return {
    poll: async () => {
      const FunctionName = `agentic-pm-executor-${stage}-intake`;
      const { FunctionError } = await functions.send(new InvokeCommand({ FunctionName, Payload: "{}" }));
      if (FunctionError === undefined) return;
      throw new AppError("CANARY_POLL_FAILED", {
        cause: `${FunctionName} failed when it was asked to poll.`,
        remedy: `The log group /aws/lambda/${FunctionName} has the request.`,
      });
    },
    signal: async (externalId) => {
      const scan = {
        TableName: `agentic-pm-signals-${stage}`,
        FilterExpression: "externalId = :id",
        ProjectionExpression: "signalId, externalId, #status, failureCode",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":id": { S: externalId } },
      };
      for await (const { Items = [] } of paginateScan({ client: tables }, scan)) {
        const [item] = Items;
        if (item !== undefined) return { status: item["status"]?.S ?? "", failureCode: item["failureCode"]?.S };
      }
      return undefined;
    },
    wait: async (ms) => wait(ms),
  };
}

/** Sends the stage's canaries, one after the other, and says what came of them. Throws what they throw. */
export async function sendCanaries(
  target: CanaryTarget | undefined,
  ports: SignalPorts,
  say: (line: string) => void,
): Promise<void> {
  if (target === undefined) return say("No canary is set up for this stage: packages/pipelines/README.md says how.");
  say(`canary signal ${await canarySignal(target.jira, ports)}: done`);
  if (target.booking === undefined) return say("No canary booking: the stage's portal is no sandbox.");
  say(`canary booking ${await canaryBooking(target.booking)}: booked`);
}
