import { arn } from "../../gateway/account.ts";
import { tableNameOf } from "./checked-input.ts";
import { tableAsk } from "./ask-context.ts";
import { createTable, deleteTable, updateTable } from "./change-tables.ts";
import { describedTable, descriptions, type TablePorts } from "./describe-tables.ts";
import type { RawInput } from "./item.ts";
import type { Prepared } from "./prepared.ts";
import { updateTimeToLive } from "./time-to-live.ts";

const changes: Readonly<Record<string, (ports: TablePorts, raw: RawInput) => Promise<RawInput>>> = {
  CreateTable: async (ports, raw) => ({
    TableDescription: describedTable(ports, await createTable(ports, raw)),
  }),
  UpdateTable: async (ports, raw) => ({ TableDescription: await updateTable(ports, raw) }),
  DeleteTable: async (ports, raw) => ({
    TableDescription: await deleteTable(ports, raw["TableName"]),
  }),
  UpdateTimeToLive: updateTimeToLive,
};

/** Whether the operation is one on tables. */
export function isTableOperation(operation: string): boolean {
  return Object.hasOwn(changes, operation) || Object.hasOwn(descriptions, operation);
}

/** CreateTable, DescribeTable, UpdateTimeToLive and the other operations on tables. */
export function prepareTableRequest(ports: TablePorts, operation: string, raw: RawInput): Prepared {
  const run = changes[operation] ?? descriptions[operation];
  const named = raw["TableName"] ?? raw["ResourceArn"];
  const ask =
    operation === "ListTables"
      ? { action: "dynamodb:ListTables", resource: arn("dynamodb", "table/*") }
      : tableAsk(ports, operation, { tableName: String(tableNameOf(named)) });
  return { asks: [ask], run: async () => (run === undefined ? {} : run(ports, raw)) };
}
