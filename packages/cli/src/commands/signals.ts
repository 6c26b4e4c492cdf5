import { OperatorApi, type SignalRow, connect } from "@agentic-pm/world";
import type { CommonOptions } from "../verb-options.ts";
import { table } from "../terminal/table.ts";

/** `agentic-pm signals`: everything that came in, newest first. */
export async function signals(options: CommonOptions): Promise<void> {
  const api = new OperatorApi(connect(options.data));
  try {
    const rows = await api.signals();
    if (options.json) {
      process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      return;
    }
    const cells = rows.map((row) => [row.receivedAt, row.source, row.kind, statusOf(row), row.externalId]);
    process.stdout.write(`${table([["RECEIVED", "SOURCE", "KIND", "STATUS", "WHAT"], ...cells])}\n`);
  } finally {
    api.close();
  }
}

function statusOf({ status, failureCode }: SignalRow): string {
  return failureCode === undefined || failureCode === "" ? status : `${status}: ${failureCode}`;
}
