import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { Entity, HandleTable, Readers, SignalId, SignalKind, SignalSourceName } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { SignalContext } from "../../domain/policy/signal-context.ts";
import type { SignalRegistry } from "../../ports/decision-stores.ts";

const SignalRow = z.object({
  handles: HandleTable,
  readers: Readers,
  source: SignalSourceName,
  kind: SignalKind,
  projectKey: z.string(),
});

/** The registry as `decide` and `execute` read it. */
export class DynamoSignalRegistry implements SignalRegistry {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, { table }: { table: string }) {
    this.#client = client;
    this.#table = table;
  }

  async contextOf(signalId: string): Promise<SignalContext | null> {
    const row = await this.#read(`signal#${signalId}`);
    if (row === null) return null;
    const signal = parsed(SignalRow, row, signalId);
    const ids = [...new Set(Object.values(signal.handles).map(({ entityId }) => entityId))];
    const found = await Promise.all(ids.map((id) => this.#entity(id)));
    const entities = new Map(found.flatMap((entity) => (entity === null ? [] : [[entity.entityId, entity] as const])));
    return { signalId: SignalId.parse(signalId), ...signal, entities };
  }

  /** A handle whose entity is not in the registry (a mention of a ticket that never was) resolves to nothing. */
  async #entity(entityId: string): Promise<Entity | null> {
    const row = await this.#read(entityId);
    if (row === null) return null;
    const { updatedAt: _at, audiences, ...fields } = row;
    const groups = audiences instanceof Set ? [...audiences].toSorted() : [];
    const person = fields["kind"] === "person" ? { jiraAccountId: null } : {};
    return parsed(Entity, { ...person, ...fields, audiences: groups }, entityId);
  }

  async #read(entityId: string): Promise<Record<string, unknown> | null> {
    const key = { TableName: this.#table, Key: marshall({ entityId }), ConsistentRead: true };
    const { Item } = await this.#client.send(new GetItemCommand(key));
    return Item === undefined ? null : unmarshall(Item);
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, row: unknown, id: string): z.infer<Schema> {
  const result = schema.safeParse(row);
  if (result.success) return result.data;
  throw new AppError("REGISTRY_MALFORMED", {
    cause: `The registry's row of ${id} does not fit its schema.`,
    remedy: "Only intake writes this table: look at what else did, and delete the checkpoint to have it read anew.",
    details: { id, path: result.error.issues[0]?.path.join(".") },
  });
}
