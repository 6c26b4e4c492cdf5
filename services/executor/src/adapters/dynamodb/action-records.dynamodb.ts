import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { ActionStatus, type Clock, Sha256, TargetStatus } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { StoredAction } from "../../domain/stored-action.ts";
import type { ActionChange, ActionRecords } from "../../ports/execution-stores.ts";
import { isConditionFailed } from "./condition-failed.ts";

const instant = z.iso.datetime();

const inverse = z.discriminatedUnion("type", [
  z.object({ type: z.literal("jira.comment.delete"), issueKey: z.string(), commentId: z.string(), until: instant }),
  z.object({
    type: z.literal("jira.transition.back"),
    issueKey: z.string(),
    fromStatus: TargetStatus,
    toStatus: z.string(),
    until: instant,
  }),
  z.object({ type: z.literal("artefact.withdraw"), entryId: z.string(), until: instant }),
]);

const ActionRow = z.object({
  actionId: z.string(),
  signalId: z.string(),
  type: z.string(),
  command: z.string().nullable().default(null),
  commandHash: Sha256,
  status: ActionStatus,
  holdUntil: instant.nullable().default(null),
  approval: z
    .object({ approvedBy: z.string(), approvedAt: instant, commandHash: Sha256, policyVersion: z.string() })
    .nullable()
    .default(null),
  undo: z.object({ requestedBy: z.string(), requestedAt: instant, commandHash: Sha256 }).nullable().default(null),
  auditSeq: z.number().int().nonnegative(),
  auditHash: Sha256,
  attempt: z
    .object({ owner: z.string(), leaseUntil: instant, from: ActionStatus, intended: z.boolean() })
    .nullable()
    .default(null),
  outcome: z
    .object({
      reference: z.string().nullable(),
      repeated: z.boolean(),
      executedAt: instant,
      inverse: inverse.nullable(),
    })
    .nullable()
    .default(null),
  code: z.string().nullable().default(null),
  revision: z.number().int().nonnegative().default(0),
});

/** The actions table, as `execute` reads and changes it: each change is one conditional write. */
export class DynamoActionRecords implements ActionRecords {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async find(actionId: string): Promise<StoredAction | null> {
    const key = { TableName: this.#table, Key: marshall({ actionId }), ConsistentRead: true };
    const { Item } = await this.#client.send(new GetItemCommand(key));
    if (Item === undefined) return null;
    const parsed = ActionRow.safeParse(unmarshall(Item));
    if (parsed.success) {
      const { auditSeq, auditHash, ...row } = parsed.data;
      return { ...row, audit: { seq: auditSeq, hash: auditHash } };
    }
    throw new AppError("ACTION_MALFORMED", {
      cause: `The row of ${actionId} does not fit its schema.`,
      remedy: "Somebody other than decide, execute and the operator's command wrote it: leave it, and find out who.",
      details: { actionId, path: parsed.error.issues[0]?.path.join(".") },
    });
  }

  async change(seen: StoredAction, change: ActionChange): Promise<StoredAction> {
    const { audit, ...changed } = change;
    const revision = seen.revision + 1;
    const next = {
      ...changed,
      auditSeq: audit.seq,
      auditHash: audit.hash,
      revision,
      updatedAt: this.#clock.now().toISOString(),
    };
    const sets = Object.entries(next).filter(([, value]) => value !== undefined);
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ actionId: seen.actionId }),
          UpdateExpression: `SET ${sets.map(([name]) => `#${name} = :${name}`).join(", ")}`,
          // The operator's command changes the status without knowing revisions, so both are compared.
          ConditionExpression: "#status = :seen AND (attribute_not_exists(#revision) OR #revision = :before)",
          ExpressionAttributeNames: Object.fromEntries(sets.map(([name]) => [`#${name}`, name])),
          ExpressionAttributeValues: marshall({
            ...Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
            ":seen": seen.status,
            ":before": seen.revision,
          }),
        }),
      );
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      throw new AppError("ACTION_CHANGED_MEANWHILE", {
        cause: `Somebody else changed ${seen.actionId} at the same moment.`,
        remedy: "Nothing to do: the workflow looks again.",
        details: { actionId: seen.actionId, seen: seen.status },
        retryable: true,
        error,
      });
    }
    const { status, attempt, outcome = seen.outcome, code = seen.code } = change;
    return { ...seen, status, attempt, outcome, code, audit, revision };
  }
}
