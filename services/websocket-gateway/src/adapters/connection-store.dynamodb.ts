import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { EmployeeId } from "@agentic-pm/contracts/travel";
import * as z from "zod";
import { type Connection, revokedUntil, rowEndOf, ticketEndOf } from "../domain/connection.ts";
import type { ConnectionList, ConnectionStore, EndedSessions } from "../ports/connection-store.ts";
import { isConditionFailed, transact } from "./transaction.ts";

const ConnectionRow = z.object({
  connectionId: z.string(),
  employeeId: EmployeeId,
  sessionId: z.string(),
  address: z.string(),
  connectedAt: z.iso.datetime(),
  validUntil: z.iso.datetime(),
});
const BY_EMPLOYEE = "byEmployee";
/** More sockets than anybody has devices. */
const MOST_SOCKETS = 50;

/**
 * The connections table: a row for each socket, `ticket#<token>` for each token that opened one, and
 * `revoked#<session>` for each session that was ended early. None but sockets are in the index.
 */
export class DynamoConnectionStore implements ConnectionStore, ConnectionList, EndedSessions {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, { table }: { table: string }) {
    this.#client = client;
    this.#table = table;
  }

  async open(connection: Connection, ticket: { tokenId: string; issuedAt: string }): Promise<"opened" | "replayed"> {
    const put = (item: Record<string, unknown>) => ({
      Put: {
        TableName: this.#table,
        Item: marshall(item),
        ConditionExpression: "attribute_not_exists(connectionId)",
      },
    });
    const written = await transact(this.#client, [
      put({ connectionId: `ticket#${ticket.tokenId}`, expiresAtEpoch: ticketEndOf(ticket) }),
      put({ ...connection, expiresAtEpoch: rowEndOf(connection) }),
    ]);
    return written === "written" ? "opened" : "replayed";
  }

  async find(connectionId: string): Promise<Connection | null> {
    const item = await this.#read(connectionId);
    return item === undefined ? null : ConnectionRow.parse(item);
  }

  async isRevoked(sessionId: string): Promise<boolean> {
    return (await this.#read(`revoked#${sessionId}`)) !== undefined;
  }

  async end(sessionId: string, at: Date): Promise<void> {
    const Item = { connectionId: `revoked#${sessionId}`, expiresAtEpoch: revokedUntil(at) };
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item: marshall(Item) }));
  }

  async extend(connectionId: string, validUntil: string): Promise<void> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ connectionId }),
          UpdateExpression: "SET validUntil = :until",
          ConditionExpression: "attribute_exists(connectionId) AND validUntil < :until",
          ExpressionAttributeValues: marshall({ ":until": validUntil }),
        }),
      );
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
  }

  async close(connectionId: string): Promise<void> {
    await this.#client.send(new DeleteItemCommand({ TableName: this.#table, Key: marshall({ connectionId }) }));
  }

  async of(employeeId: string): Promise<readonly Connection[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: BY_EMPLOYEE,
        KeyConditionExpression: "employeeId = :employeeId",
        ExpressionAttributeValues: marshall({ ":employeeId": employeeId }),
        Limit: MOST_SOCKETS,
      }),
    );
    return Items.map((item) => ConnectionRow.parse(unmarshall(item)));
  }

  async #read(connectionId: string): Promise<Record<string, unknown> | undefined> {
    const Key = marshall({ connectionId });
    const { Item } = await this.#client.send(new GetItemCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item === undefined ? undefined : unmarshall(Item);
  }
}
