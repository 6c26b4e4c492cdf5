import { OperatorApi, connect } from "@agentic-pm/world";
import type { CommonOptions } from "../verb-options.ts";
import { statusWords } from "../terminal/action-status.ts";
import { describeEffect } from "../terminal/describe-effect.ts";
import { table } from "../terminal/table.ts";

/** `agentic-pm actions`: what was decided, with the resolved arguments (never a model's words about them). */
export async function actions(options: CommonOptions & { status?: string }): Promise<void> {
  const api = new OperatorApi(connect(options.data));
  try {
    const all = await api.actions();
    const rows = all.filter((row) => options.status === undefined || row.status === options.status);
    if (options.json) {
      process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      return;
    }
    const cells = rows.map((row) => [
      row.actionId.slice(0, 12),
      row.tier,
      statusWords(row),
      row.command === undefined ? `${row.type}: ${row.reason}` : describeEffect(row.command.effect),
    ]);
    process.stdout.write(`${table([["ACTION", "TIER", "STATUS", "WHAT"], ...cells])}\n`);
  } finally {
    api.close();
  }
}
