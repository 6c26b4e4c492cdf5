import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { Traveller } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { EmployeeDirectory } from "../ports/booking-intake.ts";

/** The row may say more than who travels; that stays there. */
const EmployeeRow = z.object(Traveller.shape).refine(({ timeZone }) => isTimeZone(timeZone), { path: ["timeZone"] });

/** The employees table, which only the operator writes. */
export class DynamoEmployeeDirectory implements EmployeeDirectory {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, { table }: { table: string }) {
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
      cause: `Your entry in the list of travellers is not complete (${parsed.error.issues[0]?.path.join(".")}).`,
      remedy: "Ask the operator to correct it.",
      details: { employeeId },
    });
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
