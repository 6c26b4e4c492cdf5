import { type AuditHead, envelopeBytes, type Seal } from "@agentic-pm/contracts";
import { BookingRow, type RequoteEvent, type RespondEvent } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { GenerateMacCommand, type KMSClient } from "@aws-sdk/client-kms";
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { DescribeExecutionCommand, type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type {
  AskedBookings,
  BookingExecutions,
  BookingOutcome,
  BookingRuling,
  EmployeeNotices,
  OperatorSeal,
} from "./approval-ports.ts";

/** The bookings table under the operator's role, which may name these attributes and no others. */
export class DynamoAskedBookings implements AskedBookings {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly all: () => Promise<readonly BookingRow[]>;

  constructor(client: DynamoDBClient, options: { table: string; all: () => Promise<readonly BookingRow[]> }) {
    this.#client = client;
    this.#table = options.table;
    this.all = options.all;
  }

  async find(bookingId: string): Promise<BookingRow | undefined> {
    const key = { TableName: this.#table, Key: marshall({ bookingId }), ConsistentRead: true };
    const { Item } = await this.#client.send(new GetItemCommand(key));
    return Item === undefined ? undefined : BookingRow.parse(unmarshall(Item));
  }

  async rule(seen: BookingRow, { audit, ...ruled }: BookingRuling): Promise<boolean> {
    const at = new Date().toISOString();
    const sets = Object.entries({ ...ruled, updatedAt: at, ...columnsOf(audit) });
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ bookingId: seen.bookingId }),
          UpdateExpression: `SET ${sets.map(([name]) => `#${name} = :${name}`).join(", ")}`,
          // Every change moves the head of the booking's chain, so this is "nobody touched it since it was shown".
          ConditionExpression: "#status = :seen AND #auditHash = :head AND commandHash = :command",
          ExpressionAttributeNames: Object.fromEntries(sets.map(([name]) => [`#${name}`, name])),
          ExpressionAttributeValues: marshall({
            ...Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
            ":seen": seen.status,
            ":head": seen.auditHash,
            ":command": seen.commandHash ?? "",
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
      throw error;
    }
  }
}

function columnsOf({ seq, hash }: AuditHead): { auditSeq: number; auditHash: string } {
  return { auditSeq: seq, auditHash: hash };
}

/** The operator's own key: re-quote opens with it what an approval started. */
export class KmsOperatorSeal implements OperatorSeal {
  readonly #client: KMSClient;
  readonly #keyArn: string;

  constructor(client: KMSClient, { keyArn }: { keyArn: string }) {
    this.#client = client;
    this.#keyArn = keyArn;
  }

  async seal({ executionName, labels, handover }: Parameters<OperatorSeal["seal"]>[0]): Promise<Seal> {
    const Message = envelopeBytes({ stage: "operator", executionName, labels, handover });
    const { Mac } = await this.#client.send(
      new GenerateMacCommand({ KeyId: this.#keyArn, MacAlgorithm: "HMAC_SHA_256", Message }),
    );
    if (Mac === undefined) {
      throw new AppError("SEAL_UNAVAILABLE", {
        cause: "The key service made no seal.",
        remedy: "Approve again: what was approved is kept, and goes on where it stopped.",
        retryable: true,
      });
    }
    return { stage: "operator", executionName, labels, mac: Buffer.from(Mac).toString("base64") };
  }
}

const Output = z.object({ status: z.string(), code: z.string().nullable(), confirmationNumber: z.string().nullable() });
const POLL_INTERVAL_MS = 200;

/** The state machine that carries a booking out. */
export class SfnBookingExecutions implements BookingExecutions {
  readonly #client: SFNClient;
  readonly #place: { readonly region: string; readonly account: string; readonly stage: string };

  constructor(client: SFNClient, place: { region: string; account: string; stage: string }) {
    this.#client = client;
    this.#place = place;
  }

  async run(handover: Omit<RequoteEvent, "executionName">): Promise<BookingOutcome> {
    const { region, account, stage } = this.#place;
    const name = handover.seal.executionName;
    const arn = (kind: string) => `arn:aws:states:${region}:${account}:${kind}:agentic-pm-booking-execute-${stage}`;
    try {
      const input = JSON.stringify(handover);
      await this.#client.send(new StartExecutionCommand({ stateMachineArn: arn("stateMachine"), name, input }));
    } catch (error) {
      if (!(error instanceof Error && error.name === "ExecutionAlreadyExists")) throw error;
    }
    return this.#outcomeOf(`${arn("execution")}:${name}`);
  }

  async #outcomeOf(executionArn: string): Promise<BookingOutcome> {
    for (;;) {
      const { status, output, error, cause } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
      if (status === "SUCCEEDED") return Output.parse(JSON.parse(output ?? "null"));
      if (status !== "RUNNING") {
        throw new AppError("WORKFLOW_FAILED", {
          cause: `${executionArn} ended as ${status ?? "?"}: ${error ?? ""} ${cause ?? ""}`.trim(),
          remedy: "agentic-pm bookings show says what was done. The execution's history says where it broke.",
          details: { executionArn },
        });
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  }
}

/** What employees hear in their chat. `tell` throws EMPLOYEE_NOT_TOLD where the function that says it failed. */
export class LambdaEmployeeNotices implements EmployeeNotices {
  readonly #client: LambdaClient;
  readonly #function: string;

  constructor(client: LambdaClient, { stage }: { stage: string }) {
    this.#client = client;
    this.#function = `agentic-pm-websocket-gateway-${stage}-response-sender`;
  }

  async tell({ bookingId, employeeId }: BookingRow, { status, code }: Parameters<EmployeeNotices["tell"]>[1]) {
    const event: RespondEvent = {
      bookingId,
      employeeId,
      body: { type: "status", status, code, confirmationNumber: null, deepLink: null },
    };
    const invoke = new InvokeCommand({ FunctionName: this.#function, Payload: JSON.stringify(event) });
    const { FunctionError } = await this.#client.send(invoke);
    if (FunctionError === undefined) return;
    throw new AppError("EMPLOYEE_NOT_TOLD", {
      cause: `The ruling on ${bookingId} is on record (${status}), but its employee could not be told of it.`,
      remedy: "Nothing: booking-sweep tells them. Why it failed is in the log of response-sender.",
      details: { bookingId, status },
    });
  }
}
