import { randomUUID } from "node:crypto";
import { DynamoAuditWriter } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { Connection } from "../connection.ts";
import { approveAction } from "./approve-action.ts";
import { DynamoRuledActions } from "./dynamo-ruled-actions.ts";
import { findAction } from "./find-action.ts";
import { rejectAction } from "./reject-action.ts";
import { type RuledAction, type ShownCommand, shownCommand } from "./ruled-action.ts";
import { commandAltered, nothingResolved } from "./ruling-errors.ts";
import type { RulingPorts, WorkflowOutcome } from "./ruling-ports.ts";
import { SfnActionWorkflows } from "./sfn-action-workflows.ts";
import { undoAction } from "./undo-action.ts";

/** What an operator may decide about actions, under the operator's role. */
export class OperatorRulings {
  readonly #ports: RulingPorts;

  constructor(ports: RulingPorts) {
    this.#ports = ports;
  }

  /** The action with this id, or with the only id that begins so. Throws ACTION_UNKNOWN and ACTION_AMBIGUOUS. */
  find(id: string): Promise<RuledAction> {
    return findAction(id, this.#ports.actions);
  }

  /** What a person has to be shown before they rule. Throws ACTION_REFUSED and COMMAND_ALTERED. */
  show(row: RuledAction): ShownCommand {
    if (row.command === undefined) throw nothingResolved(row);
    const shown = shownCommand(row);
    if (shown === null) throw commandAltered(row);
    return shown;
  }

  /** Approves what was shown; resolves when its workflow has ended. Throws as `approveAction` says. */
  approve(shown: ShownCommand): Promise<WorkflowOutcome> {
    return approveAction(shown, this.#ports);
  }

  /** Declines what waits for approval or is held. Throws as `rejectAction` says. */
  reject(actionId: string, reason: string | null = null): Promise<void> {
    return rejectAction({ actionId, reason }, this.#ports);
  }

  /** Has an executed action taken back; resolves when that has ended. Throws as `undoAction` says. */
  undo(actionId: string): Promise<WorkflowOutcome> {
    return undoAction(actionId, this.#ports);
  }
}

interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly workflows: SFNClient;
}

interface RulingOptions {
  readonly clients: Clients;
  readonly connection: Connection;
  readonly operator: string;
  readonly clock?: Clock;
}

/** The rulings of one person, over the signed API. */
export function operatorRulings({ clients, connection, operator, clock }: RulingOptions): OperatorRulings {
  const time = clock ?? { now: () => new Date() };
  const ids = { uuid: () => randomUUID() };
  const trail = { table: `agentic-pm-audit-${connection.stage}`, actor: `operator:${operator}` };
  return new OperatorRulings({
    actions: new DynamoRuledActions(clients.dynamodb, { table: `agentic-pm-actions-${connection.stage}` }),
    workflows: new SfnActionWorkflows(clients.workflows, connection),
    audit: new DynamoAuditWriter(trail, { client: clients.dynamodb, clock: time, ids }),
    clock: time,
    operator,
  });
}
