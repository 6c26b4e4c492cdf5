import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { Traveller } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { EmployeeList } from "../../ports/employee-list.ts";

/** The row may say more than who travels; that stays there. */
const EmployeeRow = z.object(Traveller.shape);

/** The employees table, which only the operator writes. */
export class DynamoEmployeeList implements EmployeeList {
  readonly #client: Pick<DynamoDBClient, "send">;
  readonly #table: string;

  constructor(client: Pick<DynamoDBClient, "send">, { table }: { readonly table: string }) {
    this.#client = client;
    this.#table = table;
  }

  async find(employeeId: string): Promise<Traveller | null> {
    const Key = marshall({ employeeId });
    const { Item } = await this.#client.send(new GetItemCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    if (Item === undefined) return null;
    const parsed = EmployeeRow.safeParse(unmarshall(Item));
    if (parsed.success) return parsed.data;
    throw new AppError("EMPLOYEE_MALFORMED", {
      cause: `The entry of ${employeeId} in the list of travellers is not complete.`,
      remedy: "Correct it as the operator; the booking has to be confirmed again.",
      details: { employeeId, path: parsed.error.issues[0]?.path.join(".") ?? "" },
    });
  }
}
