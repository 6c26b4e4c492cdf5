import { setTimeout as sleep } from "node:timers/promises";
import { readCloudFile } from "@agentic-pm/local-cloud/running-cloud";
import {
  paginateGetExecutionHistory,
  SFNClient,
  StopExecutionCommand,
  ListExecutionsCommand,
} from "@aws-sdk/client-sfn";
import * as z from "zod";
import type { Connection } from "../connection.ts";
import { notPossible } from "./trips-by-hand.ts";

const DeveloperKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });
const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 240_000;

/** Stops a booking half-way, as a developer of this machine may; on AWS no role of ours can. */
export class BookingStopper {
  readonly #workflows: SFNClient;
  readonly #machineArn: string;

  private constructor(workflows: SFNClient, machineArn: string) {
    this.#workflows = workflows;
    this.#machineArn = machineArn;
  }

  static on(dataDir: string, { endpoint, region, account, stage }: Connection): BookingStopper {
    const credentials = readCloudFile(DeveloperKey, dataDir, "cloud", "developer-credentials.json");
    const machineArn = `arn:aws:states:${region}:${account}:stateMachine:agentic-pm-booking-execute-${stage}`;
    return new BookingStopper(new SFNClient({ endpoint, region, credentials }), machineArn);
  }

  /**
   * Waits until somebody signs in to the portal for the booking, and stops it before it comes to `state`. The login that
   * is under way ends by itself. @throws AppError SEED_NOT_POSSIBLE where it was quicker than this, or came to nothing.
   */
  async stopBefore(state: string, bookingId: string): Promise<void> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
      const executionArn = await this.#executionOf(bookingId);
      if (executionArn === undefined) continue;
      const entered = await this.#entered(executionArn);
      if (entered.has(state)) throw notPossible(`${bookingId} went on before it could be stopped`);
      if (!entered.has("PortalLogin")) continue;
      await this.#workflows.send(new StopExecutionCommand({ executionArn, cause: "to be gone on with by hand" }));
      return;
    }
    throw notPossible(`nobody signed in to the portal for ${bookingId}`);
  }

  close(): void {
    this.#workflows.destroy();
  }

  async #executionOf(bookingId: string): Promise<string | undefined> {
    const { executions = [] } = await this.#workflows.send(
      new ListExecutionsCommand({ stateMachineArn: this.#machineArn, statusFilter: "RUNNING" }),
    );
    return executions.find(({ name = "" }) => name.startsWith(bookingId))?.executionArn;
  }

  async #entered(executionArn: string): Promise<ReadonlySet<string>> {
    const entered = new Set<string>();
    for await (const { events = [] } of paginateGetExecutionHistory({ client: this.#workflows }, { executionArn })) {
      for (const { stateEnteredEventDetails } of events) entered.add(stateEnteredEventDetails?.name ?? "");
    }
    return entered;
  }
}
